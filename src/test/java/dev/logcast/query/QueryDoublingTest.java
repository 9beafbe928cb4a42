package dev.logcast.query;

import dev.logcast.Doubling;
import dev.logcast.Doubling.Texts;
import dev.logcast.line.Attributes;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a query costs grows as the line does, whatever is asked of whatever line. */
class QueryDoublingTest {
    private static final int LENGTH = 6_000;

    private static final List<String> QUERIES = List.of(
            "a",
            "aaaaaaab",
            "a".repeat(3000) + 'b',
            'b' + "a".repeat(3000),
            "a".repeat(1500) + 'b' + "a".repeat(1500),
            "kkkkkkks",
            "k".repeat(2000) + 's',
            "ab".repeat(1500) + 'c',
            "\"a b\" -\"b a\"",
            "a".repeat(3000) + "b case:yes",
            "/a*a*a*b/",
            "/(a|b)*c/",
            "/[a-z]+[a-z]+=/i",
            "/(.*a){12}/",
            "f:aaaab",
            "f=" + "a".repeat(100),
            "f!=a",
            "f>10ms",
            "f<1.5MB",
            "f=1",
            "g.h.i.j=1",
            "f.f.f.f.f.f.f:x",
            "\"f\":b message:aab msg:aab level:error (a OR b) -source:x");

    static Stream<Texts> texts() {
        List<Texts> all = new ArrayList<>(Doubling.hostile());
        for (String piece :
                List.of("aaaaaaa", "a".repeat(2999) + ' ', "ab", "k", "\u212a", "ks", "1.", "1ms", "9", "1e", "A")) {
            all.add(Doubling.repeating(piece));
        }
        return all.stream();
    }

    private static LogLine line(String text) {
        LogLine line = Lines.line("app", 0, null, text);
        Attributes.Builder many = new Attributes.Builder();
        for (int i = 0; i < text.length() / 50; i++) {
            many.put("f" + i, text.substring(i, i + 1));
        }
        Attributes attributes = many.put("f", text)
                .put("msg", text)
                .put("g", List.of(new Attributes.Builder().put("h", text).build(), text))
                .build();
        return new LogLine(line.id(), line.time(), null, text, text, attributes, -1, null, false, false);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void costOfAQueryGrowsAsTheLine(Texts texts) {
        List<Query> queries = QUERIES.stream().map(Queries::query).toList();
        Doubling.assertGrowsAsTheText("queries", texts, LENGTH, text -> {
            LogLine line = line(text);
            return Doubling.cpuTime(any -> queries.forEach(query -> query.matches(line)))
                    .applyAsLong(text);
        });
    }

    @ParameterizedTest
    @MethodSource("texts")
    void costOfReadingAQueryIsBounded(Texts texts) {
        Doubling.assertGrowsAsTheText("reading a query", texts, 500, Doubling.cpuTime(text -> {
            for (String start : List.of("", "a:", "\"", "/", "(")) {
                try {
                    Query.parse(start + text, Queries.NOW, Queries.ZONE);
                } catch (QuerySyntaxException e) {
                    // Not every text is a query.
                }
            }
        }));
    }
}
