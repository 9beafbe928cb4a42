package dev.logcast.source;

import static dev.logcast.Await.await;

import com.google.re2j.Pattern;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Follows files in a process of its own, for what a process cannot do to itself: be another user, have other limits. */
final class FollowingProcess implements AutoCloseable {
    private static final String RECORD = "record: ";

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();

    private FollowingProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param launcher a command that runs another one
     * @param classes a directory for what the process runs, empty at first: where this one has it, it need not be allowed to read
     */
    static FollowingProcess start(List<String> launcher, Path classes, String... globs) throws IOException {
        return start(launcher, List.of(), classes, globs);
    }

    /** @param options of the Java machine */
    static FollowingProcess start(List<String> launcher, List<String> options, Path classes, String... globs)
            throws IOException {
        if (!Files.exists(classes.resolve("dev"))) {
            // Once: another process may be running it.
            for (Class<?> type : new Class<?>[] {Follower.class, FollowingProcess.class, Pattern.class}) {
                copy(type, classes);
            }
        }
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(classes + File.pathSeparator + classes.resolve("library.jar"));
        command.addAll(options);
        command.add(FollowingProcess.class.getName());
        command.addAll(List.of(globs));
        return new FollowingProcess(new ProcessBuilder(command)
                .directory(classes.toFile())
                .redirectErrorStream(true)
                .start());
    }

    private static void copy(Class<?> type, Path to) throws IOException {
        Path from =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
        if (Files.isRegularFile(from)) {
            Files.copy(from, to.resolve("library.jar"), StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (Stream<Path> files = Files.walk(from.resolve("dev/logcast"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Lets everybody in, who was shut out by the permissions of temporary directories. */
    static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitRecord(String text) {
        await(() -> output.contains(RECORD + text));
    }

    void awaitMessage(String part) {
        await(() -> said(part) > 0);
    }

    long said(String part) {
        return output.stream().filter(line -> line.contains(part)).count();
    }

    /** Ends without a goodbye; when it returns, it has ended. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String... globs) throws IOException {
        RecordListener printing = new RecordListener() {
            @Override
            public void onRecords(RecordBatch batch) {
                batch.records().forEach(record -> System.out.println(RECORD + record.text()));
            }

            @Override
            public void onLoss(SourceId source) {}
        };
        SourceSpec spec = SourceSpec.of("app", globs);
        String data = System.getProperty("data");
        Checkpoints checkpoints = data == null ? Checkpoints.none() : Checkpoints.in(Path.of(data));
        checkpoints.restore();
        Follower follower = new Follower(List.of(spec), printing, InstantSource.system(), checkpoints);
        follower.duties(1).forEach(duty -> new Thread(duty).start());
    }
}
