package dev.logcast.wire;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parts that are marked in coloured text, besides its level: parts of stack traces, addresses, requests, statements of SQL, ids and
 * numbers. The page marks by the same patterns; {@code webapp/test/marks.json} holds both to them. Each takes time linear in the length of
 * a line: what repeats is bounded, or cannot begin within itself.
 */
final class Marks {
    /**
     * @param kind a name, made of letters
     * @param regex as JavaScript and Java both understand it
     * @param colour the SGR sequence that shows it
     */
    record Mark(String kind, String regex, String colour) {}

    static final List<Mark> ALL = List.of(
            new Mark(
                    "trace",
                    "(?<![^\\n])[ \\t]{1,40}at [^\\n]+(?![^\\n])|(?<![^\\n])Caused by: [^\\n]+(?![^\\n])|(?<![^\\n])Traceback \\(most recent call last\\):(?![^\\n])|(?<![^\\n]) {1,40}File \\\"[^\\\"\\n]+\\\", line \\d+[^\\n]*(?![^\\n])|(?<![^\\n])\\t\\.\\.\\. \\d+ more(?![^\\n])",
                    "\u001b[90m"),
            new Mark("url", "(?<![A-Za-z0-9_])https?://[^\\u0000-\\u0020\\\"'<>()\\[\\]{}|\\\\^]+", "\u001b[34m"),
            new Mark(
                    "http",
                    "(?<![A-Za-z0-9_])(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /[^\\u0000-\\u0020\\\"]*",
                    "\u001b[36m"),
            new Mark(
                    "sql",
                    "(?<![A-Za-z0-9_])(?:SELECT [^\\n;]{1,200}? FROM [^\\n;]{1,400}|INSERT INTO [^\\n;]{1,400}|UPDATE [^\\u0000-\\u0020]{1,80} SET [^\\n;]{1,400}|DELETE FROM [^\\n;]{1,400}|(?:CREATE|ALTER|DROP) (?:TABLE|INDEX|VIEW) [^\\n;]{1,400})",
                    "\u001b[35m"),
            new Mark(
                    "id",
                    "(?<![A-Za-z0-9_])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])[0-9a-f]{16,64}(?![A-Za-z0-9_])",
                    "\u001b[33m"),
            new Mark(
                    "number",
                    "(?<![A-Za-z0-9_.,:/-])-?\\d{1,20}(?:\\.\\d{1,20})?(?:ns|us|µs|ms|s|m|h|%|[kKMGT]i?B|B)?(?![A-Za-z0-9_:/-])(?![.,]\\d)",
                    "\u001b[36m"));

    private static final Pattern ANY = Pattern.compile(
            ALL.stream().map(mark -> "(?<" + mark.kind + '>' + mark.regex + ')').collect(Collectors.joining("|")));

    private static final String PLAIN = "\u001b[39m";

    private Marks() {}

    /** Takes each part of a text: with the mark that it has, or with none. */
    interface Sink {
        void part(int start, int end, Mark mark);
    }

    static void find(String text, Sink to) {
        Matcher matcher = ANY.matcher(text);
        while (matcher.find()) {
            for (Mark mark : ALL) {
                if (matcher.start(mark.kind) >= 0) {
                    to.part(matcher.start(), matcher.end(), mark);
                    break;
                }
            }
        }
    }

    /** The text with its marks in colour; behind each goes on the colour that is given, which may be empty. */
    static String coloured(String text, String back) {
        StringBuilder coloured = new StringBuilder(text.length() + 64);
        int[] from = {0};
        find(text, (start, end, mark) -> {
            coloured.append(text, from[0], start)
                    .append(mark.colour)
                    .append(text, start, end)
                    .append(back.isEmpty() ? PLAIN : back);
            from[0] = end;
        });
        return coloured.append(text, from[0], text.length()).toString();
    }
}
