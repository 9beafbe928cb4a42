package dev.logcast.archive.local.block;

import dev.logcast.line.Attributes;
import dev.logcast.line.ExactNumber;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A writer of attributes. Names are numbered through a block; a text that stands in the message is written as its place there. Not
 * thread-safe.
 */
final class ValueWriter {
    static final int NULL = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int LONG = 3;
    static final int DOUBLE = 4;
    static final int TEXT = 5;
    static final int PLACE = 6;
    static final int EXACT = 7;
    static final int NESTED = 8;
    static final int LIST = 9;
    static final int CHARACTERS = 10;

    /** A shorter text is written as it is. */
    private static final int SHORTEST_PLACE = 3;

    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final ByteWriter out;
    private final Consumer<String> elsewhere;
    private String message = "";
    private int place;

    /** @param elsewhere is told of texts of values that need not stand in the message */
    ValueWriter(ByteWriter out, Consumer<String> elsewhere) {
        this.out = out;
        this.elsewhere = elsewhere;
    }

    Iterable<String> names() {
        return names.keySet();
    }

    int nameCount() {
        return names.size();
    }

    void write(Attributes attributes, String of) {
        message = of;
        place = 0;
        attributes(attributes);
    }

    private void attributes(Attributes attributes) {
        out.number(attributes.size());
        for (int i = 0; i < attributes.size(); i++) {
            int known = names.size();
            out.number(names.computeIfAbsent(attributes.name(i), name -> known));
            value(attributes.value(i));
        }
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            out.put(NULL);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Boolean bool) {
            out.put(bool ? TRUE : FALSE);
            elsewhere.accept(value.toString());
        } else if (value instanceof Long number) {
            out.put(LONG).signed(number);
            elsewhere.accept(value.toString());
        } else if (value instanceof Double number) {
            out.put(DOUBLE).fixed(Double.doubleToRawLongBits(number));
            elsewhere.accept(value.toString());
        } else if (value instanceof ExactNumber number) {
            out.put(EXACT).text(number.text());
            elsewhere.accept(number.text());
        } else if (value instanceof Attributes nested) {
            out.put(NESTED);
            attributes(nested);
            elsewhere.accept(nested.toString());
        } else if (value instanceof List<?> list) {
            out.put(LIST).number(list.size());
            list.forEach(this::value);
        } else {
            throw new IllegalArgumentException("no value of an attribute: " + value.getClass());
        }
    }

    private void text(String text) {
        int at = text.length() < SHORTEST_PLACE ? -1 : message.indexOf(text, place);
        if (at < 0 && place > 0 && text.length() >= SHORTEST_PLACE) {
            at = message.indexOf(text);
        }
        if (at < 0) {
            // UTF-8 has no half of a surrogate pair, which an escape of JSON may name.
            if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                out.put(CHARACTERS).number(text.length());
                text.chars().forEach(out::number);
            } else {
                out.put(TEXT).text(text);
            }
            elsewhere.accept(text);
        } else {
            out.put(PLACE).signed(at - place).number(text.length());
            place = at + text.length();
        }
    }
}
