package dev.logcast.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries: whole ones of any shape, some at the bounds of what is allowed and beyond, and some with a mistake. */
final class Questions {
    private static final List<String> WORDS = List.of(
            "timeout",
            "GET",
            "a",
            "\"exact phrase\"",
            "é",
            "日本",
            "\"say \\\"yes\\\"\"",
            "main()",
            "/api/v1",
            "*",
            "x=1");
    private static final List<String> FIELDS = List.of(
            "status", "user.id", "took_ms", "size", "level", "source", "\"worker count\"", "@timestamp", "a.b.c");
    private static final List<String> OPERATORS = List.of(":", "=", "!=", ">", ">=", "<", "<=");
    private static final List<String> VALUES = List.of(
            "500",
            "250ms",
            "10kB",
            "1e999999999",
            "-0",
            "warn",
            "web-*",
            "*",
            "\"\"",
            "99999999999999999999",
            "10m",
            "é");
    private static final List<String> REGEXES = List.of(
            "/a+b/",
            "/(a|b)*c/i",
            "/[a-z]{118}[0-9]/",
            "/^$/",
            "/\\p{L}+/",
            "/(((((x)))))/",
            "/a{1000}/",
            "/[/",
            "/(?<n>a)/",
            "/\\bfoo\\b/i",
            "/.*.*.*=/",
            "/(a*)*$/",
            "/\\x{10FFFF}/");

    private final Dice dice;

    Questions(Dice dice) {
        this.dice = dice;
    }

    String next() {
        return switch (dice.below(12)) {
            case 0 -> times(dice.oneOf(99, 100, 101), "a", " ");
            case 1 -> times(dice.oneOf(19, 20, 21, 500), "(", "") + "a" + times(dice.below(22), ")", "");
            case 2 -> times(dice.oneOf(10, 11), "/[a-z]{" + dice.oneOf(5, 48, 118) + "}[0-9]/", " OR ");
            case 3 -> dice.text(dice.oneOf(3999, 4000, 4001), "abc -()\"/");
            case 4 -> dice.text(dice.below(40), "ab1 \t\"\\()-/:=!<>*|[]{}+?.^$éOR");
            case 5 -> times(500, "-", "") + "a";
            case 6 -> dice.oneOf("since:", "until:") + dice.oneOf(VALUES);
            default -> term(dice.below(5));
        };
    }

    private String term(int depth) {
        if (depth == 0) {
            return switch (dice.below(4)) {
                case 0 -> dice.oneOf(REGEXES);
                case 1, 2 -> dice.oneOf(FIELDS) + dice.oneOf(OPERATORS) + dice.oneOf(VALUES);
                default -> dice.oneOf(WORDS);
            };
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 1 + dice.below(3); i++) {
            parts.add(term(depth - 1));
        }
        String joined = String.join(dice.oneOf(" ", " OR ", " AND ", " NOT "), parts);
        return dice.oneOf("", "-", "NOT ") + '(' + joined + ')' + dice.oneOf("", "", " case:yes");
    }

    private static String times(int count, String what, String between) {
        return IntStream.range(0, count).mapToObj(i -> what).collect(Collectors.joining(between));
    }
}
