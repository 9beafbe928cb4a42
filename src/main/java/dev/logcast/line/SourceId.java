package dev.logcast.line;

import java.util.regex.Pattern;

/**
 * Names a source: {@code app}, or {@code services/orders} where a {@code {capture}} or a push made it.
 * The part before the slash is its group; a source without a slash is a group of its own.
 */
public record SourceId(String value) implements Comparable<SourceId> {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");

    /** @throws IllegalArgumentException if the group is not {@code [a-z0-9-]+} or the rest is empty or holds a control character */
    public SourceId {
        int slash = value.indexOf('/');
        String group = slash < 0 ? value : value.substring(0, slash);
        if (!isName(group) || slash == value.length() - 1 || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a source id must be a name of [a-z0-9-]+, or such a name, a slash and a"
                    + " value without control characters, was \"" + value + '"');
        }
    }

    /** A source below a group. Control characters of the value, which a file name may hold, are written as {@code %0A}. */
    public static SourceId captured(String group, String value) {
        StringBuilder safe = new StringBuilder(group).append('/');
        value.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                safe.append('%').append("0123456789ABCDEF".charAt(c >> 4)).append("0123456789ABCDEF".charAt(c & 15));
            } else {
                safe.append((char) c);
            }
        });
        return new SourceId(safe.toString());
    }

    /** Whether a text can stand alone as a source's name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public String group() {
        int slash = value.indexOf('/');
        return slash < 0 ? value : value.substring(0, slash);
    }

    /** Whether this is one of the sources of a group. */
    public boolean isBelow(SourceId group) {
        return value.length() > group.value.length() && group().equals(group.value);
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
