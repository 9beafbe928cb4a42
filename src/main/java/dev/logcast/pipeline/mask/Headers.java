package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Single;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Headers of HTTP that carry secrets, as they are written on the wire, in JSON, by {@code curl} and in maps. */
final class Headers {
    static final Detector AUTHORIZATION =
            Detector.of("authorization", List.of("authorization", "authentication-info"), Headers::authorization);
    static final Detector COOKIE = new Detector("cookie", List.of("cookie"), Headers::cookie);

    /** Schemes (RFC 9110, section 11) whose credentials are one token. */
    private static final Set<String> ONE_TOKEN = Set.of(
            "basic",
            "bearer",
            "token",
            "negotiate",
            "ntlm",
            "apikey",
            "key",
            "dpop",
            "splunk",
            "genie-key",
            "geniekey",
            "bot");

    private static final Set<String> MANY =
            Set.of("digest", "aws4-hmac-sha256", "hawk", "oauth", "sharedkey", "signature", "mac");

    private static final Chars.Kind SCHEME = c -> Chars.isAlphanumeric(c) || c == '-';
    private static final Chars.Kind CREDENTIALS = c -> Chars.TOKEN.has(c) || "=:%*".indexOf(c) >= 0;
    private static final Chars.Kind COOKIE_NAME = c -> Chars.IDENTIFIER.has(c) || "!#$%&*+^`|~".indexOf(c) >= 0;
    private static final Chars.Kind COOKIES = c -> Chars.OF_LINE.has(c) && "]}\"'".indexOf(c) < 0;
    private static final int LONGEST_COOKIE_NAME = 256;

    private static final int LEAST_TOKEN = 20;

    private Headers() {}

    /** Where the value of a header begins whose name ends here; -1 when none follows. */
    private static int valueStart(Text text, int nameEnd) {
        int closed = Quote.at(text, nameEnd).end();
        int at = text.skipBlanks(closed);
        if (closed > nameEnd && text.at(at) == ',') {
            int next = text.skipSpace(at + 1);
            int field = Siblings.field(text, next);
            Quote open = Declarations.string(text, next);
            boolean value = !open.none() && !Siblings.isName(text, open);
            return field >= 0 ? field : value ? Declarations.unwrapped(text, next) : -1;
        }
        if (text.at(at) != ':' && text.at(at) != '=') {
            // As servers are told to set them.
            return at > nameEnd && closed == nameEnd && !Quote.at(text, at).none() ? at : -1;
        }
        at++;
        return text.skipBlanks(text.at(at) == '>' ? at + 1 : at);
    }

    private static int intoList(Text text, int at) {
        return text.at(at) == '[' ? text.skipBlanks(at + 1) : at;
    }

    private static boolean isName(Text text, int start, int end) {
        return (!Chars.isAlphanumeric(text.at(start - 1)) || text.behindEscape(start))
                && !Chars.IDENTIFIER.has(text.at(end));
    }

    private static long authorization(Text text, int start, int end) {
        int at = isName(text, start, end) ? valueStart(text, end) : -1;
        if (at < 0) {
            return Single.NOTHING;
        }
        Quote open = Quote.at(text, intoList(text, at));
        int from = open.end();
        int scheme = text.end(from, SCHEME, 20);
        String word = text.substring(from, scheme).toLowerCase(Locale.ROOT);
        boolean many = MANY.contains(word);
        boolean one = ONE_TOKEN.contains(word) || ofOwnScheme(text, scheme);
        int credentials = many || one ? text.skipBlanks(scheme) : from;
        int to;
        if (!open.none()) {
            to = open.close(text, from);
        } else if (many) {
            to = text.escapedLineEnd(credentials);
        } else {
            to = text.end(credentials, CREDENTIALS);
        }
        // In a list, what stands next may be another name.
        boolean listed = text.at(at - 1) != ':'
                && text.at(text.skipBlanks(Quote.at(text, end).end())) == ',';
        boolean said = !one && !many && (listed ? !isKey(text, credentials, to) : prose(text, credentials, to));
        return said ? Single.NOTHING : Single.span(credentials, Math.max(credentials, to));
    }

    /** A scheme of a service's own, and a token. */
    private static boolean ofOwnScheme(Text text, int scheme) {
        int from = text.skipBlanks(scheme);
        int to = text.end(from, CREDENTIALS);
        return from > scheme && to - from >= LEAST_TOKEN && text.hasDigit(from, to);
    }

    private static boolean isKey(Text text, int from, int to) {
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        return text.hasDigit(from, to) && Values.looksSecret(value);
    }

    /** Whether what stands there without a scheme is a word of a sentence rather than a secret. */
    private static boolean prose(Text text, int from, int to) {
        return to - from < 20 && !text.hasDigit(from, to);
    }

    /** All cookies of the header: names of cookies are no use without their values. */
    private static void cookie(Text text, int start, int end) {
        int nameStart = start >= 4 && text.says("set-", start - 4) ? start - 4 : start;
        int nameEnd = text.at(end) == '2' || text.at(end) == 's' ? end + 1 : end;
        int at = isName(text, nameStart, nameEnd) ? valueStart(text, nameEnd) : -1;
        if (at < 0) {
            return;
        }
        if (text.at(at) == '{' || text.at(at) == '[') {
            Structure.hide(text, at, SecretNames.Use.SESSION);
        }
        Quote open = Quote.at(text, intoList(text, at));
        int from = open.end();
        int name = text.end(from, COOKIE_NAME, LONGEST_COOKIE_NAME);
        if (name > from && text.at(name) == '=' && !text.startsWith("***", from)) {
            text.hide(
                    from,
                    open.none()
                            ? Math.min(text.end(from, COOKIES), text.escapedLineEnd(from))
                            : open.close(text, from));
        }
    }
}
