package dev.logcast.archive;

import dev.logcast.hub.Outlet;
import dev.logcast.hub.Subscriber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A client of a stream in NDJSON, with a connection that takes some bytes and then, if it is slow, none for some time. Remembers the
 * numbers of the lines that it is given, and the gaps. Thread-safe: the hub writes, any thread asks.
 */
final class StreamingClient implements Outlet {
    private static final Pattern GAP = Pattern.compile("\\{\"gap\":\\{\"reason\":\"(?<reason>[a-z-]+)\""
            + "(?:,\"source\":\"[^\"]+\")?(?:,\"missed\":(?<missed>\\d+))?(?:,\"from\":\"\\w+-(?<from>\\d+)\")?"
            + ",\"to\":\"\\w+-(?<to>\\d+)\"(?:,\"(?:since|until)\":\"[^\"]+\")*}}");
    private static final String CURSOR = "\"cursor\":\"" + LineFlow.EPOCH + "-";
    private static final int MOST_BYTES_AT_ONCE = 200_000;
    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final Random random;
    private final ScheduledExecutorService later;
    private volatile boolean slow;
    private volatile @Nullable Subscriber subscriber;

    // Guarded by this.
    private long[] numbers = new long[1024];
    private int count;
    private byte[] torn = {};
    private final List<Gap> gaps = new ArrayList<>();
    private boolean closed;

    private long room;

    /**
     * @param before how many lines came before it
     * @param missed -1 if it is not said
     */
    record Gap(int before, String reason, long missed, long from, long to) {}

    StreamingClient(Random random, boolean slow, ScheduledExecutorService later) {
        this.random = random;
        this.slow = slow;
        this.later = later;
    }

    void begin(Subscriber joined) {
        subscriber = joined;
        joined.writable();
    }

    /** From now on it takes what comes. */
    void hurry() {
        slow = false;
    }

    void hangUp() {
        Subscriber joined = subscriber;
        if (joined != null) {
            joined.close();
        }
    }

    @Override
    public boolean isReady() {
        if (!slow || room > 0) {
            return true;
        }
        room = random.nextInt(MOST_BYTES_AT_ONCE);
        Subscriber joined = subscriber;
        if (joined != null) {
            Future<?> unused =
                    later.schedule(joined::writable, random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        room -= length;
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '\n') {
                take(bytes, from, i);
                from = i + 1;
            }
        }
        torn = joined(torn, Arrays.copyOfRange(bytes, from, offset + length));
    }

    private void take(byte[] bytes, int from, int to) {
        byte[] line = joined(torn, Arrays.copyOfRange(bytes, from, to));
        torn = new byte[0];
        String text = new String(line, StandardCharsets.UTF_8);
        Matcher gap = GAP.matcher(text);
        if (gap.matches()) {
            gaps.add(new Gap(
                    count,
                    gap.group("reason"),
                    gap.group("missed") == null ? -1 : Long.parseLong(gap.group("missed")),
                    gap.group("from") == null ? -1 : Long.parseLong(gap.group("from")),
                    Long.parseLong(gap.group("to"))));
            return;
        }
        int cursor = text.lastIndexOf(CURSOR);
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = Long.parseLong(text.substring(cursor + CURSOR.length(), text.length() - 2));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        if (one.length == 0) {
            return other;
        }
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public void flush() {}

    @Override
    public synchronized void close() {
        closed = true;
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Of all lines given, in the order in which they came. */
    synchronized long[] numbers() {
        return Arrays.copyOf(numbers, count);
    }

    /** The number of the last line, or of the last one told to be missing; 0 before. */
    synchronized long reached() {
        long gap = gaps.isEmpty() ? 0 : gaps.get(gaps.size() - 1).to();
        return Math.max(gap, count == 0 ? 0 : numbers[count - 1]);
    }

    synchronized List<Gap> gaps() {
        return List.copyOf(gaps);
    }
}
