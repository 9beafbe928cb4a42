package dev.logcast.journal;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.PrivateFiles;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is followed: {@code journalctl} writes its records, and they are stored as if they had been pushed, each below its unit.
 * The place in the journal is kept in {@code <name>.cursor} about once a second, when what came before it is stored, so that nothing is
 * lost by a restart; what was stored in the last second before a crash may come once more. A journalctl that is not there, or ends, is
 * tried again; until then the journal itself keeps the records. One thread runs its duty; any closes it.
 */
public final class Journal implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Journal.class);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LONGEST_RECORD = 16_000_000;
    private static final int SAID_BYTES = 500;
    private static final long LOOK_MILLIS = 50;
    private static final long RETRY_MILLIS = 5_000;
    private static final long LAST_MILLIS = 500;
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_SOURCES = 200;

    private final JournalSpec spec;
    private final String command;
    private final Path cursorFile;
    private final Store store;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Process process;
    private String said = "";

    /** The problem that was told last. */
    private String told = "";

    /** The bytes of a record whose end has not come. */
    private byte[] rest = {};

    /** Whether what comes up to the next line feed belongs to a record that is too long. */
    private boolean passing;

    /** Behind the last record that is stored, and as the file has it. */
    private String place = "";

    private String kept = "";
    private long keptNanos = System.nanoTime();
    private final Set<SourceId> sources = new HashSet<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean begun;

    /** Takes records. */
    @FunctionalInterface
    public interface Store {
        /**
         * @param lines whole ones
         * @throws IOException if they cannot be stored, or not all of them
         */
        void store(SourceId source, byte[] lines) throws IOException;
    }

    /**
     * @param command {@code journalctl}, or where that is
     * @param directory in which the place in the journal is kept
     */
    public Journal(JournalSpec spec, String command, Path directory, Store store) {
        this.spec = spec;
        this.command = command;
        this.cursorFile = directory.resolve(spec.name() + ".cursor");
        this.store = store;
    }

    public Duty duty(Faults faults) {
        return new Duty("journal " + spec.name(), Part.READ, faults, this::read);
    }

    /** Ends reading, once what is being stored is. */
    @Override
    public void close() {
        closed.countDown();
        try {
            if (begun && !ended.await(LAST_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "The journal {0} is still read at the end", spec.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what there is, or waits for a moment. */
    private boolean read() throws InterruptedException {
        if (closed.getCount() == 0) {
            end();
            keepPlace();
            ended.countDown();
            return false;
        }
        try {
            Process running = process == null ? begin() : process;
            drain(running.getErrorStream());
            InputStream out = running.getInputStream();
            if (out.available() > 0) {
                take(out.readNBytes(Math.min(out.available(), BATCH_BYTES)));
                told = "";
            } else if (!running.isAlive()) {
                throw new IOException(
                        command + " ended with " + running.exitValue() + (said.isBlank() ? "" : ": " + said.strip()));
            } else {
                closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (System.nanoTime() - keptNanos > KEEP_NANOS) {
                keepPlace();
            }
        } catch (IOException e) {
            tell(e.toString());
            end();
            keepPlace();
            closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RuntimeException e) {
            // What was read and not stored is read again.
            end();
            keepPlace();
            throw e;
        }
        return true;
    }

    /** Once, until something else is wrong or records come again. */
    private void tell(String problem) {
        if (!problem.equals(told)) {
            told = problem;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The journal {0} is not read: {1}. It is tried again.",
                    spec.name(),
                    problem);
        }
    }

    private Process begin() throws IOException {
        begun = true;
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(spec.arguments(place.isEmpty() ? cursor() : Optional.of(place)));
        rest = new byte[0];
        passing = false;
        said = "";
        Process begun = new ProcessBuilder(words).start();
        begun.getOutputStream().close();
        process = begun;
        return begun;
    }

    private void end() {
        Process running = process;
        process = null;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private void drain(InputStream errors) throws IOException {
        if (errors.available() > 0) {
            String more = said + new String(errors.readNBytes(errors.available()), StandardCharsets.UTF_8);
            said = more.substring(Math.max(0, more.length() - SAID_BYTES));
        }
    }

    private Optional<String> cursor() throws IOException {
        try {
            return Optional.of(
                            Files.readString(cursorFile, StandardCharsets.UTF_8).strip())
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Stores the records that are whole, and notes the place behind each that is. */
    private void take(byte[] more) throws IOException {
        byte[] all = new byte[rest.length + more.length];
        System.arraycopy(rest, 0, all, 0, rest.length);
        System.arraycopy(more, 0, all, rest.length, more.length);
        Run run = new Run();
        int begin = 0;
        for (int i = rest.length; i < all.length; i++) {
            if (all[i] == '\n') {
                if (passing) {
                    passing = false;
                } else {
                    run.add(new JournalRecord(new String(all, begin, i - begin, StandardCharsets.UTF_8)));
                }
                begin = i + 1;
            }
        }
        run.store();
        rest = passing ? new byte[0] : Arrays.copyOfRange(all, begin, all.length);
        if (rest.length > LONGEST_RECORD) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A record of the journal {0} is longer than {1} bytes, and left out.",
                    spec.name(),
                    LONGEST_RECORD);
            passing = true;
            rest = new byte[0];
        }
    }

    /** Records of one source, one behind the other. */
    private final class Run {
        private final StringBuilder lines = new StringBuilder();
        private @Nullable SourceId source;
        private String last = "";

        void add(JournalRecord record) throws IOException {
            if (record.cursor().isEmpty()) {
                return;
            }
            SourceId next = known(record.source(spec.name()));
            if (!next.equals(source)) {
                store();
                source = next;
            }
            lines.append(record.json()).append('\n');
            last = record.cursor();
        }

        void store() throws IOException {
            SourceId to = source;
            if (to != null && lines.length() > 0) {
                store.store(to, lines.toString().getBytes(StandardCharsets.UTF_8));
                place = last;
                lines.setLength(0);
            }
        }
    }

    /** Whoever may write to the journal chooses names: there are so many sources at most. */
    private SourceId known(SourceId source) {
        if (sources.contains(source) || sources.size() < MOST_SOURCES) {
            sources.add(source);
            return source;
        }
        return new SourceId(spec.name() + "/other");
    }

    /** What is not kept is read again after a restart. */
    private void keepPlace() {
        keptNanos = System.nanoTime();
        if (place.equals(kept)) {
            return;
        }
        try {
            Path directory = cursorFile.getParent();
            if (directory != null) {
                PrivateFiles.createDirectories(directory);
            }
            PrivateFiles.replace(cursorFile, place.getBytes(StandardCharsets.UTF_8));
            kept = place;
        } catch (IOException e) {
            tell("its place cannot be kept: " + e);
        }
    }
}
