package dev.logcast.pipeline.format.structured;

import dev.logcast.line.Attributes;
import dev.logcast.line.JsonEscapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object a record (RFC 8259). Strings may hold what JSON wants escaped; of fields of the same name the last one counts;
 * lone surrogates become U+FFFD.
 */
public final class JsonFormat implements Format {
    /** Objects and lists within each other; deeper ones do not fit. */
    private static final int DEEPEST = 64;

    /** In place of a value: it cannot be read, or it is null. */
    private static final Object BROKEN = new Object();

    private static final Object NULL = new Object();

    private final Structure structure;
    private FieldNames names;

    private String text = "";
    private int length;
    private int p;

    /** Where the next backslash is that is not before {@code p}; the length when there is none. */
    private int escape;

    public JsonFormat(Parsed to) {
        structure = new Structure(to);
        names = to.names;
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean read(String line, int start, Parsed to) {
        if (start >= line.length() || line.charAt(start) != '{') {
            return false;
        }
        text = line;
        length = line.length();
        p = start + 1;
        names = to.names;
        escape = -1;
        structure.begin(to);
        try {
            if (!fields()) {
                return false;
            }
        } finally {
            text = "";
        }
        structure.finish();
        return true;
    }

    /** The message of the object that was read last, if the field of that name holds it. */
    @Nullable
    public String message(String name) {
        return structure.message(name);
    }

    private boolean fields() {
        skipSpace();
        if (at(p) == '}') {
            p++;
            return isEnd();
        }
        while (true) {
            String name = key();
            if (name == null || !colon()) {
                return false;
            }
            Object value = value(1);
            if (value == BROKEN) {
                return false;
            }
            structure.field(name, value == NULL ? null : value);
            skipSpace();
            char c = at(p++);
            if (c == '}') {
                return isEnd();
            }
            if (c != ',') {
                return false;
            }
            skipSpace();
        }
    }

    private boolean isEnd() {
        skipSpace();
        return p == length;
    }

    private @Nullable String key() {
        if (at(p) != '"') {
            return null;
        }
        int start = p + 1;
        int quote = text.indexOf('"', start);
        if (quote < 0) {
            return null;
        }
        if (nextEscape(start) > quote) {
            p = quote + 1;
            return names.of(text, start, quote);
        }
        Object name = string();
        return name instanceof String written ? written : null;
    }

    private boolean colon() {
        skipSpace();
        if (at(p) != ':') {
            return false;
        }
        p++;
        skipSpace();
        return true;
    }

    private Object value(int depth) {
        return switch (at(p)) {
            case '"' -> string();
            case '{' -> depth < DEEPEST ? object(depth) : BROKEN;
            case '[' -> depth < DEEPEST ? list(depth) : BROKEN;
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, p)) {
            return BROKEN;
        }
        p += word.length();
        return value;
    }

    private Object number() {
        int start = p;
        while (p < length && isNumeric(text.charAt(p))) {
            p++;
        }
        Object number = JsonNumbers.of(text, start, p);
        return number == null ? BROKEN : number;
    }

    private static boolean isNumeric(char c) {
        return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
    }

    private Object object(int depth) {
        p++;
        Attributes.Builder nested = new Attributes.Builder();
        skipSpace();
        if (at(p) == '}') {
            p++;
            return Attributes.NONE;
        }
        while (true) {
            String name = key();
            if (name == null || !colon()) {
                return BROKEN;
            }
            Object value = value(depth + 1);
            if (value == BROKEN) {
                return BROKEN;
            }
            nested.put(name, value == NULL ? null : value);
            skipSpace();
            char c = at(p++);
            if (c == '}') {
                return nested.build();
            }
            if (c != ',') {
                return BROKEN;
            }
            skipSpace();
        }
    }

    private Object list(int depth) {
        p++;
        List<@Nullable Object> elements = new ArrayList<>(4);
        skipSpace();
        if (at(p) == ']') {
            p++;
            return List.of();
        }
        while (true) {
            Object value = value(depth + 1);
            if (value == BROKEN) {
                return BROKEN;
            }
            elements.add(value == NULL ? null : value);
            skipSpace();
            char c = at(p++);
            if (c == ']') {
                return Collections.unmodifiableList(elements);
            }
            if (c != ',') {
                return BROKEN;
            }
            skipSpace();
        }
    }

    private int nextEscape(int from) {
        if (escape < from) {
            int found = text.indexOf('\\', from);
            escape = found < 0 ? length : found;
        }
        return escape;
    }

    private Object string() {
        int start = p + 1;
        int quote = text.indexOf('"', start);
        if (quote < 0) {
            return BROKEN;
        }
        if (nextEscape(start) > quote) {
            p = quote + 1;
            return text.substring(start, quote);
        }
        p = start;
        return escaped();
    }

    private Object escaped() {
        StringBuilder decoded = new StringBuilder();
        int run = p;
        while (p < length) {
            char c = text.charAt(p);
            if (c == '"') {
                decoded.append(text, run, p);
                p++;
                return decoded.toString();
            }
            if (c == '\\') {
                decoded.append(text, run, p);
                p = JsonEscapes.decode(text, p + 1, decoded);
                if (p < 0) {
                    return BROKEN;
                }
                run = p;
            } else {
                p++;
            }
        }
        return BROKEN;
    }

    private void skipSpace() {
        while (p < length
                && (text.charAt(p) == ' '
                        || text.charAt(p) == '\n'
                        || text.charAt(p) == '\r'
                        || text.charAt(p) == '\t')) {
            p++;
        }
    }

    /** NUL behind the end. */
    private char at(int i) {
        return i < length ? text.charAt(i) : 0;
    }
}
