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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a journal: {@code journalctl} writes its records, and they are stored as if they had been pushed, each below its unit. The place in the
 * journal is kept in {@code <name>.cursor} when what came before it is stored, so that nothing is lost by a restart; what was stored last
 * before a crash may come once more. A journalctl that is not there, or ends, is tried again; until then the journal itself keeps the
 * records. One thread runs its duty; any closes it.
 */
public final class Journal implements Closeable {
    private static final System.Logger LOG = ServerLog.of(Journal.class);
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int LONGEST_RECORD = 16_000_000;
    private static final int SAID_BYTES = 500;
    private static final long LOOK_MILLIS = 50;
    private static final long RETRY_MILLIS = 5_000;

    private final JournalSpec spec;
    private final String command;
    private final Path cursorFile;
    private final Store store;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Process process;
    private String said = "";

    /** The bytes of a record whose end has not come. */
    private byte[] rest = {};

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

    /** Ends reading. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** Reads what there is, or waits for a moment. */
    private boolean read() throws InterruptedException {
        try {
            if (closed.getCount() == 0) {
                end();
                return false;
            }
            Process running = process;
            if (running == null) {
                running = begin();
            }
            drain(running.getErrorStream());
            InputStream out = running.getInputStream();
            if (out.available() > 0) {
                take(out.readNBytes(Math.min(out.available(), BATCH_BYTES)));
            } else if (!running.isAlive()) {
                throw new IOException(
                        command + " ended with " + running.exitValue() + (said.isBlank() ? "" : ": " + said.strip()));
            } else {
                closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The journal {0} is not read: {1}. It is tried again.",
                    spec.name(),
                    e.toString());
            end();
            closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private Process begin() throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(spec.arguments(cursor()));
        rest = new byte[0];
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

    /** Stores the records that are whole, and keeps the place behind the last of them. */
    private void take(byte[] more) throws IOException {
        byte[] all = new byte[rest.length + more.length];
        System.arraycopy(rest, 0, all, 0, rest.length);
        System.arraycopy(more, 0, all, rest.length, more.length);
        Map<SourceId, StringBuilder> lines = new LinkedHashMap<>();
        String last = "";
        int begin = 0;
        for (int i = rest.length; i < all.length; i++) {
            if (all[i] == '\n') {
                JournalRecord record = new JournalRecord(new String(all, begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
                String cursor = record.cursor();
                if (!cursor.isEmpty()) {
                    last = cursor;
                    lines.computeIfAbsent(record.source(spec.name()), source -> new StringBuilder())
                            .append(record.json())
                            .append('\n');
                }
            }
        }
        if (all.length - begin > LONGEST_RECORD) {
            throw new IOException("a record is longer than " + LONGEST_RECORD + " bytes");
        }
        // Where storing fails, journalctl begins again behind the last place that was kept.
        for (Map.Entry<SourceId, StringBuilder> each : lines.entrySet()) {
            store.store(each.getKey(), each.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        if (!last.isEmpty()) {
            Path directory = cursorFile.getParent();
            if (directory != null) {
                PrivateFiles.createDirectories(directory);
            }
            PrivateFiles.replace(cursorFile, last.getBytes(StandardCharsets.UTF_8));
        }
        rest = begin == 0 ? all : Arrays.copyOfRange(all, begin, all.length);
    }
}
