package dev.logcast.pipeline.format.structured;

import dev.logcast.line.Ascii;
import dev.logcast.line.ExactNumber;
import org.jspecify.annotations.Nullable;

/** Numbers by the grammar of JSON (RFC 8259, section 6). */
public final class JsonNumbers {
    /** Up to which a double holds every whole number. */
    private static final long EXACT = 1L << 53;

    /** So many digits are a double's at most. */
    private static final int DOUBLE_DIGITS = 17;

    private static final int LONGEST = 400;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private JsonNumbers() {}

    /** A Long, a Double, or an {@link ExactNumber} where neither holds it; null for a text that is no number. */
    public static @Nullable Object of(String text, int start, int end) {
        int i = start;
        boolean negative = i < end && text.charAt(i) == '-';
        if (negative) {
            i++;
        }
        int first = i;
        long mantissa = 0;
        int digits = 0;
        while (i < end && Ascii.isDigit(text.charAt(i))) {
            if (digits < 18) {
                mantissa = mantissa * 10 + text.charAt(i) - '0';
            }
            digits++;
            i++;
        }
        if (digits == 0 || (digits > 1 && text.charAt(first) == '0')) {
            return null;
        }
        if (i == end) {
            return digits <= 18 ? Long.valueOf(negative ? -mantissa : mantissa) : big(text, start, end);
        }
        int fraction = 0;
        if (text.charAt(i) == '.') {
            i++;
            while (i < end && Ascii.isDigit(text.charAt(i))) {
                if (digits < 18) {
                    mantissa = mantissa * 10 + text.charAt(i) - '0';
                }
                digits++;
                fraction++;
                i++;
            }
            if (fraction == 0) {
                return null;
            }
        }
        if (i == end) {
            if (digits <= 18 && mantissa <= EXACT && fraction < POWERS.length) {
                // Exact by Clinger's fast path: both sides are doubles without loss.
                double value = mantissa / POWERS[fraction];
                return negative ? -value : value;
            }
        } else if (!isExponent(text, i, end)) {
            return null;
        }
        return wide(text, start, end, digits);
    }

    private static boolean isExponent(String text, int start, int end) {
        int i = start;
        if ((text.charAt(i) | 0x20) != 'e') {
            return false;
        }
        i++;
        if (i < end && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        int first = i;
        while (i < end && Ascii.isDigit(text.charAt(i))) {
            i++;
        }
        return i == end && i > first;
    }

    private static Object big(String text, int start, int end) {
        String written = text.substring(start, end);
        if (end - start <= 20) {
            try {
                return Long.valueOf(written);
            } catch (NumberFormatException e) {
                return new ExactNumber(written);
            }
        }
        return new ExactNumber(written);
    }

    private static Object wide(String text, int start, int end, int digits) {
        String written = text.substring(start, end);
        if (digits <= DOUBLE_DIGITS && end - start < LONGEST) {
            double value = Double.parseDouble(written);
            if (!Double.isInfinite(value) && value != 0) {
                return value;
            }
        }
        return new ExactNumber(written);
    }
}
