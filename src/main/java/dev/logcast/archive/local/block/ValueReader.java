package dev.logcast.archive.local.block;

import dev.logcast.line.Attributes;
import dev.logcast.line.ExactNumber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of attributes as {@link ValueWriter} has written them. Not thread-safe. */
final class ValueReader {
    private final List<String> names;
    private final ByteReader in;
    private String message = "";
    private int place;

    ValueReader(List<String> names, ByteReader in) {
        this.names = names;
        this.in = in;
    }

    Attributes read(String of) {
        message = of;
        place = 0;
        return attributes();
    }

    private Attributes attributes() {
        int size = in.count();
        Attributes.Builder attributes = new Attributes.Builder();
        for (int i = 0; i < size; i++) {
            String name = names.get(in.count());
            attributes.put(name, value());
        }
        return attributes.build();
    }

    private @Nullable Object value() {
        int kind = in.next();
        return switch (kind) {
            case ValueWriter.NULL -> null;
            case ValueWriter.TRUE -> true;
            case ValueWriter.FALSE -> false;
            case ValueWriter.LONG -> in.signed();
            case ValueWriter.DOUBLE -> Double.longBitsToDouble(in.fixed());
            case ValueWriter.TEXT -> in.text();
            case ValueWriter.PLACE -> {
                int start = place + (int) in.signed();
                place = start + in.count();
                yield message.substring(start, place);
            }
            case ValueWriter.CHARACTERS -> {
                char[] characters = new char[in.count()];
                for (int i = 0; i < characters.length; i++) {
                    characters[i] = (char) in.number();
                }
                yield new String(characters);
            }
            case ValueWriter.EXACT -> new ExactNumber(in.text());
            case ValueWriter.NESTED -> attributes();
            case ValueWriter.LIST -> list();
            default -> throw new IndexOutOfBoundsException("no such kind of value: " + kind);
        };
    }

    private List<@Nullable Object> list() {
        int size = in.count();
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(value());
        }
        return Collections.unmodifiableList(values);
    }
}
