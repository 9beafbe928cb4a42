package dev.logcast.query;

import dev.logcast.line.Ascii;
import dev.logcast.line.ExactNumber;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number, a duration such as {@code 250ms} or {@code 1h30m}, or a size such as {@code 10kB} or {@code 4KiB}.
 *
 * @param amount of a duration in nanoseconds, of a size in bytes
 */
record Quantity(Kind kind, BigDecimal amount) {
    enum Kind {
        NUMBER,
        DURATION,
        SIZE
    }

    /** Longer texts are none, nor is what has a larger exponent: a comparison would take its time. */
    private static final int MAX_LENGTH = 64;

    private static final int MAX_EXPONENT = 400;

    private static final Map<String, Long> DURATIONS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("µs", 1_000L),
            Map.entry("μs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("sec", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("min", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("w", 604_800_000_000_000L));

    private static final Map<String, Long> SIZES = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    /** What the name of a field says of the unit of its plain numbers, by its end. */
    private static final Map<String, String> NAMED = Map.of(
            "ms", "ms",
            "millis", "ms",
            "s", "s",
            "sec", "s",
            "secs", "s",
            "seconds", "s",
            "us", "us",
            "micros", "us",
            "ns", "ns",
            "nanos", "ns");

    /** Null for a text that is none. */
    static @Nullable Quantity parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        BigDecimal sum = null;
        int at = 0;
        while (at < text.length()) {
            int end = numberEnd(text, at, at == 0);
            BigDecimal number = number(text, at, end);
            if (number == null) {
                return null;
            }
            at = end;
            while (at < text.length()
                    && (Character.isLetter(text.charAt(at)) || (at == end && text.charAt(at) == ' '))) {
                at++;
            }
            String unit = text.substring(end, at).strip();
            if (sum == null && at == text.length() && unit.isEmpty()) {
                return at == end ? new Quantity(Kind.NUMBER, number) : null;
            }
            Long size = SIZES.get(lowerCase(unit));
            if (sum == null && at == text.length() && size != null) {
                return new Quantity(Kind.SIZE, number.multiply(BigDecimal.valueOf(size)));
            }
            Long nanos = DURATIONS.get(unit);
            if (nanos == null) {
                return null;
            }
            BigDecimal part = number.multiply(BigDecimal.valueOf(nanos));
            sum = sum == null ? part : sum.signum() < 0 ? sum.subtract(part) : sum.add(part);
        }
        return sum == null ? null : new Quantity(Kind.DURATION, sum);
    }

    /** The quantity of a field's value, a text, a number or something else; null where it is none. */
    static @Nullable Quantity of(Object value) {
        if (value instanceof Long number) {
            return new Quantity(Kind.NUMBER, BigDecimal.valueOf(number));
        } else if (value instanceof Double number) {
            return Double.isFinite(number) ? new Quantity(Kind.NUMBER, BigDecimal.valueOf(number)) : null;
        }
        if (value instanceof ExactNumber number) {
            return parse(number.text());
        }
        return value instanceof String text ? parse(text) : null;
    }

    /**
     * Compares a field's value with this one. Numbers without a unit are bytes to a size, and to a duration what the end of the field's
     * name says: {@code _ms}, {@code Seconds} …
     *
     * @return null where the two have nothing in common
     */
    @Nullable
    Integer compareToField(Quantity value, String field) {
        Quantity same = value.as(kind, field);
        return same == null ? null : same.amount.compareTo(amount);
    }

    private @Nullable Quantity as(Kind wanted, String field) {
        if (kind == wanted) {
            return this;
        } else if (kind == Kind.NUMBER && wanted == Kind.SIZE) {
            return new Quantity(Kind.SIZE, amount);
        } else if (kind == Kind.NUMBER && wanted == Kind.DURATION) {
            Long nanos = DURATIONS.get(NAMED.getOrDefault(lastWord(field), ""));
            return nanos == null ? null : new Quantity(Kind.DURATION, amount.multiply(BigDecimal.valueOf(nanos)));
        }
        return null;
    }

    /** {@code ms} of {@code took_ms}, {@code http.ms}, {@code tookMs} and {@code ms}. */
    private static String lastWord(String name) {
        if (name.equals("duration") || name.equals("request_time")) {
            return "s"; // as in OpenTelemetry's conventions, and nginx
        }
        int start = name.length();
        while (start > 0 && Character.isLetter(name.charAt(start - 1))) {
            start--;
            if (Character.isUpperCase(name.charAt(start))) {
                break;
            }
        }
        return lowerCase(name.substring(start));
    }

    private static String lowerCase(String text) {
        return Folding.fold(text);
    }

    private static int numberEnd(String text, int start, boolean signed) {
        int at = start;
        if (signed && at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        at = Ascii.digitsEnd(text, at);
        if (at < text.length() && text.charAt(at) == '.') {
            at = Ascii.digitsEnd(text, at + 1);
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
                exponent++;
            }
            int end = Ascii.digitsEnd(text, exponent);
            return end > exponent ? end : at;
        }
        return at;
    }

    private static @Nullable BigDecimal number(String text, int start, int end) {
        if (start == end) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.substring(start, end));
            return Math.abs((long) number.scale()) > MAX_EXPONENT ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
