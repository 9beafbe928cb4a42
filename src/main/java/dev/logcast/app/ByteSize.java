package dev.logcast.app;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them, decimal: {@code 64MB} is 64,000,000 bytes. */
final class ByteSize {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,12}) ?([kmgt]?)b?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "kmgt";

    private ByteSize() {}

    static OptionalLong parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long bytes = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2).toLowerCase(Locale.ROOT);
        for (int i = unit.isEmpty() ? 0 : UNITS.indexOf(unit) + 1; i > 0; i--) {
            if (bytes > Long.MAX_VALUE / 1000) {
                return OptionalLong.empty();
            }
            bytes *= 1000;
        }
        return OptionalLong.of(bytes);
    }

    static String format(long bytes) {
        int unit = 0;
        long rest = bytes;
        while (rest >= 1000 && rest % 1000 == 0 && unit < UNITS.length()) {
            rest /= 1000;
            unit++;
        }
        return rest + (unit == 0 ? "B" : new String[] {"kB", "MB", "GB", "TB"}[unit - 1]);
    }
}
