package dev.logcast.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The choices that a client takes, by a header such as {@code Accept} or {@code Accept-Encoding} (RFC 9110, section 12): each with a
 * weight from 0 to 1, of which 0 means not at all. Names are in small letters. What cannot be understood is passed over.
 */
record Accepted(List<Range> ranges) {
    /**
     * @param name such as {@code text/plain}, {@code text/*}, {@code gzip} or {@code *}
     * @param weight 0 to 1
     */
    record Range(String name, double weight) {
        /** How exactly it says what it means; -1: it does not mean this. */
        private int exactness(String wanted) {
            if (name.equals(wanted)) {
                return 2;
            }
            if (name.endsWith("/*") && wanted.startsWith(name.substring(0, name.length() - 1))) {
                return 1;
            }
            return name.equals("*") || name.equals("*/*") ? 0 : -1;
        }
    }

    /** @param headers all of the name, in their order */
    static Accepted of(@Nullable Enumeration<String> headers) {
        List<Range> ranges = new ArrayList<>();
        if (headers != null) {
            for (String header : Collections.list(headers)) {
                for (String element : header.split(",", -1)) {
                    String[] parts = element.split(";", -1);
                    String name = parts[0].strip().toLowerCase(Locale.ROOT);
                    if (!name.isEmpty()) {
                        ranges.add(new Range(name, weight(parts)));
                    }
                }
            }
        }
        return new Accepted(ranges);
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replaceAll("\\s", "").toLowerCase(Locale.ROOT);
            if (parameter.matches("q=(0(\\.[0-9]*)?|1(\\.0*)?|\\.[0-9]+)")) {
                return Double.parseDouble(parameter.substring(2));
            }
        }
        return 1;
    }

    /** Whether a coding is taken: it is named, or all are, and not forbidden. */
    boolean takes(String coding) {
        Range meant = meant(coding);
        return meant != null && meant.weight() > 0;
    }

    /** What a name falls under: what says so most exactly. */
    private @Nullable Range meant(String name) {
        Range meant = null;
        for (Range range : ranges) {
            if (range.exactness(name) > (meant == null ? -1 : meant.exactness(name))) {
                meant = range;
            }
        }
        return meant;
    }

    /**
     * The media type that suits best: of the highest weight; among equals the one that is asked for most exactly, then what is named first, then
     * what is offered first. Who says nothing takes all.
     *
     * @return null when none is taken
     */
    @Nullable
    String best(String... offered) {
        String best = null;
        Range found = null;
        for (String type : offered) {
            Range meant = ranges.isEmpty() ? new Range(type, 1) : meant(type);
            if (meant != null && meant.weight() > 0 && (found == null || better(meant, type, found, best))) {
                best = type;
                found = meant;
            }
        }
        return best;
    }

    private boolean better(Range range, String type, Range than, @Nullable String thanType) {
        if (range.weight() != than.weight() || thanType == null) {
            return range.weight() > than.weight();
        }
        int exactness = range.exactness(type) - than.exactness(thanType);
        return exactness > 0 || (exactness == 0 && ranges.indexOf(range) < ranges.indexOf(than));
    }
}
