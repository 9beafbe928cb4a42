package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Detector.Single;
import java.util.List;

/** Parts of texts that tell of people and are hidden on request only: it is often what a log is read for. */
final class Personal {
    static final Detector EMAIL = Detector.of("email", List.of("@"), Personal::email);
    static final Detector IP =
            Detector.of("ip", List.of("0.0", "::", ":0", ":a", ":b", ":c", ":d", ":e", ":f"), Personal::ip);
    static final Detector PHONE = Detector.of("phone", List.of("+0", "(0", "00000000000"), Personal::phone);

    private static final Chars.Kind LOCAL = c -> Chars.isAlphanumeric(c) || "._%+-".indexOf(c) >= 0;
    private static final Chars.Kind DOMAIN = c -> Chars.isAlphanumeric(c) || c == '.' || c == '-';
    private static final Chars.Kind DOTTED = c -> Ascii.isDigit(c) || c == '.';
    private static final Chars.Kind COLONS = c -> Chars.HEX.has(c) || c == ':' || c == '.';
    private static final Chars.Kind PHONE_PART = c -> Ascii.isDigit(c) || " -()./".indexOf(c) >= 0;

    private static final Chars.Kind NO_DOT = c -> c != '.';

    /** RFC 1035, section 2.3.4. */
    private static final int MOST_DOMAIN = 255;

    private static final int LONGEST_PHONE = 40;

    private Personal() {}

    private static long email(Text text, int start, int end) {
        int from = text.start(start, LOCAL, 64);
        int to = text.end(end, DOMAIN, MOST_DOMAIN);
        while (to > end && !Chars.isAlphanumeric(text.charAt(to - 1))) {
            to--;
        }
        int dot = text.start(to, NO_DOT, to - end) - 1;
        boolean domain = dot > end && to - dot > 2 && !Ascii.isDigit(text.charAt(to - 1));
        return from < start && domain ? Single.span(from, to) : Single.NOTHING;
    }

    private static long ip(Text text, int start, int end) {
        return text.charAt(start) == ':' ? ipv6(text, start) : ipv4(text, start);
    }

    private static long ipv4(Text text, int start) {
        int from = text.start(start + 1, DOTTED, 15);
        int to = text.end(from, DOTTED, 17);
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        String[] parts = text.substring(from, Math.min(to, from + 17)).split("\\.", -1);
        if (parts.length != 4 || !alone(text, from, to)) {
            return Single.NOTHING;
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || Integer.parseInt(part) > 255) {
                return Single.NOTHING;
            }
        }
        return Single.span(from, to);
    }

    private static boolean alone(Text text, int from, int to) {
        char before = from == 0 ? ' ' : text.charAt(from - 1);
        char after = to == text.length() ? ' ' : text.charAt(to);
        return !Chars.WORD.has(before) && before != '.' && before != '-' && !Chars.WORD.has(after) && after != '-';
    }

    /** RFC 4291: up to eight groups of up to four digits, of which a run of zeros may be left out once. */
    private static long ipv6(Text text, int start) {
        int from = text.start(start, COLONS, 45);
        int to = text.end(start, COLONS, 47);
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        if (to - from > 45 || to - from < 3 || !alone(text, from, to)) {
            return Single.NOTHING;
        }
        String address = text.substring(from, to);
        int compressed = address.indexOf("::");
        if (address.indexOf("::", compressed + 1) >= 0 && compressed >= 0) {
            return Single.NOTHING;
        }
        int groups = 0;
        int letters = 0;
        for (String group : address.split(":", -1)) {
            if (group.length() > 4 && group.indexOf('.') < 0) {
                return Single.NOTHING;
            }
            groups += group.isEmpty() ? 0 : group.indexOf('.') > 0 ? 2 : 1;
            letters += group.isEmpty() ? 0 : 1;
        }
        return (groups == 8 && compressed < 0) || (compressed >= 0 && groups < 8 && letters > 0)
                ? Single.span(from, to)
                : Single.NOTHING;
    }

    /** With a country code, or eleven digits that begin as mobile numbers in China do. */
    private static long phone(Text text, int start, int end) {
        boolean international = text.charAt(start) == '+';
        if (!international && text.charAt(start) != '(') {
            boolean mobile = text.charAt(start) == '1' && text.charAt(start + 1) >= '3';
            boolean alone = (start == 0 || (!Chars.WORD.has(text.charAt(start - 1)) && text.charAt(start - 1) != '.'))
                    && (end == text.length() || (!Chars.WORD.has(text.charAt(end)) && text.charAt(end) != '.'));
            return mobile && alone ? Single.span(start, end) : Single.NOTHING;
        }
        if (start > 0 && Chars.WORD.has(text.charAt(start - 1))) {
            return Single.NOTHING;
        }
        int at = start + 1;
        int to = at;
        int digits = 0;
        for (; at < start + LONGEST_PHONE && PHONE_PART.has(text.at(at)); at++) {
            if (Ascii.isDigit(text.charAt(at))) {
                digits++;
                to = at + 1;
            } else if (at > 0 && Chars.isBlank(text.charAt(at)) && Chars.isBlank(text.charAt(at - 1))) {
                break;
            }
        }
        boolean number = international ? digits >= 8 && digits <= 15 : digits == 10 && text.at(start + 4) == ')';
        return number ? Single.span(start, to) : Single.NOTHING;
    }
}
