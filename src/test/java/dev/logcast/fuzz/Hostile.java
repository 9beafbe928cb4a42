package dev.logcast.fuzz;

import dev.logcast.fuzz.Description.Parameter;
import java.util.List;

/** What a parameter or a header may be given: what is meant for it, what is at its bounds, and what nobody expects. */
final class Hostile {
    static final List<String> SOURCES = List.of(
            "app",
            "app/a",
            "app/b",
            "app/*",
            "pushed/*",
            "pushed/1",
            "pushed/2",
            "build",
            "*",
            "nothing",
            "app/followed",
            "..",
            "../..",
            "A",
            "-",
            "a/b/c",
            "app/",
            "/app",
            "a".repeat(6000),
            "café",
            "app/a,app/b",
            "spool");

    private static final List<String> TIMES = List.of(
            "10m",
            "2h",
            "1d",
            "0s",
            "1s",
            "12:30",
            "24:00",
            "2026-11-23",
            "2026-11-23T10:00:00Z",
            "2026-11-23T10:00:00 01:00",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "+1000000000-12-31T23:59:59Z",
            "0000-00-00",
            "9999-12-31T23:59:60Z",
            "2026-02-30",
            "99999999999999999999d",
            "9223372036854775807ms",
            "1e9",
            "now",
            "-1m",
            "1969-12-31T23:59:59.999999999Z",
            "2026-11-23T10:00:00.1234567890123Z",
            "2026-11-23T10:00:00+99:99",
            "1m1m",
            "3d");

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2147483647",
            "2147483648",
            "999999999",
            "1000000000",
            "9223372036854775807",
            "99999999999999999999999",
            "1.5",
            "0x10",
            "1e3",
            "NaN",
            "Infinity",
            "٣",
            "+1",
            " 1 ",
            "0.1",
            "1000",
            "1001",
            "max");

    private static final List<String> FORMATS =
            List.of("sse", "ndjson", "text", "csv", "json", "xml", "TEXT", "text/plain");

    private static final List<String> PLACES = List.of(
            "beginning",
            "1kx3-18420",
            "1kx3-",
            "-1",
            "0-0",
            "zzzzzzzzzzzz-9223372036854775807",
            "1kx3-99999999999999999999",
            "app@3f2a:10482",
            "app/a@0:0",
            "app/a@ffffffffffffffff:9223372036854775807",
            "@:",
            "app@:1",
            "app/a@1:-1");

    private static final List<String> STRANGE = List.of(
            "",
            " ",
            "\0",
            "\r\nX-Injected: 1",
            "\n\nX-Injected: 1",
            "\u001b[31m",
            "\u009b31m",
            "{x}",
            "${x}",
            "#{x}",
            "%s%n",
            "<script>",
            "'\"",
            "\\",
            "a\tb",
            "\ufeff",
            "\ud800",
            "😀",
            "ʼ",
            "é".repeat(500),
            "x".repeat(3000),
            "{".repeat(100),
            "../../etc/passwd",
            "file:///etc/passwd",
            "null",
            "undefined",
            "true",
            "[]",
            "\u202e",
            "*".repeat(200),
            "%25zz");

    private final Dice dice;
    private final Questions questions;
    private final Known known;

    /** What the server has told of itself, and only this run of it knows: ids and cursors of lines. */
    interface Known {
        /** @param number any; which one it chooses is a matter of what is known by now */
        String cursor(int number);

        /** Likewise. */
        String line(int number);
    }

    Hostile(Dice dice, Known known) {
        this.dice = dice;
        this.questions = new Questions(dice);
        this.known = known;
    }

    String value(Parameter parameter) {
        int kind = dice.below(10);
        if (kind == 0) {
            return strange();
        }
        if (kind < 4 && !parameter.schema().isEmpty()) {
            return dice.oneOf(parameter.schema());
        }
        return switch (parameter.name()) {
            case "source" -> dice.oneOf(SOURCES);
            case "q" -> questions.next();
            case "since", "until", "time", "skip-idle" -> dice.oneOf(TIMES);
            case "format" -> dice.oneOf(FORMATS);
            case "before", "after", "last-event-id" -> place();
            case "around" -> place();
            default -> parameter.schema().isEmpty() || kind > 7 ? dice.oneOf(NUMBERS) : dice.oneOf(parameter.schema());
        };
    }

    private String place() {
        int number = dice.below(Integer.MAX_VALUE);
        return switch (dice.below(5)) {
            case 0, 1 -> known.cursor(number);
            case 2 -> known.line(number);
            case 3 -> dice.oneOf(TIMES);
            default -> dice.oneOf(PLACES);
        };
    }

    String strange() {
        return dice.percent(20)
                ? dice.text(dice.below(60), "\u0001\u0008\u007f\u0085 aZ09-._~%&=+;,'\"<>{}|^`é日")
                : dice.oneOf(STRANGE);
    }

    String number() {
        return dice.oneOf(NUMBERS);
    }

    String cursor() {
        return place();
    }
}
