package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Names.Use;
import java.util.Base64;
import java.util.List;

/** What protocols, libraries and devices are told to let somebody in, where its place tells that it is a password and no name does. */
final class Logins {
    /** Credentials of Docker and npm: user and password in base64. */
    static final Detector BASE64 = new Detector("secret", List.of("auth\"", "auth=", "auth\\\""), Logins::base64);

    /** What Redis is told, as it shows it. */
    static final Detector REDIS = new Detector("secret", List.of("\"auth\" "), Logins::redis);

    /** {@code AUTH PLAIN …} (RFC 4954, RFC 9051). */
    static final Detector SASL = new Detector(
            "secret", List.of("auth login ", "auth plain ", "authenticate plain ", "auth xoauth2 "), Logins::sasl);

    /** {@code a001 LOGIN bob …} (RFC 9051). */
    static final Detector IMAP = new Detector("secret", List.of("0 login "), Logins::imap);

    /** Functions whose second argument is the password. */
    static final Detector CALLS = new Detector(
            "secret",
            List.of(
                    "basicauth(",
                    "networkcredential(",
                    "basic_auth(",
                    "credentials.basic(",
                    "auth=(",
                    "passwordcredentials(",
                    "passwordauthentication(",
                    "passwordcredential("),
            Logins::second);

    static final Detector DEVICES = new Detector(
            "secret",
            List.of(
                    "snmp-server community ",
                    "radius-server key ",
                    "tacacs-server key ",
                    "pre-shared-key ",
                    "authentication-key ",
                    "isakmp key ",
                    "key-string "),
            Logins::told);

    /** {@code AUTH …}, as it is typed to Redis. */
    static final Detector TYPED = new Detector("secret", List.of("auth "), Logins::typed);

    /** {@code credentials bob:…}. */
    static final Detector PAIRS = new Detector(
            "secret",
            List.of("credentials ", "credentials=", "credentials: ", "creds ", "creds=", "creds: ", "login ", "login="),
            Logins::pair);

    static final List<Detector> ALL = List.of(BASE64, REDIS, SASL, IMAP, CALLS, DEVICES, TYPED, PAIRS);

    private static final Chars.Kind ACCOUNT = c -> Chars.IDENTIFIER.has(c) || c == '@';

    private static final Chars.Kind NOT_BLANK = c -> c > ' ';
    private static final int LONGEST_WORD = 200;

    private Logins() {}

    private static void hide(Text text, int from, int to, Use use) {
        if (from < to && Values.secret(text.substring(from, Math.min(to, from + Values.SEEN)), use)) {
            text.hide(from, to);
        }
    }

    private static void sasl(Text text, int start, int end) {
        hide(text, end, text.end(end, Chars.BASE64), Use.WEAK);
    }

    private static void imap(Text text, int start, int end) {
        int user = text.end(end, NOT_BLANK, LONGEST_WORD);
        int from = text.skipBlanks(user);
        Quote open = Quote.at(text, from);
        int to = open.none() ? text.bareEnd(from) : open.close(text, open.end());
        if (text.startsWith("LOGIN", start + 2) && user > end && text.lineEnd(to) <= to + 1) {
            hide(text, open.end(), to, Use.STRONG);
        }
    }

    private static void second(Text text, int start, int end) {
        int at = Declarations.unwrapped(text, text.skipSpace(end));
        Quote user = Quote.at(text, at);
        if (user.none()) {
            return;
        }
        int closed = Quote.at(text, user.close(text, user.end())).end();
        int comma = text.at(closed) == ',' ? closed : -1;
        int value = comma < 0 ? -1 : Declarations.unwrapped(text, text.skipSpace(comma + 1));
        Quote open = value < 0 ? user : Quote.at(text, value);
        if (value >= 0 && !open.none()) {
            hide(text, open.end(), open.close(text, open.end()), Use.STRONG);
        }
    }

    /** A word, before which a number may tell how it is written. */
    private static void told(Text text, int start, int end) {
        int at = Chars.DIGIT.has(text.at(end)) && Chars.isBlank(text.at(end + 1)) ? text.skipBlanks(end + 1) : end;
        Quote open = Quote.at(text, at);
        int to = open.none() ? text.bareEnd(at) : open.close(text, open.end());
        int behind = text.skipBlanks(to);
        boolean community = text.says("community ", end - 10)
                && (text.lineEnd(behind) == behind || text.says("ro", behind) || text.says("rw", behind));
        hide(text, open.end(), to, community ? Use.STRONG : Use.WEAK);
    }

    /** One word or two up to the end of the line, of which the last has a digit. */
    private static void typed(Text text, int start, int end) {
        if (!text.startsWith("AUTH", start) || Chars.WORD.has(text.at(start - 1))) {
            return;
        }
        int from = end;
        int to = text.end(from, NOT_BLANK, LONGEST_WORD);
        int next = text.skipBlanks(to);
        if (next > to && text.lineEnd(next) > next) {
            from = next;
            to = text.end(from, NOT_BLANK, LONGEST_WORD);
        }
        boolean pair = !text.isAll(from, to, c -> c != '=');
        if (!pair && text.lineEnd(to) == to && hasLetter(text, from, to)) {
            hide(text, from, to, text.hasDigit(from, to) ? Use.WEAK : Use.NONE);
        }
    }

    /** {@code bob:password}, where that has letters and digits. */
    private static void pair(Text text, int start, int end) {
        int sign = text.end(end, ACCOUNT, LONGEST_WORD);
        boolean login = text.says("login", start);
        boolean pair = sign > end && (text.at(sign) == ':' || (login && text.at(sign) == '/'));
        int to = pair ? text.bareEnd(sign + 1) : sign;
        boolean word = pair && text.isAll(sign + 1, to, c -> c != '/' && c != ':');
        if (word
                && !Chars.WORD.has(text.at(start - 1))
                && text.hasDigit(sign + 1, to)
                && hasLetter(text, sign + 1, to)) {
            hide(text, sign + 1, to, Use.WEAK);
        }
    }

    private static boolean hasLetter(Text text, int from, int to) {
        return !text.isAll(from, to, c -> !Ascii.isLetter(c));
    }

    /** {@code "AUTH" "password"}, {@code "AUTH" "user" "password"}. */
    private static void redis(Text text, int start, int end) {
        Quote open = Quote.at(text, end);
        int to = open.none() ? end : open.close(text, open.end());
        Quote second = Quote.at(
                text, text.skipBlanks(Math.min(text.length(), Quote.at(text, to).end())));
        if (!second.none()) {
            text.hide(second.end(), second.close(text, second.end()));
        } else {
            text.hide(open.end(), to);
        }
    }

    private static void base64(Text text, int start, int end) {
        int at = text.charAt(end - 1) == '=' ? end : text.skipBlanks(end);
        at = text.charAt(end - 1) == '=' ? at : text.at(at) == ':' ? text.skipBlanks(at + 1) : text.length();
        Quote open = Quote.at(text, at);
        int to = text.end(text.end(open.end(), Chars.TOKEN), Chars.PADDING, 2);
        if (!Chars.WORD.has(text.at(start - 1)) || text.at(start - 1) == '_') {
            if (to - open.end() >= 8 && to - open.end() < 4000 && isKey(text.substring(open.end(), to))) {
                text.hide(open.end(), to);
            }
        }
    }

    /** A user and a password, or what at least is no word. */
    private static boolean isKey(String value) {
        boolean digit = value.chars().anyMatch(c -> Ascii.isDigit((char) c));
        boolean capital = value.chars().anyMatch(c -> Ascii.isUpper((char) c));
        boolean small = value.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean random = value.length() >= 20 && value.length() % 4 == 0 && digit && capital && small;
        return isCredentials(value)
                || (random && value.chars().allMatch(c -> Chars.BASE64.has((char) c)) && value.charAt(0) != '/');
    }

    private static boolean isCredentials(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            boolean colon = false;
            for (byte b : bytes) {
                if (b < ' ') {
                    return false;
                }
                colon |= b == ':';
            }
            return colon;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
