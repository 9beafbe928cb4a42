package dev.logcast.source.multiline;

import dev.logcast.line.Ascii;

/** Lines of a Ruby backtrace that are not indented. */
final class RubyTrace {
    private RubyTrace() {}

    /** {@code /app/orders.rb:10:in 'Orders#take'}, with or without what was raised there. */
    static boolean isPlace(String line) {
        int in = line.indexOf(":in ");
        if (in < 3 || in + 4 >= line.length() || "'`".indexOf(line.charAt(in + 4)) < 0) {
            return false;
        }
        int digits = in;
        while (digits > 0 && Ascii.isDigit(line.charAt(digits - 1))) {
            digits--;
        }
        return digits < in && digits > 1 && line.charAt(digits - 1) == ':';
    }

    /** One that says what was raised is the first of its trace. */
    static boolean isFrame(String line) {
        return line.endsWith("'") && isPlace(line) && line.indexOf("': ") < 0;
    }

    /** {@code RuntimeError (no stock):}, as Rails writes it. */
    static boolean isRaised(String line) {
        if (!line.endsWith("):") || !Ascii.isUpper(line.charAt(0))) {
            return false;
        }
        int end = 0;
        while (Ascii.isWord(line.charAt(end)) || line.charAt(end) == ':') {
            end++;
        }
        return line.startsWith(" (", end);
    }
}
