package dev.logcast.archive;

import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.LocalArchive;
import dev.logcast.duty.Faults;
import dev.logcast.hub.Hub;
import dev.logcast.hub.HubSettings;
import dev.logcast.line.Cursor;
import dev.logcast.line.Level;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A hub and an archive, to which some threads publish lines of several sources as fast as they are told, one batch after the other; and
 * the list of all lines, which tells what a client must have. The time of a line never goes back.
 */
final class LineFlow implements AutoCloseable {
    static final String EPOCH = "1kx3";
    static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

    private static final List<SourceId> SOURCES =
            List.of(new SourceId("app"), new SourceId("web"), new SourceId("jobs/nightly"));
    private static final List<@Nullable Level> LEVELS =
            Arrays.asList(null, Level.DEBUG, Level.INFO, Level.INFO, Level.INFO, Level.WARN, Level.ERROR);
    private static final int MOST_LINES_OF_A_BATCH = 40;
    private static final long MICROS_BETWEEN_LINES = 50;
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    private final LocalArchive archive;
    private final Hub hub;
    private final List<Thread> publishers = new ArrayList<>();
    private final List<Thread> workers = new ArrayList<>();

    /** Line by line, the first of which has the number 1; guarded by this. */
    private final List<LogLine> published = new ArrayList<>();

    private final long startNanos = System.nanoTime();
    private volatile boolean stopped;

    LineFlow(Path directory, ArchiveSettings settings, long recentBytes) throws IOException {
        Faults faults = new Faults(Telemetry.NONE);
        archive = new LocalArchive(
                directory,
                settings,
                EPOCH,
                InstantSource.system(),
                Runnable::run,
                Reread.NOTHING,
                positions -> {},
                lines -> {},
                faults);
        hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(recentBytes), 2, archive, Telemetry.NONE, faults);
        archive.open();
        archive.duties().forEach(this::work);
        hub.pumps().forEach(this::work);
        hub.readers().forEach(this::work);
    }

    private void work(Runnable task) {
        Thread thread = new Thread(task, "flow");
        workers.add(thread);
        thread.start();
    }

    Hub hub() {
        return hub;
    }

    LocalArchive archive() {
        return archive;
    }

    /** Begins to publish from so many threads, all together so many lines a second. */
    void start(int threads, int linesPerSecond, long seed) {
        for (int i = 0; i < threads; i++) {
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> publish(random, linesPerSecond), "publisher");
            publishers.add(thread);
            thread.start();
        }
    }

    private void publish(Random random, int linesPerSecond) {
        try {
            while (!stopped) {
                long due = (System.nanoTime() - startNanos)
                        * linesPerSecond
                        / Duration.ofSeconds(1).toNanos();
                if (newest() >= due) {
                    LockSupport.parkNanos(500_000);
                    continue;
                }
                batch(random, 1 + random.nextInt(MOST_LINES_OF_A_BATCH));
                archive.awaitRoom();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes a batch as soon as it is its turn. */
    synchronized void batch(Random random, int lines) {
        SourceId source = SOURCES.get(random.nextInt(SOURCES.size()));
        List<LogLine> batch = new ArrayList<>(lines);
        for (int i = 0; i < lines; i++) {
            long number = published.size() + i + 1L;
            Instant time = START.plusNanos(number * MICROS_BETWEEN_LINES * 1000);
            batch.add(line(source, number, time, LEVELS.get(random.nextInt(LEVELS.size())), random));
        }
        publish(batch);
    }

    /** Publishes lines, of one source, as they are. */
    synchronized void publish(List<LogLine> lines) {
        SourceId source = lines.get(0).id().source();
        LineBatch batch = new LineBatch(source, published.size() + 1L, System.nanoTime(), lines);
        published.addAll(lines);
        hub.publish(batch);
        archive.append(batch);
    }

    private static LogLine line(SourceId source, long number, Instant time, @Nullable Level level, Random random) {
        String rest = Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(6));
        String text = "line " + number + (number % 7 == 0 ? " timeout " : " ") + rest;
        return new LogLine(new LineId(source, 1, number * 100), time, level, text, text, null, false);
    }

    synchronized long newest() {
        return published.size();
    }

    synchronized Instant time(long number) {
        return published.get((int) number - 1).time();
    }

    Cursor cursor(long number) {
        return new Cursor(EPOCH, number);
    }

    /** The numbers of matching lines from one to another. */
    long[] matching(LineFilter filter, long from, long to) {
        List<LogLine> lines;
        synchronized (this) {
            lines = List.copyOf(published.subList((int) from - 1, (int) to));
        }
        long[] numbers = new long[lines.size()];
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (filter.matches(lines.get(i))) {
                numbers[count++] = from + i;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /** Publishes no more; what has been published goes on to be stored and sent. */
    void stop() {
        stopped = true;
        join(publishers);
        publishers.clear();
    }

    @Override
    public void close() throws IOException {
        stop();
        hub.stop(LAST_WRITES);
        archive.close();
        join(workers);
        archive.release();
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
