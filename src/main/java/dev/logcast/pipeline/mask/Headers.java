package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Detector.Finder;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Headers of HTTP that carry secrets, as they are written on the wire, in JSON, by {@code curl} and in maps. */
final class Headers {
    static final Detector AUTHORIZATION =
            new Detector("authorization", List.of("authorization", "authentication-info"), Headers::authorization);
    static final Detector COOKIE = new Detector("cookie", List.of("cookie"), Headers::cookie);

    /** Schemes (RFC 9110, section 11) whose credentials are one token. */
    private static final Set<String> ONE_TOKEN =
            Set.of("basic", "bearer", "token", "negotiate", "ntlm", "apikey", "key", "dpop", "splunk", "genie-key");

    private static final Set<String> MANY =
            Set.of("digest", "aws4-hmac-sha256", "hawk", "oauth", "sharedkey", "signature", "mac");

    private Headers() {}

    /** Where the value of a header begins whose name ends here; -1 when none follows. */
    private static int valueStart(String text, int nameEnd) {
        int at = Chars.skipBlanks(text, Quote.at(text, nameEnd).end());
        if (at == text.length() || (text.charAt(at) != ':' && text.charAt(at) != '=')) {
            return -1;
        }
        at = Chars.skipBlanks(text, at + 1);
        return at < text.length() && text.charAt(at) == '[' ? at + 1 : at;
    }

    private static boolean isName(String text, int start, int end) {
        return (start == 0 || !Chars.WORD.has(text.charAt(start - 1)))
                && (end == text.length() || !Chars.IDENTIFIER.has(text.charAt(end)));
    }

    private static long authorization(String text, int start, int end) {
        int at = isName(text, start, end) ? valueStart(text, end) : -1;
        if (at < 0) {
            return Finder.NOTHING;
        }
        Quote open = Quote.at(text, at);
        int from = open.end();
        int scheme = Chars.end(text, from, c -> Chars.isAlphanumeric(c) || c == '-');
        String word = text.substring(from, Math.min(scheme, from + 20)).toLowerCase(Locale.ROOT);
        boolean many = MANY.contains(word);
        boolean one = ONE_TOKEN.contains(word);
        int credentials = many || one ? Chars.skipBlanks(text, scheme) : from;
        int to;
        if (!open.none()) {
            to = open.close(text, from);
        } else if (many) {
            to = Chars.lineEnd(text, credentials);
        } else {
            to = Chars.end(text, credentials, c -> Chars.TOKEN.has(c) || c == ':' || c == '%' || c == '*');
        }
        boolean said = !one && !many && prose(text, credentials, to);
        boolean hidden = to - credentials == 3 && text.startsWith("***", credentials);
        return said || hidden ? Finder.NOTHING : Finder.span(credentials, Math.max(credentials, to));
    }

    /** Whether what stands there without a scheme is a word of a sentence rather than a secret. */
    private static boolean prose(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return to - from < 20;
    }

    /** All cookies of the header: names of cookies are no use without their values. */
    private static long cookie(String text, int start, int end) {
        int nameStart = start >= 4 && text.regionMatches(true, start - 4, "set-", 0, 4) ? start - 4 : start;
        int nameEnd = end < text.length() && (text.charAt(end) == '2' || text.charAt(end) == 's') ? end + 1 : end;
        int at = isName(text, nameStart, nameEnd) ? valueStart(text, nameEnd) : -1;
        if (at < 0) {
            return Finder.NOTHING;
        }
        Quote open = Quote.at(text, at);
        int from = open.end();
        int name = Chars.end(text, from, c -> Chars.IDENTIFIER.has(c) || "!#$%&*+^`|~".indexOf(c) >= 0);
        if (name == from || name == text.length() || text.charAt(name) != '=' || text.startsWith("***", from)) {
            return Finder.NOTHING;
        }
        return Finder.span(from, open.none() ? unquotedEnd(text, from) : open.close(text, from));
    }

    /** The end of the line, or of the map or argument that the header stands in. */
    private static int unquotedEnd(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Chars.endsLine(c) || c == ']' || c == '}' || c == '"' || c == '\'') {
                return at;
            }
        }
        return text.length();
    }
}
