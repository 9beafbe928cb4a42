package dev.logcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/**
 * Whether what is done with a text grows as the text does: texts that have made readers look at the same places again and again, each
 * in lengths that double. What is done twice as long a text may be 2.6 times as much, on the average over three doublings, so that 8
 * times the length is at most 17.6 times the work; where it grows with the square of the length, it is 64 times.
 */
public final class Doubling {
    private static final double MOST_PER_DOUBLING = 2.6;
    private static final int DOUBLINGS = 3;
    private static final int ROUNDS = 5;
    private static final long TOO_SHORT_TO_TELL = 2_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A kind of text in any length. */
    public record Texts(String name, IntFunction<String> ofLength) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<String> REPEATED = List.of(
            "a",
            "0",
            " ",
            "é",
            "密",
            "\t",
            "\\",
            "\"",
            "'",
            "`",
            "[",
            "{",
            "(",
            "<",
            "]",
            "}",
            ":",
            "=",
            ",",
            ";",
            "/",
            "%",
            "&",
            "@",
            "-",
            ".",
            "#",
            "|",
            "\n",
            "\r\n",
            "\u0000",
            "\u001b[",
            "\u001b[31m",
            "\ud83d\ude00",
            "\ud83d",
            "\\\"",
            "\\\\\"",
            "\\u0022",
            "\\n",
            "%5B",
            "%25",
            "&lt;",
            "&amp;",
            "a ",
            "a b=",
            "a=b ",
            "a=\"b\" ",
            "a='b",
            "a: ",
            "a, ",
            "\"a\":",
            "{\"a\":",
            "{\"a\":[",
            "[\"a\",",
            "{\\\"a\\\":",
            "{\"a\":\"{\\\"b\\\":",
            "<a>",
            "<a b=\"c\">",
            "<![CDATA[",
            "</a>",
            "]]>",
            "http://",
            "https://a:b",
            "https://a:b@c/",
            "://a:",
            "a@",
            "a@b.",
            "1.1",
            "1.1.1.1",
            "1:",
            "::",
            "ab:",
            "+1",
            "(1",
            "(1)",
            "1 1",
            "1234 ",
            "1234-",
            "1234567890123456",
            "-----BEGIN ",
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----END ",
            "-----",
            "2026-11-28T10:00:00Z ",
            "10:00:00 ",
            "Nov 28 ",
            "28/Nov/2026:10:00:00 +0000 ",
            "INFO ",
            "[INFO] ",
            "level=",
            "ERROR: ",
            "<34>1 ",
            "\tat a.B.c(D.java:1)\n",
            "Caused by: a.B\n",
            "  File \"a\", line 1\n",
            "Traceback (most recent call last):\n",
            "goroutine 1 [running]:\n",
            "a\n b\n",
            "GET /a HTTP/1.1 ",
            "127.0.0.1 - - [");

    private Doubling() {}

    /** Texts that nobody would log but to do harm; more of a reader's own come with {@link #repeating} and {@link #nested}. */
    public static List<Texts> hostile() {
        List<Texts> all = new ArrayList<>();
        REPEATED.forEach(piece -> all.add(repeating(piece)));
        all.add(nested("[", "1", "]"));
        all.add(nested("{\"a\":", "1", "}"));
        all.add(nested("{\"a\":[", "\"b\"", "]}"));
        all.add(nested("(", "a", ")"));
        all.add(nested("<a>", "b", "</a>"));
        all.add(new Texts("one string that is not closed", length -> "{\"a\":\"" + "b".repeat(length)));
        all.add(new Texts("many names, one value each", length -> {
            StringBuilder text = new StringBuilder("{");
            for (int i = 0; text.length() < length; i++) {
                text.append("\"a").append(i).append("\":").append(i).append(',');
            }
            return text.append("\"z\":1}").toString();
        }));
        return all;
    }

    /** The same piece over and over. */
    public static Texts repeating(String piece) {
        return new Texts("repeated " + piece, length -> piece.repeat(Math.max(1, length / piece.length())));
    }

    /** As many of one piece as of another behind it. */
    public static Texts nested(String open, String within, String close) {
        return new Texts("nested " + open + within + close, length -> {
            int times = length / (open.length() + close.length());
            return open.repeat(times) + within + close.repeat(times);
        });
    }

    /**
     * @param work how much there was to do with a text: a count of what was done, or {@link #cpuTime}
     * @param length of the shortest text, in characters: long beyond any bound that the work has
     */
    public static void assertGrowsAsTheText(String what, Texts texts, int length, ToLongFunction<String> work) {
        long shortest = work.applyAsLong(texts.ofLength().apply(length));
        long longest = work.applyAsLong(texts.ofLength().apply(length << DOUBLINGS));
        assertThat((double) longest)
                .as("%s, %s: %d for %d characters", what, texts, shortest, length)
                .isLessThanOrEqualTo(Math.max(shortest, 1) * Math.pow(MOST_PER_DOUBLING, DOUBLINGS));
    }

    /**
     * Nanoseconds of this thread's own time, which a busy machine does not make longer: the best of some rounds. Less than two
     * milliseconds count as two, since they tell nothing.
     */
    public static ToLongFunction<String> cpuTime(Consumer<String> task) {
        return text -> {
            long best = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                task.accept(text);
                best = Math.min(best, THREADS.getCurrentThreadCpuTime() - start);
            }
            return Math.max(best, TOO_SHORT_TO_TELL);
        };
    }
}
