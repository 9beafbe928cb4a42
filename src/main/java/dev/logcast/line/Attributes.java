package dev.logcast.line;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that were parsed of a record: names with values, in the order in which they were found, no name twice. A value is a
 * {@link String}, {@link Long}, {@link Double}, {@link Boolean}, {@link ExactNumber}, {@link Attributes}, a {@link List} of such values,
 * or null.
 *
 * <p>Immutable; one array, no map.
 */
public final class Attributes {
    /** Of a record of which nothing was parsed. */
    public static final Attributes NONE = new Attributes(new Object[0]);

    private static final int VALUE_BYTES = 24;
    private static final int STRING_BYTES = 48;

    /** Name, value, name, value. */
    private final @Nullable Object[] entries;

    private Attributes(@Nullable Object[] entries) {
        this.entries = entries;
    }

    public int size() {
        return entries.length / 2;
    }

    public boolean isEmpty() {
        return entries.length == 0;
    }

    public String name(int index) {
        return String.valueOf(entries[2 * index]);
    }

    public @Nullable Object value(int index) {
        return entries[2 * index + 1];
    }

    /** The value of that name, which may be null; null without one. */
    public @Nullable Object get(String name) {
        for (int i = 0; i < entries.length; i += 2) {
            if (name.equals(entries[i])) {
                return entries[i + 1];
            }
        }
        return null;
    }

    /** These, and those of others whose names they have not. */
    public Attributes and(Attributes others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        Builder both = new Builder();
        others.putInto(both);
        putInto(both);
        return both.build();
    }

    private void putInto(Builder builder) {
        for (int i = 0; i < entries.length; i += 2) {
            builder.put(String.valueOf(entries[i]), entries[i + 1]);
        }
    }

    /** Roughly the bytes that they occupy in memory. */
    public int weight() {
        int bytes = 0;
        for (int i = 1; i < entries.length; i += 2) {
            bytes += weight(entries[i]);
        }
        return bytes;
    }

    private static int weight(@Nullable Object value) {
        int bytes = VALUE_BYTES;
        if (value instanceof String text) {
            bytes += STRING_BYTES + text.length();
        } else if (value instanceof Attributes nested) {
            bytes += nested.weight();
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                bytes += weight(element);
            }
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes that && Arrays.equals(entries, that.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < size(); i++) {
            text.append(i == 0 ? "" : ", ").append(name(i)).append('=').append(value(i));
        }
        return text.append('}').toString();
    }

    /** Attributes in the making. Not thread-safe. */
    public static final class Builder {
        /** From so many names on they are looked up by their hash: whatever comes, building takes time linear in their number. */
        private static final int SEARCHED = 24;

        private @Nullable Object[] entries = new Object[16];
        private int length;
        private @Nullable Map<String, Integer> places;

        /** Forgets all of them. */
        public void clear() {
            length = 0;
            places = null;
        }

        public boolean isEmpty() {
            return length == 0;
        }

        public int size() {
            return length / 2;
        }

        /** Forgets all but the first ones, which keep the values that they have. */
        public void truncate(int size) {
            length = Math.min(length, 2 * size);
            places = null;
        }

        /** Sets a value; one of the same name gives way. */
        public Builder put(String name, @Nullable Object value) {
            int place = place(name);
            if (place >= 0) {
                entries[place + 1] = value;
                return this;
            }
            if (length == entries.length) {
                entries = Arrays.copyOf(entries, 2 * length);
            }
            if (places != null) {
                places.put(name, length);
            }
            entries[length++] = name;
            entries[length++] = value;
            return this;
        }

        /** The value of that name; null without one. */
        public @Nullable Object get(String name) {
            int place = place(name);
            return place < 0 ? null : entries[place + 1];
        }

        private int place(String name) {
            if (length < 2 * SEARCHED) {
                for (int i = 0; i < length; i += 2) {
                    if (name.equals(entries[i])) {
                        return i;
                    }
                }
                return -1;
            }
            Map<String, Integer> known = places;
            if (known == null) {
                known = new HashMap<>();
                for (int i = 0; i < length; i += 2) {
                    known.put(String.valueOf(entries[i]), i);
                }
                places = known;
            }
            return known.getOrDefault(name, -1);
        }

        public Attributes build() {
            return length == 0 ? NONE : new Attributes(Arrays.copyOf(entries, length));
        }
    }
}
