package dev.logcast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The logs of five busy services: so many lines a second each, some written in two pieces, renamed now and then while they are written
 * to. Which lines there are can be told from how many; when and how they are written is random.
 */
public final class BusyLogs implements AutoCloseable {
    public static final int FILES = 5;

    /** Of each file, unless it is asked for more. */
    private static final int LINES_PER_SECOND = 2000;

    private static final int MOST_LINES_AT_ONCE = 400;
    private static final int LONGEST_PAUSE_MILLIS = 10;
    private static final int ROUNDS_BETWEEN_RENAMINGS = 250;
    private static final int ROUNDS_UNTIL_REOPENED = 4;
    private static final int LINES_FOR_ONE_IN_PIECES = 50;
    private static final String FILLER = "grün 語言 abcdefghij ".repeat(10);

    private final int linesPerSecond;
    private final Random random;
    private final List<Log> logs;
    private final Thread thread = new Thread(this::run, "busy-logs");
    private volatile boolean renaming;
    private volatile boolean stopped;
    private volatile RuntimeException failure;

    private BusyLogs(Path directory, long seed, int linesPerSecond) {
        this.linesPerSecond = linesPerSecond;
        this.random = new Random(seed);
        this.logs = IntStream.range(0, FILES)
                .mapToObj(file -> new Log(directory, file))
                .toList();
    }

    /** Writes {@code <name>.log} files there until closed. */
    public static BusyLogs start(Path directory, long seed) {
        return start(directory, seed, LINES_PER_SECOND);
    }

    /** @param linesPerSecond of each file */
    public static BusyLogs start(Path directory, long seed, int linesPerSecond) {
        BusyLogs busy = new BusyLogs(directory, seed, linesPerSecond);
        busy.thread.start();
        return busy;
    }

    /** Renames files from now on: what has gone before anybody has found it is no loss. */
    public void renameNowAndThen() {
        renaming = true;
    }

    /** The text of a line; no two are alike. */
    static String line(int file, int number) {
        return file + " " + number + ' ' + FILLER.substring(0, (number * 31 + file * 7) % FILLER.length()) + '.';
    }

    /** Whole lines written to a file so far: those numbered from 0 to one less. */
    int written(int file) {
        return logs.get(file).lines;
    }

    /** Whole lines written to all files so far. */
    public int written() {
        return logs.stream().mapToInt(log -> log.lines).sum();
    }

    /** Asserts that these are the lines of a file, each once, in whatever order. */
    public void assertAll(int file, List<String> lines) {
        List<String> sorted =
                lines.stream().sorted(Comparator.comparing(BusyLogs::number)).toList();
        List<String> written = IntStream.range(0, written(file))
                .mapToObj(number -> line(file, number))
                .toList();
        for (int i = 0; i < Math.min(sorted.size(), written.size()); i++) {
            if (!sorted.get(i).equals(written.get(i))) {
                assertThat(sorted.subList(i, Math.min(sorted.size(), i + 3)))
                        .as("file %d from line %d on, %d there, %d written", file, i, sorted.size(), written.size())
                        .isEqualTo(written.subList(i, Math.min(written.size(), i + 3)));
            }
        }
        assertThat(sorted.size()).as("lines of file " + file).isEqualTo(written.size());
    }

    /** @throws IllegalArgumentException for a text that is no line of these logs */
    private static int number(String line) {
        return Integer.parseInt(line.substring(2, Math.max(2, line.indexOf(' ', 2))));
    }

    /** How often a file has been renamed. */
    public int renamed() {
        return logs.stream().mapToInt(log -> log.renamed).sum();
    }

    /** Finishes what is half written and writes no more. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        long start = System.nanoTime();
        try {
            for (Log log : logs) {
                log.open();
            }
            while (!stopped) {
                long due = (System.nanoTime() - start) * linesPerSecond / TimeUnit.SECONDS.toNanos(1);
                for (Log log : logs) {
                    log.round(due);
                }
                Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
            }
            for (Log log : logs) {
                log.close();
            }
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One file, and those that had its name before. Used by the writing thread, counted by any. */
    private final class Log {
        private final Path path;
        private final int file;
        private FileChannel channel;
        private byte[] rest = {};

        /** Whether it is written to under another name, as a service does until it is told. */
        private boolean moved;

        private volatile int lines;
        private volatile int renamed;

        Log(Path directory, int file) {
            this.path = directory.resolve("service" + file + ".log");
            this.file = file;
        }

        void open() throws IOException {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            moved = false;
        }

        void close() throws IOException {
            finish();
            channel.close();
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread only
        void round(long due) throws IOException {
            finish();
            if (moved && random.nextInt(ROUNDS_UNTIL_REOPENED) == 0) {
                channel.close();
                open();
            }
            int count = (int) Math.min(due - lines, MOST_LINES_AT_ONCE);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < count; i++) {
                text.append(line(file, lines + i)).append('\n');
            }
            if (count > 0 && random.nextInt(LINES_FOR_ONE_IN_PIECES) < count) {
                byte[] last = (line(file, lines + count) + '\n').getBytes(StandardCharsets.UTF_8);
                int cut = 1 + random.nextInt(last.length - 1);
                write(text.toString().getBytes(StandardCharsets.UTF_8));
                write(Arrays.copyOf(last, cut));
                rest = Arrays.copyOfRange(last, cut, last.length);
            } else {
                write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
            lines += Math.max(0, count);
            if (renaming && !moved && random.nextInt(ROUNDS_BETWEEN_RENAMINGS) == 0) {
                rename();
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void finish() throws IOException {
            if (rest.length > 0) {
                write(rest);
                rest = new byte[0];
                lines++;
            }
        }

        @SuppressWarnings("NonAtomicVolatileUpdate")
        private void rename() throws IOException {
            Files.move(path, path.resolveSibling(path.getFileName() + "." + ++renamed));
            moved = true;
            if (random.nextBoolean()) {
                Files.createFile(path);
            }
        }

        private void write(byte[] bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
