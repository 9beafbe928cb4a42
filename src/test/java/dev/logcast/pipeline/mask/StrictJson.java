package dev.logcast.pipeline.mask;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON to the letter of RFC 8259, and nothing else. */
final class StrictJson {
    private static final Pattern TOKEN = Pattern.compile(
            "\\G[ \\t\\r\\n]*(?:([{}\\[\\],:])|\"((?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+)\""
                    + "|(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)|(true|false|null))");

    /**
     * A value, or what begins one.
     *
     * @param kind its first character; a zero for numbers, a {@code t} for words
     * @param text of a string, a number or a word
     * @param within names and values in turn, or values
     */
    record Value(char kind, String text, List<Value> within) {}

    private final String json;
    private final Matcher matcher;

    private StrictJson(String json) {
        this.json = json;
        this.matcher = TOKEN.matcher(json);
    }

    /** @throws IllegalArgumentException where it is no JSON */
    static Value read(String json) {
        StrictJson reader = new StrictJson(json);
        Value value = reader.value(reader.next());
        if (!json.substring(reader.matcher.end()).isBlank()) {
            throw new IllegalArgumentException("more than one value");
        }
        return value;
    }

    private String next() {
        if (!matcher.find()) {
            throw new IllegalArgumentException("no JSON");
        }
        return matcher.group().strip();
    }

    private Value value(String token) {
        List<Value> within = new ArrayList<>();
        char kind = token.charAt(0);
        switch (kind) {
            case '"' -> {
                return new Value('"', unescaped(token.substring(1, token.length() - 1)), within);
            }
            case '{', '[' -> {
                String close = kind == '{' ? "}" : "]";
                String next = next();
                while (!next.equals(close)) {
                    Value first = value(next);
                    within.add(first);
                    if (kind == '{') {
                        require(first.kind == '"');
                        require(next().equals(":"));
                        within.add(value(next()));
                    }
                    next = next();
                    if (!next.equals(close)) {
                        require(next.equals(","));
                        next = next();
                        require(!next.equals(close));
                    }
                }
                return new Value(kind, "", within);
            }
            default -> {
                require(",:]}".indexOf(kind) < 0);
                return new Value(matcher.group(3) == null ? 't' : '0', token, within);
            }
        }
    }

    private void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("no JSON at " + matcher.start() + " of " + json);
        }
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                c = text.charAt(++i);
                switch (c) {
                    case 'b' -> c = '\b';
                    case 'f' -> c = '\f';
                    case 'n' -> c = '\n';
                    case 'r' -> c = '\r';
                    case 't' -> c = '\t';
                    case 'u' -> {
                        c = (char) Integer.parseInt(text.substring(i + 1, i + 5), 16);
                        i += 4;
                    }
                    default -> {}
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
