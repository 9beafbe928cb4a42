package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Detector.Finder;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Values whose names say that they are secret: {@code password=…}, {@code "client_secret":"…"}, {@code DB_PASSWORD: …},
 * {@code &access_token=…}, {@code --password …}, {@code <password>…</password>}, {@code "name":"API_KEY","value":"…"}. What the name
 * ends in decides, so that {@code password_policy} and {@code tokens} are none. Names that often are of something else, such as
 * {@code token}, need a value that looks like a secret; prose such as {@code Invalid password: too short} is left alone.
 */
final class KeyedSecrets {
    private static final int MAX_NAME = 80;
    private static final int LEAST_WEAK = 6;
    private static final int LONG = 20;

    private static final List<String> STRONG = List.of(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "passwort",
            "pwd",
            "secret",
            "apikey",
            "secretkey",
            "secretkeybase",
            "accesskey",
            "privatekey",
            "accountkey",
            "signingkey",
            "encryptionkey",
            "masterkey",
            "accesstoken",
            "refreshtoken",
            "idtoken",
            "authtoken",
            "sessiontoken",
            "securitytoken",
            "apitoken");

    private static final List<String> WEAK = List.of("token", "credential", "credentials", "authkey");

    /** Secret in the query of an address only. */
    private static final List<String> SIGNATURES = List.of("signature", "sig");

    /** What is said of a secret, and stands where one would. */
    private static final Set<String> NO_SECRETS = Set.of(
            "true",
            "false",
            "null",
            "nil",
            "none",
            "undefined",
            "yes",
            "no",
            "on",
            "off",
            "ok",
            "empty",
            "unset",
            "set",
            "not",
            "unknown",
            "redacted",
            "hidden",
            "masked",
            "filtered",
            "changed",
            "reset",
            "expired",
            "invalid",
            "valid",
            "incorrect",
            "correct",
            "wrong",
            "missing",
            "required",
            "optional",
            "failed",
            "failure",
            "success",
            "rejected",
            "accepted",
            "denied",
            "disabled",
            "enabled",
            "mismatch",
            "matched",
            "updated",
            "created",
            "deleted",
            "rotated",
            "revoked",
            "present",
            "absent",
            "string",
            "str",
            "text",
            "varchar",
            "char",
            "bool",
            "boolean",
            "int",
            "integer",
            "number",
            "object",
            "array",
            "bytes",
            "default",
            "n/a",
            "is",
            "was",
            "has",
            "must",
            "should",
            "cannot",
            "for",
            "the",
            "a",
            "an",
            "bad",
            "too",
            "weak",
            "strong",
            "plain",
            "hashed",
            "encrypted",
            "provided",
            "env",
            "vault",
            "file",
            "prompt",
            "basic",
            "bearer",
            "ldap",
            "sso");

    static final Detector PASSWORD = new Detector(
            "secret",
            List.of(
                    "pass",
                    "pwd",
                    "secret",
                    "token",
                    "apikey",
                    "api_key",
                    "api-key",
                    "api.key",
                    "accesskey",
                    "access_key",
                    "access-key",
                    "privatekey",
                    "private_key",
                    "private-key",
                    "accountkey",
                    "account_key",
                    "signingkey",
                    "signing_key",
                    "signing-key",
                    "encryptionkey",
                    "encryption_key",
                    "encryption-key",
                    "masterkey",
                    "master_key",
                    "master-key",
                    "auth_key",
                    "authkey",
                    "credential",
                    "signature=",
                    "sig="),
            KeyedSecrets::find);

    static final Detector IDENTIFIED_BY =
            new Detector("secret", List.of("identified by"), KeyedSecrets::findIdentifiedBy);

    /** How a name is used. */
    private enum Use {
        NONE,
        WEAK,
        PASS,
        STRONG
    }

    private KeyedSecrets() {}

    private static long find(String text, int literalStart, int literalEnd) {
        int nameEnd = literalEnd;
        if (text.charAt(literalEnd - 1) == '=') {
            nameEnd--;
        } else {
            nameEnd = Chars.end(text, literalEnd, Chars.IDENTIFIER);
        }
        int nameStart = Chars.start(text, literalStart, Chars.IDENTIFIER, MAX_NAME);
        while (nameEnd > literalEnd && text.charAt(nameEnd - 1) == '.') {
            nameEnd--;
        }
        if (nameEnd == text.length() || nameEnd - nameStart > MAX_NAME) {
            return Finder.NOTHING;
        }
        char before = nameStart == 0 ? ' ' : text.charAt(nameStart - 1);
        Use use = use(text, nameStart, nameEnd, before);
        if (use == Use.NONE) {
            return Finder.NOTHING;
        }
        int optionStart = Chars.end(text, nameStart, c -> c == '-');
        boolean option = optionStart > nameStart && !Chars.WORD.has(before);
        boolean pwd = text.regionMatches(true, nameEnd - 3, "pwd", 0, 3);
        return value(text, nameEnd, before, use, option, pwd);
    }

    private static long value(String text, int nameEnd, char before, Use use, boolean option, boolean path) {
        Quote quote = Quote.at(text, nameEnd);
        int at = Chars.skipBlanks(text, quote.end());
        char separator = at < text.length() ? text.charAt(at) : '\n';
        boolean prose = false;
        if (separator == '=' || separator == ':') {
            prose = separator == ':' && quote.none() && at == nameEnd;
            at++;
            char next = at < text.length() ? text.charAt(at) : '\n';
            if (separator == '=' && (next == '=' || next == '~')) {
                return Finder.NOTHING;
            }
            if ((separator == '=' && next == '>') || (separator == ':' && next == '=')) {
                at++;
                prose = false;
            } else if (separator == ':' && next == ':') {
                return Finder.NOTHING;
            }
            prose &= at < text.length() && Chars.isBlank(text.charAt(at));
        } else if (separator == '>' && before == '<') {
            return element(text, at + 1);
        } else if (!quote.none()) {
            at = valueField(text, quote.end());
            if (at < 0) {
                return Finder.NOTHING;
            }
        } else if (at > nameEnd && (separator == '\'' || (option && separator != '-'))) {
            prose = false;
        } else {
            return Finder.NOTHING;
        }
        at = Chars.skipBlanks(text, at);
        boolean list = at < text.length() && text.charAt(at) == '[';
        Quote open = Quote.at(text, list ? at + 1 : at);
        int from = open.end();
        int to = open.none() ? bareEnd(text, from) : open.close(text, from);
        if (to == from
                || !secret(text, from, to, use, path)
                || (list && text.substring(from, to).indexOf(' ') >= 0)) {
            return Finder.NOTHING;
        }
        return prose && open.none() && proseFollows(text, from, to) ? Finder.NOTHING : Finder.span(from, to);
    }

    /** Behind a quoted name that is itself a value, the place of the value that goes with it; -1 when there is none. */
    private static int valueField(String text, int nameEnd) {
        int at = nameEnd;
        while (at < text.length() && (Chars.isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
            at++;
        }
        at = Quote.at(text, at).end();
        if (!text.regionMatches(true, at, "value", 0, 5)) {
            return -1;
        }
        at = Chars.skipBlanks(text, Quote.at(text, at + 5).end());
        return at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '=') ? at + 1 : -1;
    }

    private static long element(String text, int from) {
        int to = text.indexOf('<', from);
        return to <= from || !secret(text, from, to, Use.STRONG, false) ? Finder.NOTHING : Finder.span(from, to);
    }

    private static long findIdentifiedBy(String text, int start, int end) {
        int at = Chars.skipBlanks(text, end);
        if (text.regionMatches(true, at, "password ", 0, 9)) {
            at = Chars.skipBlanks(text, at + 9);
        }
        Quote open = Quote.at(text, at);
        return open.none() ? Finder.NOTHING : Finder.span(open.end(), open.close(text, open.end()));
    }

    private static Use use(String text, int start, int end, char before) {
        StringBuilder name = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Chars.isAlphanumeric(c)) {
                name.append(Character.toLowerCase(c));
            }
        }
        if (endsWith(name, STRONG)) {
            return Use.STRONG;
        }
        if (endsWith(name, WEAK)) {
            return Use.WEAK;
        }
        if (before == '?' || before == '&' || before == ';') {
            return endsWith(name, SIGNATURES) ? Use.WEAK : Use.NONE;
        }
        return pass(text, start, end) ? Use.PASS : Use.NONE;
    }

    private static boolean endsWith(StringBuilder name, List<String> words) {
        for (String word : words) {
            if (name.length() >= word.length() && name.indexOf(word, name.length() - word.length()) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** {@code pass} as the last of several words, or as the only one: {@code DB_PASS}, {@code userPass}, {@code pass}. */
    private static boolean pass(String text, int start, int end) {
        int word = end - 4;
        if (word < start || !text.regionMatches(true, word, "pass", 0, 4)) {
            return false;
        }
        char first = text.charAt(word);
        return word == start
                || !Chars.isAlphanumeric(text.charAt(word - 1))
                || (first == 'P' && Character.isLowerCase(text.charAt(word - 1)));
    }

    private static boolean secret(String text, int from, int to, Use use, boolean path) {
        char first = text.charAt(from);
        String value = text.substring(from, Math.min(to, from + 64));
        if (placeholder(value) || NO_SECRETS.contains(value.toLowerCase(Locale.ROOT)) || (path && first == '/')) {
            return false;
        }
        return switch (use) {
            case NONE -> false;
            case WEAK -> looksSecret(value);
            // Tests pass and fail by numbers.
            case PASS -> value.length() > 5 || !value.chars().allMatch(c -> Ascii.isDigit((char) c));
            case STRONG -> true;
        };
    }

    /** {@code ***}, {@code ${PASSWORD}}, {@code <secret>}, {@code {{ token }}}, {@code %s}, {@code [FILTERED]} and what is no value at all. */
    static boolean placeholder(String value) {
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        boolean bracketed =
                (first == '<' && last == '>') || (first == '[' && last == ']') || (first == '{' && last == '}');
        boolean variable = first == '$' && value.length() > 1 && (value.charAt(1) == '{' || value.charAt(1) == '(');
        boolean format = first == '%' && value.length() == 2;
        return bracketed || variable || format || value.chars().allMatch(c -> "*.xX#-_?|>{[($".indexOf(c) >= 0);
    }

    private static boolean looksSecret(String value) {
        if (value.length() < LEAST_WEAK) {
            return false;
        }
        int digits = 0;
        int capitals = 0;
        int small = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Chars.isBlank(c)) {
                return false;
            }
            digits += Ascii.isDigit(c) ? 1 : 0;
            capitals += i > 0 && c >= 'A' && c <= 'Z' ? 1 : 0;
            small += c >= 'a' && c <= 'z' ? 1 : 0;
        }
        return digits == value.length()
                ? digits > 9
                : digits > 0 || (capitals > 0 && small > 0) || value.length() >= LONG;
    }

    /** Where a value without quotes ends: at a blank, or at a sign behind which the next thing begins. */
    private static int bareEnd(String text, int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Chars.isBlank(c) || Chars.endsLine(c) || c == '<' || (c == '&' && at > start)) {
                return at;
            }
            if (",;)}]\"'|\\>".indexOf(c) >= 0 && endsAt(text, at + 1)) {
                return at;
            }
            at++;
        }
        return at;
    }

    private static boolean endsAt(String text, int next) {
        if (next >= text.length()) {
            return true;
        }
        char c = text.charAt(next);
        if (Chars.isBlank(c) || Chars.endsLine(c) || ",;)}]\"'>".indexOf(c) >= 0) {
            return true;
        }
        int name = Chars.end(text, next, Chars.IDENTIFIER);
        return name > next && name < text.length() && (text.charAt(name) == '=' || text.charAt(name) == ':');
    }

    /** A word of small letters, and then more of them: a sentence. */
    private static boolean proseFollows(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && !(c == '\'' || (i == to - 1 && ".,;:!?".indexOf(c) >= 0))) {
                return false;
            }
        }
        int next = Chars.skipBlanks(text, to);
        int nextEnd = Chars.end(text, next, Chars.IDENTIFIER);
        boolean pair = nextEnd < text.length() && (text.charAt(nextEnd) == '=' || text.charAt(nextEnd) == ':');
        return next > to && nextEnd > next && !pair;
    }
}
