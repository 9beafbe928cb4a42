package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.SecretNames.Use;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Passwords that protocols, libraries and devices are told to let somebody in, where its place tells that it is a password and no name
 * does.
 */
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

    /** Functions among whose arguments a password is. */
    static final Detector CONNECTS = new Detector(
            "secret",
            List.of(
                    "connect(",
                    "connection(",
                    "authenticationtoken(",
                    "credentials(",
                    " crypt(",
                    "pdo(",
                    "login(",
                    "authenticate(",
                    ".auth(",
                    "sp_addlogin ",
                    "sp_password ",
                    "sp_addlinkedsrvlogin ",
                    "pgp_sym_encrypt(",
                    "pgp_sym_decrypt("),
            Logins::arguments);

    /** Hashes of passwords, as crypt(3), LDAP, Django and Cisco write them. */
    static final Detector HASHES = new Detector(
            "password-hash",
            List.of(
                    "$0$",
                    "$0a$",
                    "$0b$",
                    "$0y$",
                    "$y$",
                    "$argon0",
                    "$apr0$",
                    "$pbkdf0",
                    "pbkdf0_sha000$",
                    "{ssha",
                    "{sha}",
                    "{crypt}"),
            Logins::hash);

    /** What Redis is told of its users: {@code user bob on >…}. */
    static final Detector ACL = new Detector("secret", List.of(" on >", " reset >"), Logins::acl);

    /** {@code -u bob -p …} of any command. */
    static final Detector OPTIONS = new Detector("secret", List.of(" -u ", " --user "), Logins::options);

    /** {@code host:port:database:user:…}, as PostgreSQL's clients are told. */
    static final Detector PGPASS =
            new Detector("secret", List.of(":5432:", ":5433:", ":6432:", "*:*:*:"), Logins::pgpass);

    /** {@code <auth mechanism='PLAIN'>…</auth>} (RFC 6120). */
    static final Detector XMPP = new Detector("secret", List.of("<auth ", "<response xmlns"), Logins::xmpp);

    static final Detector DEVICES = new Detector(
            "secret",
            List.of(
                    "snmp-server community ",
                    "radius-server key ",
                    "tacacs-server key ",
                    "pre-shared-key ",
                    "authentication-key ",
                    "isakmp key ",
                    "key-string ",
                    "message-digest-key ",
                    "wpa-psk ",
                    " psk ",
                    ": eap ",
                    ": xauth ",
                    "\" * ",
                    "ascii-text ",
                    "snmp community ",
                    "auth sha ",
                    "auth md0 ",
                    "priv aes ",
                    "priv des ",
                    "auth_pass ",
                    "stats auth ",
                    "server host ",
                    "set password enc ",
                    "option key "),
            Logins::told);

    /** {@code AUTH …}, as it is typed to Redis. */
    static final Detector TYPED = new Detector("secret", List.of("auth "), Logins::typed);

    /** {@code credentials bob:…}. */
    static final Detector PAIRS = new Detector(
            "secret",
            List.of(
                    "user:pass ",
                    "addauth digest ",
                    "zugangsdaten: ",
                    "user.info=",
                    "ing in as ",
                    "ged in as ",
                    "necting as ",
                    "ticating as ",
                    "connect string: ",
                    "user:password ",
                    "username:password ",
                    "]:00 ",
                    "]:000 ",
                    "credentials ",
                    "credentials=",
                    "credentials: ",
                    "creds ",
                    "creds=",
                    "creds: ",
                    "login ",
                    "login="),
            Logins::pair);

    static final List<Detector> ALL = List.of(
            BASE64, REDIS, SASL, IMAP, CALLS, CONNECTS, HASHES, PGPASS, ACL, OPTIONS, XMPP, DEVICES, TYPED, PAIRS);

    private static final Chars.Kind ACCOUNT = c -> Chars.IDENTIFIER.has(c) || c == '@';

    private static final Chars.Kind ARGUMENT = c -> Chars.IDENTIFIER.has(c) || "$>:[]&*@".indexOf(c) >= 0;
    private static final Chars.Kind BEFORE_USER = c -> c == ':' || c == ' ' || c == '[' || c == '\'';
    private static final Chars.Kind BRACKETS = c -> c == ')' || c == '(' || c == ' ';
    private static final Chars.Kind HASH_NAME = c -> Chars.isAlphanumeric(c) || c == '}';
    private static final Chars.Kind HASH = c -> Chars.BASE64.has(c) || "./$,=".indexOf(c) >= 0;
    private static final Chars.Kind PG_FIELD = c -> Chars.IDENTIFIER.has(c) || c == '*';
    private static final int MOST_ARGUMENTS = 6;
    private static final int LONGEST_FORM = 10;
    private static final int LEAST_HASH = 20;
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
        int at = end;
        if (text.says("server host ", start)) {
            at = text.find(" key ", end) + 5;
            if (at > text.lineEnd(end)) {
                return;
            }
        }
        for (int word = text.end(at, Chars.WORD, LONGEST_FORM); isForm(text, at, word); ) {
            at = text.skipBlanks(word);
            word = text.end(at, Chars.WORD, LONGEST_FORM);
        }
        Quote open = Quote.at(text, at);
        int to = open.none() ? text.bareEnd(at) : open.close(text, open.end());
        if (text.says("stats auth ", start)) {
            at = text.end(at, ACCOUNT, LONGEST_WORD) + 1;
            open = Quote.at(text, at);
        }
        int behind = text.skipBlanks(to);
        boolean community = text.says("community ", end - 10)
                && (text.lineEnd(behind) == behind || text.says("ro", behind) || text.says("rw", behind));
        boolean old = community || text.says("key ", end - 4) || text.says("key-string ", end - 11);
        String value = text.substring(open.end(), Math.max(open.end(), Math.min(to, open.end() + Values.SEEN)));
        if (old || Values.mixed(value)) {
            hide(text, open.end(), to, community ? Use.STRONG : Use.WEAK);
        }
    }

    /** How what follows is written: {@code 7}, {@code 128}, {@code md5}, {@code ascii}. */
    private static boolean isForm(Text text, int from, int to) {
        boolean word = to > from && Chars.isBlank(text.at(to));
        return word
                && (text.isAll(from, to, Chars.DIGIT)
                        || text.says("md5 ", from)
                        || text.says("ascii ", from)
                        || text.says("ascii-text ", from)
                        || text.says("hex ", from));
    }

    /** Arguments of which it is odd that they are strings of such signs, behind the first. */
    private static void arguments(Text text, int start, int end) {
        boolean first = text.says(".auth(", start) || text.says(" crypt(", start);
        boolean bare = text.says("credentials(", start);
        int at = end;
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            at = Declarations.unwrapped(text, text.skipSpace(at));
            Quote open = Quote.at(text, at);
            int to = open.none() ? text.end(at, ARGUMENT, LONGEST_WORD) : open.close(text, open.end());
            if ((!open.none() || bare) && (first || i > 0)) {
                String value = text.substring(open.end(), Math.max(open.end(), Math.min(to, open.end() + Values.SEEN)));
                boolean word = i > 0 && Values.compact(value);
                if ((Values.odd(value) || word) && value.indexOf('/') < 0) {
                    text.hide(open.end(), to);
                }
            }
            at = open.none() ? to : Math.max(to, Quote.at(text, to).end());
            at = text.end(at, BRACKETS, 4);
            if (text.at(at) != ',') {
                return;
            }
            at++;
        }
    }

    private static void hash(Text text, int start, int end) {
        int to = text.end(text.at(end) == '}' ? end + 1 : text.end(end, HASH_NAME, 8), HASH);
        boolean junos = text.startsWith("$9$", start) && to - end >= 8;
        boolean brace = text.at(start) == '{';
        if ((to - end >= LEAST_HASH || junos)
                && (brace || text.hasDigit(end, to))
                && !Chars.WORD.has(text.at(start - 1))) {
            text.hide(start, to);
        }
    }

    private static void options(Text text, int start, int end) {
        int user = text.end(end, NOT_BLANK, LONGEST_WORD);
        boolean password = user > end && (text.says(" -p ", user) || text.says(" -w ", user));
        if (password) {
            int at = text.skipBlanks(user + 4);
            Quote open = Quote.at(text, at);
            int to = open.none() ? text.bareEnd(at) : open.close(text, open.end());
            if (Values.mixed(
                    text.substring(open.end(), Math.max(open.end(), Math.min(to, open.end() + Values.SEEN))))) {
                hide(text, open.end(), to, Use.WEAK);
            }
        }
    }

    private static void acl(Text text, int start, int end) {
        int line = text.start(start, Chars.OF_LINE, LONGEST_WORD);
        if (text.substring(line, start).toLowerCase(Locale.ROOT).contains("user ")) {
            hide(text, end, text.end(end, NOT_BLANK), Use.WEAK);
        }
    }

    private static void pgpass(Text text, int start, int end) {
        boolean any = text.at(start) == '*';
        int at = end;
        for (int i = any ? 1 : 0; i < 2; i++) {
            int to = text.end(at, PG_FIELD, LONGEST_WORD);
            if (to == at || text.at(to) != ':') {
                return;
            }
            at = to + 1;
        }
        int to = text.end(at, NOT_BLANK, LONGEST_WORD);
        boolean host = any || Chars.isAlphanumeric(text.at(start - 1)) || text.at(start - 1) == '*';
        if (host
                && text.isAll(at, to, c -> c != ':')
                && Values.mixed(text.substring(at, Math.min(to, at + Values.SEEN)))) {
            text.hide(at, to);
        }
    }

    private static void xmpp(Text text, int start, int end) {
        int tag = text.end(end, c -> c != '>' && Chars.OF_LINE.has(c), LONGEST_WORD);
        int to = text.end(tag + 1, Chars.BASE64);
        if (text.at(tag) == '>' && text.startsWith("</", to) && to - tag > 8) {
            text.hide(tag + 1, to);
        }
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
        if (text.says(" as ", end - 4) || text.says("connect string", start) || text.says("zugangsdaten", start)) {
            attempt(text, end);
            return;
        }
        if (text.says("login attempt", start) || text.says("login with", start)) {
            attempt(text, text.end(text.end(end, Chars.WORD), BEFORE_USER, 4));
            return;
        }
        int sign = text.end(end, ACCOUNT, LONGEST_WORD);
        boolean login = text.says("login", start);
        boolean pair = sign > end && (text.at(sign) == ':' || (login && text.at(sign) == '/'));
        int to = pair ? text.bareEnd(sign + 1) : sign;
        boolean word = pair && text.isAll(sign + 1, to, c -> c != '/' && c != ':');
        if (word
                && (text.at(start) == ']' || !Chars.WORD.has(text.at(start - 1)))
                && text.hasDigit(sign + 1, to)
                && hasLetter(text, sign + 1, to)) {
            hide(text, sign + 1, to, Use.WEAK);
        }
    }

    /** {@code bob/password}, as what invites intruders tells of them. */
    private static void attempt(Text text, int user) {
        int to = text.end(user, ACCOUNT, LONGEST_WORD);
        int sign = text.skipBlanks(to);
        int from = text.skipBlanks(sign + 1);
        int word = text.bareEnd(from);
        int host = text.start(word, c -> c != '@', word - from) - 1;
        int end = host > from ? host : word;
        if (to > user
                && (text.at(sign) == '/' || text.at(sign) == ':')
                && Values.mixed(text.substring(from, Math.min(end, from + Values.SEEN)))) {
            text.hide(from, end);
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
