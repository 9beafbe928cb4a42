package dev.logcast.archive.local;

import dev.logcast.archive.ArchiveEntry;
import dev.logcast.archive.Histogram;
import dev.logcast.archive.MixedLogs;
import dev.logcast.archive.Reread;
import dev.logcast.archive.Scan;
import dev.logcast.archive.ScanStep;
import dev.logcast.archive.TimeBudget;
import dev.logcast.duty.Faults;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How fast the archive is, on mixed logs of a seed. Arguments: a directory, bytes of text, and a file to write the text to as well, if
 * wanted.
 */
final class ArchiveSpeed {
    private static final Instant START = Instant.parse("2026-11-19T00:00:00Z");
    private static final int REPEATS = 7;

    private final LocalArchive archive;
    private final MixedLogs logs;

    private ArchiveSpeed(LocalArchive archive, MixedLogs logs) {
        this.archive = archive;
        this.logs = logs;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        long bytes = Long.parseLong(args[1]);
        ExecutorService readers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        ArchiveSettings settings = ArchiveSettings.of(100_000_000_000L, Duration.ofDays(36_500));
        LocalArchive archive = new LocalArchive(
                directory,
                settings,
                "speed",
                InstantSource.system(),
                readers,
                Reread.NOTHING,
                positions -> {},
                lines -> {},
                new Faults(Telemetry.NONE));
        long open = System.nanoTime();
        archive.open();
        say("open", since(open) + " ms");
        Thread storing = new Thread(archive.duties().get(0));
        storing.start();
        ArchiveSpeed speed = new ArchiveSpeed(archive, new MixedLogs(1, START, 100));
        if (archive.newest() == 0) {
            speed.write(bytes, directory, args.length > 2 ? Path.of(args[2]) : null);
        }
        speed.read();
        archive.close();
        storing.join();
        archive.release();
        readers.shutdown();
        Runtime runtime = Runtime.getRuntime();
        say("heap", (runtime.totalMemory() >> 20) + " of " + (runtime.maxMemory() >> 20) + " MB");
    }

    private static void say(String what, Object value) {
        System.out.println(String.format(Locale.ROOT, "%-46s %s", what, value));
    }

    private static String since(long nanos) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - nanos) / 1e6);
    }

    private void write(long bytes, Path directory, Path text) throws Exception {
        long storing = 0;
        long start = System.nanoTime();
        try (BufferedWriter out = text == null ? null : Files.newBufferedWriter(text, StandardCharsets.UTF_8)) {
            while (logs.bytes() < bytes) {
                // A part is made first, so that making it is not measured.
                List<LineBatch> part = new ArrayList<>();
                long until = logs.bytes() + 8_000_000;
                while (logs.bytes() < until) {
                    part.add(logs.batch(150));
                }
                if (out != null) {
                    for (LineBatch batch : part) {
                        for (var line : batch.lines()) {
                            out.write(line.message());
                            out.write('\n');
                        }
                    }
                }
                long before = System.nanoTime();
                for (LineBatch batch : part) {
                    archive.awaitRoom();
                    archive.append(batch);
                }
                while (archive.report().lagLines() > 2000) {
                    Thread.onSpinWait();
                }
                storing += System.nanoTime() - before;
            }
        }
        while (archive.report().lagLines() > 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        say("text", logs.bytes() / 1_000_000 + " MB, " + logs.sequence() + " lines, until " + logs.time());
        say("stored", String.format(Locale.ROOT, "%.1f MB/s on one core", logs.bytes() * 1e3 / storing));
        say("all, with making them", String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9));
        long blocks = sizes(directory, "blocks");
        long index = sizes(directory, "index");
        say(
                "on disk",
                String.format(
                        Locale.ROOT,
                        "%.1f %% of the text (blocks %.1f, index %.1f)",
                        100.0 * (blocks + index) / logs.bytes(),
                        100.0 * blocks / logs.bytes(),
                        100.0 * index / logs.bytes()));
    }

    private static long sizes(Path directory, String name) throws IOException {
        try (var files = Files.walk(directory)) {
            long sum = 0;
            for (Path file : files.filter(each -> each.endsWith(name)).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private void read() throws Exception {
        long newest = archive.newest();
        first("first line from a random time", newest);
        search("newest 100, frequent word: timeout", "timeout", 100);
        search("newest 100, level>=error", "level>=error", 100);
        search("newest 100, field: status>=500", "status>=500", 100);
        String rare = rare(newest);
        search("newest 100, rare word: " + rare, rare, 100);
        search("substring of it: " + rare.substring(2, 10), rare.substring(2, 10), 100);
        search("phrase: \"rollback of order\"", "\"rollback for order\"", 100);
        search("rare phrase", '"' + rare.substring(0, 8) + " took\"", 100);
        search("absent word: unheardof", "unheardof", 100);
        search("absent word: zzyzxq", "zzyzxq", 100);
        search("absent substring of four: qzvj", "qzvj", 100);
        search("absent, three letters: qzv", "qzv", 100);
        search("absent id: deadbeefcafe4711", "deadbeefcafe4711", 100);
        search("regex without a literal: [0-9]{7}x", "/[0-9]{7}x/", 100);
        histogram("histogram of everything", LineFilter.ALL);
        histogram("histogram of level>=error", LineFilter.ALL.with(query("level>=error")));
        histogram("histogram of a rare word", LineFilter.ALL.with(query(rare)));
        replay();
    }

    private static Query query(String text) throws QuerySyntaxException {
        return Query.parse(text, START, ZoneOffset.UTC);
    }

    /** A part of an id that is somewhere in the middle. */
    private String rare(long newest) throws IOException {
        try (Scan scan = archive.forward(newest / 3, LineFilter.ALL)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                for (ArchiveEntry entry : piece.entries()) {
                    if (entry instanceof ArchiveEntry.Line line
                            && line.line().message().contains(" job=")) {
                        String message = line.line().message();
                        int at = message.indexOf(" job=") + 5;
                        return message.substring(at + 24, at + 36);
                    }
                }
            }
        }
        throw new IllegalStateException("no job");
    }

    private void first(String what, long newest) throws IOException {
        Random random = new Random(3);
        double[] millis = new double[50];
        for (int i = 0; i < millis.length; i++) {
            Instant time = START.plusMillis((long) (random.nextDouble() * newest * 100));
            long start = System.nanoTime();
            long before = archive.before(time);
            try (Scan scan = archive.forward(before, LineFilter.ALL)) {
                scan.next();
            }
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double cold = millis[0];
        Arrays.sort(millis);
        say(
                what,
                String.format(
                        Locale.ROOT,
                        "%.2f ms median, %.2f and %.2f at most (first time %.2f)",
                        millis[25],
                        millis[48],
                        millis[49],
                        cold));
    }

    private void search(String what, String query, int most) throws Exception {
        LineFilter filter = LineFilter.ALL.with(query(query));
        int repeats = query.startsWith("/") ? 1 : REPEATS;
        double[] all = new double[repeats];
        double[] firsts = new double[repeats];
        int hits = 0;
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            hits = 0;
            firsts[i] = -1;
            try (Scan scan = archive.backward(archive.newest() + 1, filter)) {
                for (ScanStep piece = scan.next(); piece != null && hits < most; piece = scan.next()) {
                    hits += piece.entries().size();
                    if (hits > 0 && firsts[i] < 0) {
                        firsts[i] = (System.nanoTime() - start) / 1e6;
                    }
                }
            }
            all[i] = (System.nanoTime() - start) / 1e6;
        }
        double cold = all[0];
        Arrays.sort(all);
        Arrays.sort(firsts);
        say(
                what,
                String.format(
                        Locale.ROOT,
                        "%.1f ms (first time %.1f), first hit %.1f, %d hits",
                        all[repeats / 2],
                        cold,
                        firsts[repeats / 2],
                        Math.min(hits, most)));
    }

    private void histogram(String what, LineFilter filter) throws IOException {
        double[] all = new double[REPEATS];
        Histogram histogram = null;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            Instant to = START.plus(Duration.ofDays(30));
            histogram = new Histogram(START, to, 240);
            archive.count(filter, histogram, TimeBudget.of(Duration.ofSeconds(10)));
            all[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(all);
        say(
                what,
                String.format(
                        Locale.ROOT,
                        "%.1f ms, %d lines%s",
                        all[REPEATS / 2],
                        histogram.total(),
                        histogram.approximate() ? ", approximate" : ""));
    }

    private void replay() throws IOException {
        long start = System.nanoTime();
        long text = 0;
        long lines = 0;
        try (Scan scan = archive.forward(0, LineFilter.ALL)) {
            for (ScanStep piece = scan.next(); piece != null; piece = scan.next()) {
                for (ArchiveEntry entry : piece.entries()) {
                    text += ((ArchiveEntry.Line) entry).line().message().length() + 1;
                    lines++;
                }
            }
        }
        say(
                "read all",
                String.format(
                        Locale.ROOT, "%.0f MB/s of text, %d lines", text * 1e3 / (System.nanoTime() - start), lines));
    }
}
