package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Names.Use;
import java.util.Base64;
import java.util.List;

/**
 * Values whose {@link Names} say that they are secret: {@code password=…}, {@code "client_secret":"…"}, {@code DB_PASSWORD: …},
 * {@code &access_token=…}, {@code user[password]=…}, {@code --password …}, {@code <password>…</password>},
 * {@code "name":"API_KEY","value":"…"}, {@code setPassword("…")}. Names that often are of something else, such as {@code token}, need a
 * value that looks like a secret; prose such as {@code Invalid password: too short} is left alone.
 */
final class KeyedSecrets {
    static final Detector NAMED = new Detector("secret", Names.LITERALS, KeyedSecrets::findNamed);

    static final Detector IDENTIFIED = new Detector("secret", List.of("identified "), KeyedSecrets::identified);

    /** What is behind the name of any key is secret here: {@code kubectl create secret generic db --from-literal=key=…}. */
    static final Detector FROM_LITERAL = new Detector("secret", List.of("--from-literal"), KeyedSecrets::fromLiteral);

    /** Credentials of Docker and npm: user and password in base64. */
    static final Detector AUTH = new Detector("secret", List.of("auth\"", "auth=", "auth\\\""), KeyedSecrets::auth);

    /** What Redis is told, as it shows it. */
    static final Detector REDIS_AUTH = new Detector("secret", List.of("\"auth\" "), KeyedSecrets::redis);

    private static final Chars.Kind NOT_BLANK = c -> c > ' ';
    private static final Chars.Kind OF_TAG = c -> c != '>' && c != '<';
    private static final Chars.Kind OF_TAG_BEGUN = c -> c != '>';
    private static final Chars.Kind OF_ELEMENT = c -> c != '<';
    private static final Chars.Kind TAG_NAME = c -> Chars.IDENTIFIER.has(c) || c == ':' || c == '/';
    private static final Chars.Kind INDEX = c -> Ascii.isDigit(c);
    private static final Chars.Kind LETTERS = c -> Ascii.isLetter(c);
    private static final Chars.Kind CONNECTION = c -> Chars.OF_LINE.has(c) && ";\"'<>&{}()[]\\|,".indexOf(c) < 0;
    private static final Chars.Kind ACCOUNT = c -> Chars.OF_LINE.has(c) && c != '=' && c != ';';
    private static final Chars.Kind BRACED = c -> Chars.OF_LINE.has(c) && c != '}';
    private static final int MOST_BETWEEN = 500;
    private static final int LONGEST_WORD = 64;

    private final Text text;
    private final int nameStart;
    private final int nameEnd;
    private final char before;
    private final String name;
    private final Use use;

    private KeyedSecrets(Text text, int nameStart, int nameEnd) {
        this.text = text;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
        this.before = nameStart == 0 ? ' ' : text.charAt(nameStart - 1);
        this.name = text.substring(nameStart, nameEnd);
        this.use = Names.use(name, before == '?' || before == '&' || before == ';');
    }

    private static void findNamed(Text text, int start, int end) {
        int nameEnd = end;
        if ("=:\"".indexOf(text.charAt(end - 1)) >= 0) {
            nameEnd--;
        } else {
            nameEnd = text.end(end, Chars.NAME);
        }
        if (nameEnd - start > Names.LONGEST) {
            return;
        }
        int nameStart = text.start(start, Chars.NAME, Names.LONGEST);
        while (nameEnd > end && text.charAt(nameEnd - 1) == '.') {
            nameEnd--;
        }
        if (nameEnd == text.length() || nameEnd - nameStart > Names.LONGEST || !text.firstNamed(nameStart, nameEnd)) {
            return;
        }
        KeyedSecrets secret = new KeyedSecrets(text, nameStart, nameEnd);
        if (secret.use != Use.NONE) {
            secret.find();
        }
    }

    private void find() {
        if (isTag()) {
            tag();
            return;
        }
        int at = behindMarks(text, nameEnd);
        boolean quoted = at > nameEnd;
        if (text.at(at) == '>' && quoted) {
            element(at + 1);
            return;
        }
        at = behindBrackets(at);
        boolean bracketed = at > nameEnd;
        int separator = text.skipBlanks(at);
        char sign = text.at(separator);
        // Tests pass, and files are named, in the same way.
        if ((sign == ':' && name.equals("PASS")) || text.says("from-file=", nameStart - 10)) {
            return;
        }
        if (sign == '=' || sign == ':' || sign == '＝' || sign == '：') {
            separated(separator, sign, separator == nameEnd && !bracketed);
        } else if (sign == '-' && text.at(separator + 1) == '>') {
            value(text.skipBlanks(separator + 2), false);
        } else if (text.at(at) == '(' && !quoted) {
            argument(at + 1);
        } else if (quoted) {
            besideQuoted(at);
        } else if (before == '>' && text.startsWith("</", nameEnd)) {
            nextElement();
        } else if (Chars.SPACE.has(text.at(nameEnd))) {
            behindBlank(separator, sign);
        }
    }

    private static int behindMarks(Text text, int start) {
        Quote quote = Quote.at(text, start);
        int at = quote.end();
        while (!quote.none() && at < quote.end() + 2 && text.at(at) == quote.mark()) {
            at++;
        }
        return at;
    }

    /** What closes {@code user[password]}, {@code ["PASSWORD"]}, {@code passwords[0]}. */
    private int behindBrackets(int start) {
        int at = start;
        if (text.at(at) == '[') {
            int index = text.end(at + 1, INDEX, 4);
            at = text.at(index) == ']' ? index + 1 : at;
        }
        while (at < start + 8 && text.at(at) == ']') {
            at++;
            if (text.startsWith("[]", at)) {
                at += 2;
            }
        }
        return at;
    }

    private void separated(int separator, char sign, boolean tight) {
        int at = separator + 1;
        char next = text.at(at);
        boolean prose = sign == ':' && tight;
        if ((sign == '=' && (next == '=' || next == '~')) || (sign == ':' && next == ':')) {
            return;
        }
        if ((sign == '=' && next == '>') || (sign == ':' && next == '=')) {
            at++;
            prose = false;
        }
        prose &= Chars.isBlank(text.at(at));
        value(text.skipBlanks(at), prose || sign == '：');
    }

    /** The value that begins there. */
    private void value(int start, boolean prose) {
        int at = start;
        if (text.at(at) == '!' && text.at(at + 1) != '=') {
            // A tag of YAML.
            int tag = text.end(at, NOT_BLANK, LONGEST_WORD);
            at = Chars.isBlank(text.at(tag)) ? text.skipBlanks(tag) : at;
        }
        if ("bBuUrRfFNnEe@$".indexOf(text.at(at)) >= 0 && isQuote(text.at(at + 1))) {
            at++;
        }
        char first = text.at(at);
        if ((first == '|' || first == '>') && block(at)) {
            return;
        }
        if (first == '{' && braced(at)) {
            return;
        }
        if ((first == '{' && text.at(at + 1) != '{' && text.at(at + 1) != '%') || first == '[') {
            structure(at);
            return;
        }
        Quote open = Quote.at(text, at);
        int from = open.end();
        int to = open.none() ? end(from) : open.close(text, from);
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        boolean said = !open.none() && Values.sentence(value);
        boolean assigned = open.none() && text.at(to) == ';' && Chars.isBlank(text.at(from - 1)) && Values.label(value);
        if (said || assigned || !secret(value, open.none()) || (prose && open.none() && proseFollows(from, to))) {
            return;
        }
        text.hide(from, to);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private boolean secret(String value, boolean bare) {
        boolean pwd = name.length() >= 3 && name.regionMatches(true, name.length() - 3, "pwd", 0, 3) && before != ';';
        boolean directory = pwd && !value.isEmpty() && value.charAt(0) == '/';
        boolean kept = Names.secretAlone(name) && Values.path(value);
        return !directory && !kept && (bare ? Values.bareSecret(value, use) : Values.secret(value, use));
    }

    /** Where a value without quotes ends, which may go on behind blanks where what stands around it tells that it does. */
    private int end(int from) {
        int bare = text.bareEnd(from);
        if (before == ';' || before == ',') {
            // In a connection string.
            int part = text.end(from, CONNECTION, MOST_BETWEEN);
            return text.at(part) == ';' && part > bare ? part : bare;
        }
        boolean field = text.at(nameEnd) == ':' && Chars.isBlank(text.at(bare)) && from == nameEnd + 1;
        if (field && Ascii.isUpper(name.charAt(0)) && (before == ' ' || before == '{')) {
            // As Go writes the fields of a structure.
            int to = bare;
            while (to - from < LONGEST_WORD && text.at(to) == ' ') {
                int word = text.end(to + 1, Chars.WORD, LONGEST_WORD);
                if (text.at(word) == ':') {
                    return to;
                }
                if (text.at(word) == '}') {
                    return word;
                }
                to = word;
            }
        }
        return bare;
    }

    private void structure(int at) {
        int word = text.end(at + 1, LETTERS, LONGEST_WORD);
        boolean placeholder = word > at + 1
                && (text.at(word) == ']' || text.at(word) == '}')
                && !Values.secret(text.substring(at + 1, word), use);
        if (!placeholder) {
            Structure.hide(text, at, use == Use.SESSION ? Use.WEAK : use);
        }
    }

    /** {@code {hun;ter2}} in a connection string (ODBC). */
    private boolean braced(int at) {
        int to = text.end(at + 1, BRACED, MOST_BETWEEN);
        while (text.startsWith("}}", to)) {
            to = text.end(to + 2, BRACED, MOST_BETWEEN);
        }
        boolean connection = before == ';' || text.at(to + 1) == ';';
        if (!connection || text.at(to) != '}' || text.at(separatorBefore(at)) != '=') {
            return false;
        }
        text.hide(at + 1, to);
        return true;
    }

    private int separatorBefore(int at) {
        return text.start(at, Chars.BLANK, 4) - 1;
    }

    /** A block of YAML: the lines below that are further in. */
    private boolean block(int at) {
        int line = text.lineEnd(at);
        if (line - at > 3 || line == text.length()) {
            return line - at <= 3 && line > at && text.length() == line;
        }
        int from = text.skipSpace(line);
        text.hide(from, text.lineEnd(from));
        return true;
    }

    private boolean isTag() {
        if (before == '<') {
            return true;
        }
        int prefix = before == ':' ? text.start(nameStart - 1, Chars.IDENTIFIER, LONGEST_WORD) : -1;
        return prefix > 0 && text.charAt(prefix - 1) == '<';
    }

    /** {@code <password>…</password>}, with attributes, or the value in one. */
    private void tag() {
        int close = text.end(nameEnd, OF_TAG);
        if (text.at(close) != '>'
                || (close > nameEnd && !Chars.SPACE.has(text.charAt(nameEnd)) && text.charAt(nameEnd) != '/')) {
            return;
        }
        if (text.charAt(close - 1) != '/') {
            element(close + 1);
            return;
        }
        for (int at = nameEnd; at < close; at++) {
            if (text.says(" value=", at)) {
                value(at + 7, false);
                return;
            }
        }
    }

    /** What an element holds: text, a section of it, or the text of the element in it. */
    private void element(int start) {
        int from = text.skipSpace(start);
        if (text.startsWith("<![CDATA[", from)) {
            hideElement(from + 9, text.find("]]>", from + 9));
            return;
        }
        if (text.at(from) == '<' && Chars.IDENTIFIER.has(text.at(from + 1))) {
            from = text.end(from, OF_TAG_BEGUN) + 1;
        }
        int to = text.end(from, OF_ELEMENT);
        if (text.at(to) == '<') {
            hideElement(from, text.start(to, Chars.SPACE, MOST_BETWEEN));
        }
    }

    private void hideElement(int from, int to) {
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        if (Values.secret(value, Use.STRONG) && !Values.label(value)) {
            text.hide(from, to);
        }
    }

    /** {@code <key>password</key><string>…</string>}. */
    private void nextElement() {
        int close = text.end(nameEnd + 2, TAG_NAME, LONGEST_WORD);
        boolean names = text.says("key>", close - 3) || text.says("name>", close - 4);
        int next = names && text.at(close) == '>' ? text.skipSpace(close + 1) : -1;
        if (next > 0 && text.at(next) == '<' && text.at(next + 1) != '/') {
            int tag = text.end(next, OF_TAG_BEGUN);
            element(tag + 1);
        }
    }

    /** {@code setPassword("…")}, {@code PASSWORD('…')}. */
    private void argument(int start) {
        Quote open = Quote.at(text, start);
        if (!open.none()) {
            int to = open.close(text, open.end());
            String value = text.substring(open.end(), Math.min(to, open.end() + Values.SEEN));
            if (value.indexOf(' ') < 0 && secret(value, false)) {
                text.hide(open.end(), to);
            }
        }
    }

    /** A name in quotes that is a value itself: what goes with it stands behind it or before it. */
    private void besideQuoted(int nameClosed) {
        int at = text.end(nameClosed, c -> Chars.SPACE.has(c) || c == ',', MOST_BETWEEN);
        boolean comma = text.at(text.skipBlanks(nameClosed)) == ',';
        int value = valueField(text, at);
        if (value >= 0) {
            value(value, false);
        } else if (comma && (isArgument() || isPair())) {
            Quote open = Quote.at(text, at);
            if (!open.none()) {
                value(at, false);
            }
        } else if (!valueBefore() && text.says("name=", nameStart - 6)) {
            named(nameClosed);
        }
    }

    /** What is said of a name in an attribute: {@code <string name="password" …>…</string>}, or a part of a form. */
    private void named(int nameClosed) {
        int close = text.end(nameClosed, OF_TAG);
        if (text.says("form-data; ", nameStart - 17)) {
            part(nameClosed);
        } else if (text.at(close) == '>' && text.charAt(close - 1) != '/') {
            element(close + 1);
        }
    }

    /** Where the value of a field {@code value} begins; -1 when it is another. */
    static int valueField(Text text, int start) {
        int at = behindMarks(text, start);
        if (!text.says("value", at)) {
            return -1;
        }
        at = text.skipBlanks(behindMarks(text, at + 5));
        return text.at(at) == ':' || text.at(at) == '=' ? text.skipBlanks(at + 1) : -1;
    }

    /** {@code define('DB_PASSWORD', '…')}: a function that sets something. */
    private boolean isArgument() {
        int quote = text.start(nameStart, c -> isQuote(c) || c == '\\', 4);
        int paren = text.start(quote, Chars.BLANK, 4) - 1;
        if (text.at(paren) != '(') {
            return false;
        }
        int word = text.start(paren, Chars.WORD, LONGEST_WORD);
        for (String setter :
                new String[] {"define", "set", "put", "add", "with", "insert", "store", "export", "config"}) {
            if (text.says(setter, word)) {
                return true;
            }
        }
        return false;
    }

    /** {@code [["password", "…"]]}: one of a list of pairs. */
    private boolean isPair() {
        int quote = text.start(nameStart, c -> isQuote(c) || c == '\\', 4);
        int list = text.at(quote - 1) == '[' ? text.start(quote - 1, Chars.BLANK, 4) - 1 : -1;
        return text.at(list) == '[' || text.at(list) == ',';
    }

    /** {@code value="…" name="password"}. */
    private boolean valueBefore() {
        int quote = text.start(nameStart, c -> isQuote(c) || c == '\\', 8);
        int sign = text.start(quote, Chars.BLANK, 4) - 1;
        if (text.at(sign) != '=' && text.at(sign) != ':') {
            return false;
        }
        int key = text.start(sign, c -> Chars.WORD.has(c) || isQuote(c) || c == '\\', LONGEST_WORD);
        int to = text.start(key, c -> Chars.SPACE.has(c) || c == ',', 8);
        char mark = text.at(to - 1);
        boolean field = text.end(key, c -> !Ascii.isLetter(c), 8) < sign && isQuote(mark) && to < key;
        if (!field) {
            return false;
        }
        int end = text.start(to - 1, Chars.BACKSLASH, 8);
        int from = text.start(end, c -> c != mark && Chars.OF_LINE.has(c), MOST_BETWEEN);
        int before = text.start(from - 1, c -> Chars.BLANK.has(c) || c == '\\', 8);
        int valueName = text.start(before - 1, c -> isQuote(c) || c == '\\' || c == ' ', 8);
        boolean value = (text.at(before - 1) == '=' || text.at(before - 1) == ':') && text.says("value", valueName - 5);
        if (value && from < end && secret(text.substring(from, Math.min(end, from + Values.SEEN)), false)) {
            text.hide(from, end);
            return true;
        }
        return false;
    }

    /** A part of a form: its content stands behind an empty line. */
    private void part(int nameClosed) {
        int at = nameClosed;
        while (isLineEnd(at)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        int to = text.bareEnd(at);
        int escape = text.find("\\r\\n", at);
        text.hide(at, Math.min(to, escape));
    }

    private boolean isLineEnd(int at) {
        boolean escape = text.startsWith("\\r", at) || text.startsWith("\\n", at);
        return escape || (at < text.length() && Chars.SPACE.has(text.charAt(at)));
    }

    /** {@code --password …}, {@code PASSWORD '…'}, {@code login bob password …}, {@code name: PASSWORD value: …}. */
    private void behindBlank(int at, char sign) {
        int optionStart = text.end(nameStart, c -> c == '-', 2);
        boolean option = optionStart > nameStart && !Chars.WORD.has(before);
        int field = isKey() ? valueField(text, text.skipSpace(nameEnd)) : -1;
        if (field >= 0) {
            value(field, false);
        } else if (at == nameEnd) {
            return;
        } else if (text.says("is", at) && use == Use.STRONG) {
            said(at + 2);
        } else if (text.says("for ", at) && text.at(text.end(at, ACCOUNT, LONGEST_WORD)) == '=') {
            int assigned = text.skipBlanks(text.end(at, ACCOUNT, LONGEST_WORD) + 1);
            if (isQuote(text.at(assigned))) {
                value(assigned, false);
            }
        } else if (sign == '\'' || (option && sign != '-') || (isQuote(sign) && isSaidWith())) {
            value(at, false);
        } else if (name.indexOf('_') > 0 && isKeyAlone(at)) {
            text.hide(at, text.end(at, Chars.CREDENTIAL));
        } else if (isCredential()) {
            // A number tells how it is written (Cisco).
            int digit = Chars.DIGIT.has(text.at(at)) && Chars.isBlank(text.at(at + 1)) ? text.skipBlanks(at + 1) : at;
            int to = text.bareEnd(digit);
            if (Values.secret(text.substring(digit, Math.min(to, digit + Values.SEEN)), Use.WEAK)) {
                text.hide(digit, to);
            }
        }
    }

    /** {@code the password is: …}, of what cannot be a word. */
    private void said(int start) {
        int at = text.skipBlanks(text.at(start) == ':' ? start + 1 : start);
        Quote open = Quote.at(text, at);
        int to = open.none() ? text.bareEnd(at) : open.close(text, open.end());
        String value = text.substring(open.end(), Math.min(to, open.end() + Values.SEEN));
        if (at > start && value.chars().anyMatch(c -> Ascii.isDigit((char) c)) && Values.secret(value, Use.WEAK)) {
            text.hide(open.end(), to);
        }
    }

    /** {@code - name: DB_PASSWORD value: …}. */
    private boolean isKey() {
        int sign = text.start(nameStart, Chars.BLANK, 4) - 1;
        return (text.at(sign) == ':' || text.at(sign) == '=')
                && (text.says("name", sign - 4) || text.says("key", sign - 3));
    }

    /** {@code with password "…"}. */
    private boolean isSaidWith() {
        int end = text.start(nameStart, Chars.BLANK, 4);
        return text.says("with", end - 4)
                || text.says("using", end - 5)
                || text.says("encrypted", end - 9)
                || text.says("set", end - 3);
    }

    /** {@code ENV API_KEY …}, {@code configure set aws_secret_access_key …}: one long word of letters and digits. */
    private boolean isKeyAlone(int at) {
        int to = text.end(at, Chars.CREDENTIAL);
        boolean letters = text.end(at, c -> !Ascii.isLetter(c), LONGEST_WORD) < to;
        boolean one = to >= text.length() || Chars.SPACE.has(text.charAt(to));
        return to - at >= 16
                && one
                && letters
                && text.hasDigit(at, to)
                && !text.startsWith("/", at)
                && text.isAll(at, to, Chars.BASE64);
    }

    /** {@code login bob password …} (netrc), {@code enable secret …} (Cisco). */
    private boolean isCredential() {
        int end = text.start(nameStart, Chars.BLANK, 4);
        if (end == nameStart) {
            return false;
        }
        if (text.says("enable", end - 6)) {
            return true;
        }
        int word = text.start(end, NOT_BLANK, LONGEST_WORD);
        int blank = text.start(word, Chars.BLANK, 4);
        return word < end && blank < word && (text.says("login", blank - 5) || text.says("username", blank - 8));
    }

    /** {@code IDENTIFIED BY '…'}, with how it is checked or written between. */
    private static void identified(Text text, int start, int end) {
        int at = end;
        for (int words = 0; words < 5; words++) {
            Quote open = Quote.at(text, at);
            if (!open.none() && words > 0) {
                text.hide(open.end(), open.close(text, open.end()));
                return;
            }
            int word = text.end(at, Chars.WORD, LONGEST_WORD);
            boolean quoted = !open.none();
            if (text.says("by ", at) && !isQuote(text.at(text.skipBlanks(at + 3)))) {
                int from = text.skipBlanks(at + 3);
                int to = text.bareEnd(from);
                if (Values.secret(text.substring(from, Math.min(to, from + Values.SEEN)), Use.WEAK)) {
                    text.hide(from, to);
                    return;
                }
            }
            at = text.skipBlanks(quoted ? open.close(text, open.end()) + 1 : word);
        }
    }

    private static void fromLiteral(Text text, int start, int end) {
        int at = Quote.at(text, text.at(end) == '=' ? end + 1 : text.skipBlanks(end))
                .end();
        int key = text.end(at, Chars.IDENTIFIER, Names.LONGEST);
        if (text.at(key) == '=' && key > at) {
            Quote open = Quote.at(text, key + 1);
            int to = open.none() ? text.bareEnd(open.end()) : open.close(text, open.end());
            if (open.end() < to
                    && !Values.placeholder(text.substring(open.end(), Math.min(to, open.end() + Values.SEEN)))) {
                text.hide(open.end(), to);
            }
        }
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

    private static void auth(Text text, int start, int end) {
        int at = text.charAt(end - 1) == '=' ? end : text.skipBlanks(end);
        at = text.charAt(end - 1) == '=' ? at : text.at(at) == ':' ? text.skipBlanks(at + 1) : text.length();
        Quote open = Quote.at(text, at);
        int to = text.end(text.end(open.end(), Chars.TOKEN), Chars.PADDING, 2);
        if (!Chars.WORD.has(text.at(start - 1)) || text.at(start - 1) == '_') {
            if (to - open.end() >= 8 && to - open.end() < 4000 && isCredentials(text.substring(open.end(), to))) {
                text.hide(open.end(), to);
            }
        }
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

    /** A word of small letters, and then more of them: a sentence. */
    private boolean proseFollows(int from, int to) {
        if (to - from > LONGEST_WORD) {
            return false;
        }
        boolean foreign = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            foreign &= c >= 0x80;
        }
        if (foreign) {
            return true;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && !(c == '\'' || (i == to - 1 && ".,;:!?".indexOf(c) >= 0))) {
                return false;
            }
        }
        int next = text.skipBlanks(to);
        int nextEnd = text.end(next, Chars.IDENTIFIER);
        boolean pair = text.at(nextEnd) == '=' || text.at(nextEnd) == ':';
        return next > to && nextEnd > next && !pair;
    }
}
