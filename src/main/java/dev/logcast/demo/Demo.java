package dev.logcast.demo;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.Attributes;
import dev.logcast.line.SourceId;
import dev.logcast.source.record.Flaws;
import dev.logcast.source.record.RawRecord;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The logs of a small made-up shop, as sources {@code demo/…}, made as they are read: nothing of them is in a file. It begins with those of the
 * last minutes. One thread runs its duty; any stops it.
 */
public final class Demo {
    /** What its sources stand under. */
    public static final String GROUP = "demo";

    private static final Duration PAST = Duration.ofMinutes(3);
    private static final long BEAT_MILLIS = 100;
    private static final int BATCH_RECORDS = 500;

    /** A machine that has been asleep makes up for its time by so much at once, which has room in memory. */
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private final Function<SourceId, RecordListener> feed;
    private final InstantSource clock;
    private final Writings writings = new Writings();
    private final List<Story> stories;
    private final Map<SourceId, Content> contents = new LinkedHashMap<>();
    private Instant told;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What was written under one name so far. */
    private static final class Content {
        private final RecordListener listener;
        private final long generation;
        private long bytes;

        Content(RecordListener listener, long generation) {
            this.listener = listener;
            this.generation = generation;
        }
    }

    /** @param feed gives who takes the records of a source */
    public Demo(Function<SourceId, RecordListener> feed, InstantSource clock, RandomGenerator random) {
        this.feed = feed;
        this.clock = clock;
        Instant begin = clock.instant().minus(PAST);
        this.told = begin;
        this.stories = List.of(
                new Shop(writings, random, begin), new Build(writings, random, begin), new Training(writings, begin));
    }

    /** All that it writes to. */
    public static Set<SourceId> sources() {
        Set<SourceId> sources = new TreeSet<>(Shop.SOURCES);
        sources.add(Build.SOURCE);
        sources.add(Training.SOURCE);
        return sources;
    }

    /** Until {@link #stop}. */
    public Duty duty(Faults faults) {
        return new Duty(GROUP, Part.READ, faults, () -> {
            tell();
            return !stopped.await(BEAT_MILLIS, TimeUnit.MILLISECONDS);
        });
    }

    public void stop() {
        stopped.countDown();
    }

    /** Hands on what has been written since the last call. */
    void tell() throws InterruptedException {
        Instant now = clock.instant();
        while (told.isBefore(now)) {
            Instant next = told.plus(AT_ONCE);
            told = next.isBefore(now) ? next : now;
            tellUpTo(told);
        }
    }

    private void tellUpTo(Instant now) throws InterruptedException {
        stories.forEach(story -> story.tell(now));
        Map<SourceId, List<String>> due = writings.upTo(now, BATCH_RECORDS);
        while (!due.isEmpty()) {
            for (Map.Entry<SourceId, List<String>> each : due.entrySet()) {
                hand(each.getKey(), each.getValue(), now);
            }
            due = writings.upTo(now, BATCH_RECORDS);
        }
    }

    private void hand(SourceId source, List<String> texts, Instant now) throws InterruptedException {
        Content content =
                contents.computeIfAbsent(source, id -> new Content(feed.apply(id), Math.max(1, now.toEpochMilli())));
        List<RawRecord> records = new ArrayList<>();
        long begin = content.bytes;
        for (String text : texts) {
            records.add(new RawRecord(content.bytes, text, -1, false));
            content.bytes += text.getBytes(StandardCharsets.UTF_8).length + 1L;
        }
        content.listener.awaitRoom();
        content.listener.onRecords(new RecordBatch(
                source,
                content.generation,
                records,
                content.bytes - begin,
                Flaws.NONE,
                null,
                System.nanoTime(),
                null,
                Attributes.NONE));
    }
}
