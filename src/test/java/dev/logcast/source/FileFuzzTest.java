package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of any name and content that are written, renamed, linked, shut, cut and taken away with their directories, from a printed seed: no
 * thread ends, nothing fails, and each line of a file that was never cut nor deleted comes once.
 */
class FileFuzzTest {
    private static final Duration TIME =
            Duration.ofSeconds(Long.getLong("logcast.seconds", Boolean.getBoolean("logcast.soak") ? 600 : 20));
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MOST_FILES = 150;
    private static final int DIRECTORIES = 6;
    private static final Pattern LINE = Pattern.compile("L([0-9]{1,9}) .*", Pattern.DOTALL);

    private final long seed = Long.getLong("logcast.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AtomicInteger faultsCounted = new AtomicInteger();
    private final Faults faults = new Faults(new Telemetry() {
        @Override
        public void fault(String part) {
            faultsCounted.incrementAndGet();
        }
    });
    private final List<Place> places = new ArrayList<>();
    private final List<Log> logs = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();
    private final Map<Integer, AtomicInteger> received = new ConcurrentHashMap<>();
    private final Set<Integer> owed = new TreeSet<>();
    private final Map<Integer, Log> writtenTo = new ConcurrentHashMap<>();
    private ExecutorService threads = Executors.newCachedThreadPool();
    private Follower follower;
    private List<Duty> duties;
    private int lines;
    private int operations;

    @TempDir
    private Path root;

    @TempDir
    private Path away;

    @TempDir
    private Path data;

    /** A directory, which may be away. */
    private static final class Place {
        final Path home;
        Path now;

        Place(Path home) {
            this.home = home;
            this.now = home;
        }
    }

    /** A file that is written to. */
    private static final class Log {
        Place place;
        Path name;
        boolean lossy;
        String begun = "";

        Path path() {
            return place.now.resolve(name);
        }
    }

    /** Each has a text of its own. */
    private static String line(int number) {
        return "L" + number + " " + "x\u00e9\u2028\"{".repeat(1 + Math.floorMod(number * 31, 60));
    }

    /** Of a whole line; nothing for what only begins like one, as what is cut does, and any of many random bytes. */
    private static Optional<Integer> number(String text) {
        return Optional.of(LINE.matcher(text))
                .filter(Matcher::matches)
                .map(line -> Integer.valueOf(line.group(1)))
                .filter(number -> text.equals(line(number)));
    }

    @Test
    void linesOfJunkAndPiecesAreNotTakenForOnesThatAreOwed() {
        assertThat(number(line(4))).contains(4);
        assertThat(number("L4 \u0007?")).isEmpty();
        assertThat(number("L4 ")).isEmpty();
        assertThat(number(line(40).replace("L40", "L4"))).isEmpty();
        assertThat(number(line(4) + line(5))).isEmpty();
        assertThat(number("L99999999999 ")).isEmpty();
    }

    private void follow() throws IOException {
        RecordListener listener = new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                for (RawRecord record : batch.records()) {
                    number(record.text()).ifPresent(line -> received.computeIfAbsent(line, key -> new AtomicInteger())
                            .incrementAndGet());
                }
            }

            @Override
            public void onLoss(SourceId source) {}
        };
        SourceSpec spec = new SourceSpec(
                "app",
                List.of(PathGlob.parse(PathGlob.escape(root.toString()) + "/**/*")),
                List.of(),
                StartPosition.BEGINNING,
                StandardCharsets.UTF_8,
                Multiline.NONE,
                Duration.ofSeconds(60),
                100_000);
        Checkpoints checkpoints = Checkpoints.in(data);
        checkpoints.restore();
        follower = new Follower(List.of(spec), listener, InstantSource.system(), checkpoints, faults, 100);
        duties = follower.duties(2);
        threads = Executors.newCachedThreadPool();
        duties.forEach(threads::execute);
    }

    private void stop() throws InterruptedException {
        assertThat(duties.stream().filter(duty -> duty.problem() != null).map(Duty::name))
                .as("threads that ended")
                .isEmpty();
        follower.stop(PATIENCE);
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "all threads end, seed " + seed + ": " + atWork())
                .isTrue();
        follower.close();
    }

    /** Where those are that do not end. */
    private static Map<String, String> atWork() {
        Map<String, String> places = new TreeMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(Duty.class.getName()))) {
                places.put(thread.getName(), Arrays.toString(stack));
            }
        });
        return places;
    }

    @Test
    void noThreadEndsAndNoLineIsMissing() throws IOException, InterruptedException {
        System.out.println("FileFuzzTest seed " + seed);
        for (int i = 0; i < DIRECTORIES; i++) {
            Path home = root.resolve("d" + i % 3).resolve(name("e" + i + "-"));
            places.add(new Place(Files.createDirectories(home)));
        }
        follow();
        long start = System.nanoTime();
        long restart = start;
        while (System.nanoTime() - start < TIME.toNanos()) {
            try {
                operate();
            } catch (FileSystemException | SocketException e) {
                // What is shut, away or too long, or has a name that no socket can have: the next one.
                operations++;
            }
            LockSupport.parkNanos(1_000_000);
            if (System.nanoTime() - restart > TIME.toNanos() / 4) {
                stop();
                follow();
                restart = System.nanoTime();
            }
        }
        comeHome();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!received.keySet().containsAll(owed) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        stop();

        System.out.printf(
                "%d operations on %d files, %d lines, %d of them owed%n", operations, logs.size(), lines, owed.size());
        Set<Integer> missing = new TreeSet<>(owed);
        missing.removeAll(received.keySet());
        assertThat(missing.stream()
                        .map(line -> line + " of " + writtenTo.get(line).path()))
                .as("missing, seed " + seed)
                .isEmpty();
        assertThat(owed.stream()
                        .filter(line -> received.get(line).get() > 1)
                        .map(line -> line + " of " + writtenTo.get(line).path()))
                .as("come again, seed " + seed)
                .isEmpty();
        assertThat(faultsCounted).as("faults, seed " + seed).hasValue(0);
    }

    private void operate() throws IOException {
        operations++;
        switch (random.nextInt(40)) {
            case 0, 1 -> create();
            case 2 -> rename();
            case 3 -> move();
            case 4 -> takeAway();
            case 5, 6 -> bringBack();
            case 7 -> shut();
            case 8 -> open();
            case 9 -> link();
            case 10 -> cut();
            case 11 -> replace();
            case 12 -> junk();
            case 13 -> special();
            case 14 -> clear();
            default -> write();
        }
    }

    private Place place() {
        return places.get(random.nextInt(places.size()));
    }

    /** Any bytes but those that no file system takes; unlike any other. */
    private Path name(String prefix) {
        StringBuilder uri =
                new StringBuilder("file:///" + prefix + operations + '-' + logs.size() + '-' + others.size());
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> uri.append("%F0%9F%9A%80");
                case 1 -> uri.append("%C3%A9");
                case 2 -> uri.append((char) ('a' + random.nextInt(26)));
                default -> {
                    int any = 1 + random.nextInt(255);
                    uri.append(String.format(Locale.ROOT, "%%%02X", any == '/' ? '.' : any));
                }
            }
        }
        uri.append(random.nextBoolean() ? ".log" : "");
        return Path.of(URI.create(uri.toString())).getFileName();
    }

    private void create() throws IOException {
        if (logs.size() < MOST_FILES) {
            Log log = new Log();
            log.place = place();
            log.name = name("f");
            log.lossy = random.nextInt(4) == 0;
            Files.write(log.path(), new byte[0], StandardOpenOption.CREATE_NEW);
            logs.add(log);
        }
    }

    private Log log() throws IOException {
        if (logs.isEmpty()) {
            create();
        }
        return logs.get(random.nextInt(logs.size()));
    }

    private void write() throws IOException {
        Log log = log();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            if (log.begun.isEmpty()) {
                log.begun = line(++lines) + '\n';
                writtenTo.put(lines, log);
            }
            byte[] bytes = log.begun.getBytes(StandardCharsets.UTF_8);
            int first = random.nextInt(5) == 0 ? random.nextInt(bytes.length) : bytes.length;
            append(log.path(), bytes, 0, first);
            append(log.path(), bytes, first, bytes.length - first);
            int number = Integer.parseInt(log.begun.substring(1, log.begun.indexOf(' ')));
            log.begun = "";
            if (!log.lossy) {
                owed.add(number);
            }
        }
    }

    private static void append(Path path, byte[] bytes, int offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private void rename() throws IOException {
        Log log = log();
        Path to = name("f");
        Files.move(log.path(), log.place.now.resolve(to));
        log.name = to;
    }

    private void move() throws IOException {
        Log log = log();
        Place to = place();
        Files.move(log.path(), to.now.resolve(log.name));
        log.place = to;
    }

    private void takeAway() throws IOException {
        Place place = place();
        if (place.now.equals(place.home)) {
            Path to = away.resolve("a" + operations);
            Files.move(place.home, to);
            place.now = to;
        }
    }

    private void bringBack() throws IOException {
        Place place = place();
        if (!place.now.equals(place.home)) {
            Files.move(place.now, place.home);
            place.now = place.home;
        }
    }

    private void comeHome() throws IOException {
        for (Place place : places) {
            permit(place.now, "rwxr-xr-x");
            if (!place.now.equals(place.home)) {
                Files.move(place.now, place.home);
                place.now = place.home;
            }
        }
        for (Log log : logs) {
            permit(log.path(), "rw-r--r--");
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private void shut() throws IOException {
        permit(random.nextBoolean() ? log().path() : place().now, random.nextBoolean() ? "---------" : "r--------");
    }

    private void open() throws IOException {
        for (Place place : places) {
            permit(place.now, "rwxr-xr-x");
        }
        permit(log().path(), "rw-r--r--");
    }

    private void link() throws IOException {
        Path link = place().now.resolve(name("l"));
        switch (random.nextInt(4)) {
            case 0 -> Files.createSymbolicLink(link, log().path());
            case 1 -> Files.createSymbolicLink(link, place().home);
            case 2 -> Files.createSymbolicLink(link, root);
            default -> Files.createSymbolicLink(link, link.resolveSibling(name("n")));
        }
        others.add(link);
    }

    private @Nullable Log lossy() throws IOException {
        Log log = log();
        return log.lossy ? log : null;
    }

    private void cut() throws IOException {
        Log log = lossy();
        if (log != null) {
            try (FileChannel channel = FileChannel.open(log.path(), StandardOpenOption.WRITE)) {
                channel.truncate(random.nextInt(3) == 0 ? channel.size() / 2 : 0);
            }
        }
    }

    private void replace() throws IOException {
        Log log = lossy();
        if (log != null) {
            Files.delete(log.path());
            Files.write(log.path(), new byte[0], StandardOpenOption.CREATE_NEW);
        }
    }

    private void junk() throws IOException {
        byte[] bytes = new byte[random.nextInt(20_000)];
        random.nextBytes(bytes);
        Path path = place().now.resolve(name("j"));
        Files.write(path, bytes);
        others.add(path);
    }

    private void special() throws IOException {
        Path path = place().now.resolve("s" + operations);
        if (random.nextInt(4) == 0 && path.toString().length() < 100) {
            try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                socket.bind(UnixDomainSocketAddress.of(path));
            }
        } else if (random.nextInt(8) == 0) {
            new ProcessBuilder("mkfifo", path.toString()).start();
        } else {
            Files.createDirectory(path);
        }
        others.add(path);
    }

    /** There must not be more and more of what nobody looks for. */
    private void clear() throws IOException {
        if (others.size() > 60) {
            Files.deleteIfExists(others.remove(random.nextInt(others.size())));
        }
    }
}
