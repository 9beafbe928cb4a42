package dev.logcast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a client has been given of {@link BusyLogs}, over all of its connections. Thread-safe: one thread takes, any asks.
 */
public final class Received {
    private static final Pattern LINE =
            Pattern.compile("\\{\"id\":\"([^\"]+)\".*\"message\":\"(([0-9]) ([0-9]+) [^\"]*)\".*}");
    private static final int MOST_FAULTS = 20;

    private final Map<String, Long> lineById = new HashMap<>();
    private final List<Map<Integer, String>> idByNumber = IntStream.range(0, BusyLogs.FILES)
            .mapToObj(file -> (Map<Integer, String>) new HashMap<Integer, String>())
            .toList();
    private final List<String> gaps = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long taken;

    /** @param json a line, as the stream writes it */
    public synchronized void line(String json) {
        taken++;
        Matcher matcher = LINE.matcher(json);
        if (!matcher.matches()) {
            fault("torn: " + json);
            return;
        }
        String id = matcher.group(1);
        int file = Integer.parseInt(matcher.group(3));
        int number = Integer.parseInt(matcher.group(4));
        if (file >= BusyLogs.FILES || !matcher.group(2).equals(BusyLogs.line(file, number))) {
            fault("never written: " + json);
            return;
        }
        long line = ((long) file << Integer.SIZE) + number;
        Long before = lineById.putIfAbsent(id, line);
        if (before != null && before != line) {
            fault("id of line " + before % (1L << Integer.SIZE) + " of the same file, too: " + json);
        }
        String known = idByNumber.get(file).putIfAbsent(number, id);
        if (known != null && !known.equals(id)) {
            fault("has the id " + known + ", too: " + json);
        }
    }

    /** @param json a gap, as the stream writes it */
    public synchronized void gap(String json) {
        gaps.add(json);
    }

    /** Lines taken, each time that it came. */
    public synchronized long taken() {
        return taken;
    }

    /** Lines taken, once each. */
    public synchronized int lines() {
        return idByNumber.stream().mapToInt(Map::size).sum();
    }

    /** How often lines have been told to be missing. */
    public synchronized int gaps() {
        return gaps.size();
    }

    /** Whether lines of every file have been taken. */
    public synchronized boolean knowsEveryFile() {
        return idByNumber.stream().noneMatch(Map::isEmpty);
    }

    /**
     * Waits until there is every line, and asserts that none of them is torn, that no id names two of them, that none has two
     * ids, and that nothing is told to be missing but what a restart may have cost.
     *
     * @param more takes what has come meanwhile
     */
    public void awaitComplete(BusyLogs logs, Runnable more) {
        try {
            Await.await(() -> {
                more.run();
                return lines() >= logs.written();
            });
        } catch (AssertionError e) {
            assertComplete(logs);
            throw e;
        }
        assertComplete(logs);
    }

    private synchronized void assertComplete(BusyLogs logs) {
        for (int file = 0; file < BusyLogs.FILES; file++) {
            assertThat(missing(file, logs.written(file)))
                    .as("missing lines of file " + file + ", gaps " + gaps)
                    .isEmpty();
            assertThat(idByNumber.get(file)).as("lines of file " + file).hasSize(logs.written(file));
        }
        assertThat(faults).isEmpty();
        assertThat(gaps).allMatch(gap -> gap.contains("\"unknown-cursor\""));
    }

    private List<String> missing(int file, int written) {
        Map<Integer, String> ids = idByNumber.get(file);
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int number = 0; number <= written; number++) {
            if (number == written || ids.containsKey(number)) {
                if (from < number) {
                    ranges.add(from + " to " + (number - 1));
                }
                from = number + 1;
            }
        }
        return ranges;
    }

    /** What was written and what came of it, in one line. */
    public synchronized String summary(BusyLogs logs) {
        return logs.renamed() + " renamings, " + logs.written() + " lines written, " + taken + " received, "
                + (taken - lines()) + " of them again, " + gaps.size() + " gaps by unknown cursors";
    }

    private void fault(String fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }
}
