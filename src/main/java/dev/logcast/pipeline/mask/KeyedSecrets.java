package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.SecretNames.Use;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values whose {@link SecretNames} say that they are secret: {@code password=…}, {@code "client_secret":"…"}, {@code DB_PASSWORD: …},
 * {@code &access_token=…}, {@code user[password]=…}, {@code --password …}, {@code <password>…</password>},
 * {@code "name":"API_KEY","value":"…"}, {@code setPassword("…")}. Names that often are of something else, such as {@code token}, need a
 * value that looks like a secret; prose such as {@code Invalid password: too short} is left alone.
 */
final class KeyedSecrets {
    static final Detector NAMED = new Detector("secret", SecretNames.LITERALS, KeyedSecrets::findNamed);

    private static final char BEYOND = '\u2E80';
    private static final Chars.Kind NOT_BLANK = c -> c > ' ';
    private static final Chars.Kind INDEX = c -> Ascii.isDigit(c);
    private static final Chars.Kind LETTERS = c -> Ascii.isLetter(c);
    private static final Chars.Kind CONNECTION = c -> Chars.OF_LINE.has(c) && ";\"'<>&{}()[]\\|,".indexOf(c) < 0;
    private static final Chars.Kind ACCOUNT = c -> Chars.OF_LINE.has(c) && c != '=' && c != ';';
    private static final Chars.Kind LEADER = c -> c == '.' || c == ' ';
    private static final Chars.Kind BRACKETED = c -> Chars.OF_LINE.has(c) && c != ']';
    private static final Chars.Kind OF_LIST = c -> c > ' ' && c != ',';
    private static final Chars.Kind BRACED = c -> Chars.OF_LINE.has(c) && c != '}';
    private static final Chars.Kind VISIBILITY = c -> Chars.WORD.has(c) || ":\"\\".indexOf(c) >= 0;
    private static final Chars.Kind OF_PHRASE = c -> (c >= 'a' && c <= 'z') || c == ' ';

    /** Of a phrase that stands for a key (BIP 39). */
    private static final int LEAST_WORDS = 10;

    private static final Chars.Kind MARKUP = c -> "?*)_`$".indexOf(c) >= 0;

    /** Brackets and quotation marks of other scripts, each with what closes it. */
    private static final String CLOSED = "「」『』“”（）【】";

    private static final Pattern FALLBACK = Pattern.compile(
            "[^\"'`|?]*(?:\\([\"'][\\w.-]+[\"'], ?|(?:[\"'][\\w.-]+[\"'][)\\]]*)? ?(?:\\|\\||\\?\\?|\\?:| or) ?)[\"'`]([^\"'`\\s]+)[\"'`].*");

    /** What is called of a secret with what it is, or could be. */
    private static final Set<String> METHODS = Set.of(
            "set",
            "setvalue",
            "value",
            "equals",
            "equalsignorecase",
            "compareto",
            "sendkeys",
            "send_keys",
            "fill",
            "type",
            "assign",
            "convention",
            "put",
            "update");

    private static final String[] NO_SETTERS = {};
    private static final String[] SETTERS = {
        "ENV",
        "#define",
        "setenv",
        "SetEnv",
        "SETENV",
        "setx",
        "fastcgi_param",
        "set -x",
        "set -gx",
        "set -Ux",
        "config:set",
        "config set",
        "set --secret",
        "kv put",
        "etcdctl put",
        "requirepass",
        "secret put"
    };
    private static final int MOST_BETWEEN = 500;
    private static final int LONGEST_WORD = 64;
    private static final int LONGEST_WHICH = 24;

    /** How far before a password an FTP client has said the user's name: a reply is between. */
    private static final int LONGEST_SAID = 200;

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
        this.use = SecretNames.use(name, before == '?' || before == '&' || before == ';');
    }

    private static void findNamed(Text text, int start, int end) {
        int nameEnd = end;
        int begun = "?& ".indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
        if ("=:\" ".indexOf(text.charAt(end - 1)) >= 0) {
            nameEnd--;
        } else {
            nameEnd = text.end(end, Chars.NAME);
        }
        if (text.startsWith(" pw ", start)) {
            new Sentences(text, begun, nameEnd).hide(false);
            return;
        }
        int said = text.charAt(start) >= BEYOND ? Sentences.verb(text, end, nameEnd) : -1;
        if (said >= 0) {
            new Sentences(text, start, said).hideAt(said + 1);
            return;
        }
        if (nameEnd - start > SecretNames.LONGEST) {
            return;
        }
        int nameStart = text.start(begun, Chars.NAME, SecretNames.LONGEST);
        if (nameStart < begun && text.at(nameStart) == 'n' && text.at(nameStart - 1) == '\\') {
            // The end of a line, as it is escaped.
            nameStart++;
        }
        while (nameEnd > end && text.charAt(nameEnd - 1) == '.') {
            nameEnd--;
        }
        if (nameEnd == text.length()
                || nameEnd - nameStart > SecretNames.LONGEST
                || !text.firstNamed(nameStart, nameEnd)) {
            return;
        }
        if (text.charAt(nameEnd) == '(' && called(text, nameStart, nameEnd)) {
            return;
        }
        KeyedSecrets secret = new KeyedSecrets(text, nameStart, nameEnd);
        if (secret.use != Use.NONE) {
            secret.find();
        }
    }

    /** {@code password.set("…")}, {@code password.equals("…")}. */
    private static boolean called(Text text, int nameStart, int nameEnd) {
        int dot = text.start(nameEnd, c -> c != '.', nameEnd - nameStart) - 1;
        if (dot > nameStart && METHODS.contains(text.substring(dot + 1, nameEnd).toLowerCase(Locale.ROOT))) {
            KeyedSecrets secret = new KeyedSecrets(text, nameStart, dot);
            if (secret.use != Use.NONE) {
                secret.argument(nameEnd + 1);
                return true;
            }
        }
        return false;
    }

    private void find() {
        if (before == '<' && text.at(nameEnd) == '>' && (text.at(nameEnd + 1) == ':' || text.at(nameEnd + 1) == '=')) {
            separated(nameEnd + 1, text.at(nameEnd + 1), true);
            return;
        }
        if (Elements.opens(text, nameStart)) {
            if (use == Use.FAINT) {
                return;
            }
            valueIfAny(Elements.tag(text, nameEnd, use));
            return;
        }
        int at = Siblings.behindMarks(text, nameEnd);
        boolean quoted = at > nameEnd;
        if (text.startsWith(">>,", at) && quoted) {
            // A tuple of Erlang.
            string(text.skipBlanks(at + 3));
            return;
        }
        if (text.at(at) == '>' && quoted) {
            if (Elements.names(text, nameStart)) {
                Elements.content(text, at + 1, use);
            }
            return;
        }
        if (quoted && text.startsWith(";s:", at)) {
            // As PHP serializes it.
            value(text.end(at + 3, INDEX, 9) + 1, false);
            return;
        }
        at = behindBrackets(behindVisibility(at));
        boolean bracketed = at > nameEnd;
        int separator = text.skipBlanks(at);
        char sign = text.at(separator);
        // Tests pass, and files are named, in the same way.
        boolean named = sign == ':' && (name.equals("PASS") || (before == ':' && SecretNames.secretAlone(name)));
        boolean file = before == '/' && name.equals("passwd");
        boolean setter = sign == '=' && text.at(separator + 1) == '(' && text.startsWith("def ", nameStart - 4);
        if (named || file || setter || text.says("from-file=", nameStart - 10) || expanded(separator)) {
            return;
        }
        if (text.startsWith(separator == nameEnd ? "..." : ".....", separator)) {
            // Leaders, as in a table.
            value(text.end(nameEnd, LEADER, MOST_BETWEEN), false);
        } else if ((quoted || bracketed) && text.says("to ", separator)) {
            changedTo(separator + 3);
        } else if (sign == '=' || sign == ':' || sign == '＝' || sign == '：') {
            separated(separator, sign, separator == nameEnd && !bracketed);
        } else if ("?*)_`$".indexOf(sign) >= 0 && separator == nameEnd && isMarked(separator)) {
            int closed = text.skipBlanks(text.end(separator, MARKUP, 3));
            separated(closed, text.at(closed), true);
        } else if (sign == '-' && text.at(separator + 1) == '>') {
            value(text.skipBlanks(separator + 2), false);
        } else if (sign == '<' && text.at(separator + 1) == '-') {
            string(text.skipBlanks(separator + 2));
        } else if (sign == '!' && text.at(separator + 1) == '=') {
            compared(separator + 2);
        } else if (sign == '{' && !quoted) {
            initialized(text.skipBlanks(separator + 1));
        } else if (text.at(at) == '(' && !quoted) {
            argument(at + 1);
        } else if (quoted) {
            besideQuoted(at);
        } else if (sign == ',') {
            listed(text.skipBlanks(separator + 1));
        } else if (CLOSED.indexOf(sign) >= 0 && CLOSED.indexOf(sign) % 2 == 0) {
            bracketed(separator + 1, CLOSED.charAt(CLOSED.indexOf(sign) + 1));
        } else if (before == '>' && text.startsWith("</", nameEnd)) {
            shown(Elements.behindTags(text, nameEnd), Values::odd);
            Elements.next(text, nameEnd, name.charAt(0) == '-');
        } else if ("|│┃→⇒".indexOf(sign) >= 0 && separator == nameEnd) {
            sentence(nameEnd);
        } else if (Chars.SPACE.has(text.at(nameEnd))) {
            behindBlank(separator, sign);
        }
    }

    /** {@code ${PASSWORD:-…}}: a shell takes it from elsewhere; only what stands for it there is a value. */
    private boolean expanded(int sign) {
        int operator = text.at(sign) == ':' ? sign + 1 : sign;
        char what = text.startsWith("${", nameStart - 2) ? text.at(operator) : ' ';
        if (what == '?' || what == '+') {
            return true;
        }
        if (what != '-') {
            return false;
        }
        int to = text.end(operator + 1, BRACED, MOST_BETWEEN);
        if (text.at(to) != '}') {
            return false;
        }
        String value = text.substring(operator + 1, Math.min(to, operator + 1 + Values.SEEN));
        if (!value.startsWith("$") && Values.secret(value, use)) {
            text.hide(operator + 1, to);
        }
        return true;
    }

    private void valueIfAny(int start) {
        if (start >= 0) {
            value(start, false);
        }
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
        if (sign == '=' && next == '=') {
            compared(at + 1);
            return;
        }
        if (sign == ':' && next == ':' && !Chars.isBlank(text.at(at + 1))) {
            int typed = Declarations.assigned(text, at + 1, true);
            if (typed >= 0) {
                string(typed);
            }
            return;
        }
        if (sign == '=' && next == '~') {
            return;
        }
        at = sign == ':' && next == ':' ? at + 1 : at;
        boolean arrow = sign == '=' && next == '>';
        if (arrow || (sign == ':' && next == '=')) {
            at++;
            prose = false;
        }
        prose &= Chars.isBlank(text.at(at));
        int start = text.skipBlanks(at);
        if (sign == ':' && text.at(start) == '<' && Elements.behindTags(text, start) > start) {
            shown(Elements.behindTags(text, start), Values::mixed);
            return;
        }
        if (sign == ':' && Chars.endsLine(text.at(start))) {
            below(start);
            return;
        }
        int declared = sign == ':' ? Declarations.assigned(text, start, true) : -1;
        if (declared >= 0) {
            string(declared);
        } else {
            // As PHP dumps it.
            boolean dumped = arrow && text.startsWith("string(", text.skipSpace(start));
            value(dumped ? text.skipSpace(start) : start, prose || sign == '：');
        }
    }

    /** {@code ["password":protected]=>}, {@code [password:User:private] =>}, as PHP dumps what is not public. */
    private int behindVisibility(int start) {
        if (text.at(start) != ':') {
            return start;
        }
        int to = text.end(start, VISIBILITY, LONGEST_WORD);
        return text.at(to) == ']' && (text.startsWith("protected", to - 9) || text.startsWith("private", to - 7))
                ? to
                : start;
    }

    /** {@code *password*:}, {@code (password):}, {@code password?:}. */
    private boolean isMarked(int at) {
        int to = text.skipBlanks(text.end(at, MARKUP, 3));
        char opened = text.at(at) == ')' ? '(' : text.at(at);
        char sign = text.at(to);
        return (sign == ':' || sign == '=') && (opened == before || text.at(at) == '?' || sign == '=');
    }

    /** {@code 密码“…”}. */
    private void bracketed(int from, char closing) {
        int to = text.end(from, c -> c != closing && Chars.OF_LINE.has(c), LONGEST_WORD);
        if (text.at(to) == closing
                && Values.mixed(text.substring(from, to))
                && Values.secret(text.substring(from, to), use)) {
            text.hide(from, to);
        }
    }

    /** A word that stands where a page shows the value. */
    private void shown(int from, Predicate<String> least) {
        int to = text.end(from, c -> c > ' ' && c != '<', LONGEST_WORD);
        String value = text.substring(from, to);
        if (from > nameEnd && least.test(value) && Values.secret(value, Use.WEAK)) {
            text.hide(from, to);
        }
    }

    /** A word that is all of the next line. */
    private void below(int lineEnd) {
        int from = text.skipSpace(lineEnd);
        int to = text.end(from, NOT_BLANK, LONGEST_WORD);
        String value = text.substring(from, to);
        if (Chars.endsLine(text.at(to)) && Values.mixed(value) && value.indexOf(':') < 0 && Values.secret(value, use)) {
            text.hide(from, to);
        }
    }

    /** {@code == "…"}. */
    private void compared(int start) {
        int at = text.skipBlanks(text.at(start) == '=' ? start + 1 : start);
        Quote open = Quote.at(text, at);
        if (!open.none()) {
            int to = open.close(text, open.end());
            String value = text.substring(open.end(), Math.min(to, open.end() + Values.SEEN));
            if (Values.mixed(value) && Values.secret(value, Use.WEAK)) {
                text.hide(open.end(), to);
            }
        }
    }

    /** {@code password { "…" }}, {@code std::string password{"…"}}. */
    private void initialized(int at) {
        Quote open = Quote.at(text, at);
        if (!open.none()
                && text.at(text.skipBlanks(
                                Quote.at(text, open.close(text, open.end())).end()))
                        == '}') {
            value(at, false);
        }
    }

    /** {@code getenv("X", "…")}, {@code process.env.X || "…"}: what is taken if there is nothing. */
    private void fallback(int from) {
        String rest = text.substring(from, Math.min(text.lineEnd(from), from + LONGEST_SAID));
        Matcher matcher = FALLBACK.matcher(rest);
        if (matcher.lookingAt()) {
            String value = matcher.group(1);
            if (Values.secret(value, use) && Values.mixed(value)) {
                text.hide(from + matcher.start(1), from + matcher.end(1));
            }
        }
    }

    /** The value of which it is known that it is a string: what is computed is none. */
    private void string(int start) {
        if (!Declarations.string(text, start).none()) {
            value(start, false);
        }
    }

    /** {@code [db.password] to […]}: it has been set to what stands in brackets or quotes. */
    private void changedTo(int at) {
        Quote open = Quote.at(text, at);
        int from = text.at(at) == '[' ? at + 1 : open.end();
        int to = text.at(at) == '['
                ? text.end(from, BRACKETED, MOST_BETWEEN)
                : open.none() ? at : open.close(text, from);
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        if (!Values.label(value.replace('_', ' ')) && Values.secret(value, use)) {
            text.hide(from, to);
        }
    }

    /** {@code --password,…,--port} and {@code (password,…)}, where lists are written without quotes. */
    private void listed(int start) {
        int field = isKey() ? Siblings.field(text, start) : -1;
        if (field >= 0) {
            value(field, false);
            return;
        }
        if (!Declarations.string(text, start).none()) {
            Quote open = Declarations.string(text, start);
            String value = text.substring(open.end(), Math.min(open.close(text, open.end()), open.end() + Values.SEEN));
            if (before == '{' || (before == ':' && !Values.label(value))) {
                // A tuple of Erlang, or a symbol and its value.
                value(start, false);
            }
            return;
        }
        int to = Math.min(text.bareEnd(start), text.end(start, OF_LIST, MOST_BETWEEN));
        String value = text.substring(start, Math.min(to, start + Values.SEEN));
        int callee = text.start(nameStart - 1, Chars.WORD, LONGEST_WORD);
        boolean tuple = before == '('
                && (callee == nameStart - 1 || Ascii.isUpper(text.at(callee)))
                && text.at(to) == ')'
                && !Declarations.type(value)
                && text.hasDigit(start, to);
        boolean option = isOption() && !value.startsWith("--");
        boolean listed = option && (text.at(to) == ',' || text.at(to) == ']');
        if (Values.secret(value, listed ? use : Use.WEAK) && (tuple || option)) {
            text.hide(start, to);
        }
    }

    private boolean isOption() {
        return text.at(nameStart) == '-' && !Chars.WORD.has(before);
    }

    /** The value that begins there. */
    private void value(int start, boolean prose) {
        int at = start;
        if (text.startsWith("** ", at)) {
            at += 3;
        }
        if (text.at(at) == '!' && text.at(at + 1) != '=') {
            if (Ascii.isUpper(text.at(at + 1)) && Chars.isBlank(text.at(text.end(at, NOT_BLANK, LONGEST_WORD)))) {
                // Of a template that takes it from elsewhere.
                return;
            }
            // A tag of YAML.
            int tag = text.end(at, NOT_BLANK, LONGEST_WORD);
            at = Chars.isBlank(text.at(tag)) ? text.skipBlanks(tag) : at;
        }
        at = Declarations.unwrapped(text, at);
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
        boolean asks = value.strip().endsWith(":") && Values.label(value);
        boolean variable = at > start && text.at(at - 1) == '(' && value.indexOf('_') > 0 && Values.variable(value);
        boolean said = !open.none() && (asks || variable || isSentence(value));
        boolean assigned = open.none() && text.at(to) == ';' && Chars.isBlank(text.at(from - 1)) && Values.label(value);
        boolean usage = open.none() && isOption() && Values.variable(value);
        boolean dotted = prose && use == Use.STRONG && Chars.SPACE.has(text.at(to)) && Values.dotted(value);
        boolean computed = open.none() && Chars.isBlank(text.at(from - 1)) && !dotted && Values.expression(value);
        if (computed || (open.none() && Values.reference(value))) {
            fallback(from);
            return;
        }
        boolean itself =
                open.none() && Chars.isBlank(text.at(from - 1)) && name.indexOf('.') > 0 && Values.label(value);
        if (said
                || itself
                || ofTests(value)
                || assigned
                || usage
                || !secret(value, open.none())
                || (prose && open.none() && proseFollows(from, to))) {
            return;
        }
        text.hide(from, to);
        if (!open.none()) {
            changed(Quote.at(text, to).end());
        }
    }

    private boolean isSentence(String value) {
        boolean phrase = use == Use.STRONG ? !SecretNames.secretAlone(name) : use == Use.PASS && !name.equals("pass");
        return phrase ? Remarks.sentenceNotPhrase(value) : Remarks.sentence(value);
    }

    /** {@code compiler pass: …}: one of several. */
    private boolean ofTests(String value) {
        int word = text.start(nameStart - 1, LETTERS, LONGEST_WORD);
        boolean one =
                text.startsWith(": ", nameEnd) && before == ' ' && word < nameStart - 1 && text.at(word - 1) != '=';
        return use == Use.PASS && name.equals("pass") && one && !Values.odd(value);
    }

    /** {@code "…" -> "…"}: what it is from now on. */
    private void changed(int closed) {
        int at = text.skipBlanks(closed);
        Quote open = Quote.at(text, text.skipBlanks(at + 2));
        if (text.startsWith("->", at) && !open.none()) {
            text.hide(open.end(), open.close(text, open.end()));
        }
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private boolean secret(String value, boolean bare) {
        boolean pwd = name.length() >= 3 && name.regionMatches(true, name.length() - 3, "pwd", 0, 3) && before != ';';
        boolean directory = pwd && !value.isEmpty() && value.charAt(0) == '/';
        boolean kept = SecretNames.secretAlone(name) && Values.path(value);
        boolean word = SecretNames.isPhrase(name) && value.indexOf(' ') < 0;
        boolean words = !bare && SecretNames.isKeyOrPassword(name) && Values.words(value);
        return words
                || (!directory && !kept && !word && (bare ? Values.bareSecret(value, use) : Values.secret(value, use)));
    }

    /** Where a value without quotes ends, which may go on behind blanks where what stands around it tells that it does. */
    private int end(int from) {
        int bare = text.bareEnd(from);
        if (before == '?' || before == '&') {
            // In a query each ends a value, if nothing stands behind it too.
            return Math.min(bare, text.find("&", from + 1));
        }
        if (before == ';' || before == ',') {
            // In a connection string.
            int part = text.end(from, CONNECTION, MOST_BETWEEN);
            return text.at(part) == ';' && part > bare ? part : bare;
        }
        if (SecretNames.isPhrase(name)) {
            int words = text.end(from, OF_PHRASE, MOST_BETWEEN);
            return text.substring(from, words).trim().split(" ", -1).length >= LEAST_WORDS ? words : bare;
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

    /** {@code setPassword("…")}, {@code PASSWORD('…')}. */
    private void argument(int start) {
        Quote open = Quote.at(text, Declarations.unwrapped(text, start));
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
        int open = text.skipBlanks(nameClosed);
        int given = text.at(open) == '{' ? text.find("default", open) : text.length();
        if (given < Math.min(text.length(), open + LONGEST_WORD)) {
            // Of a variable of Terraform.
            int sign = text.skipBlanks(given + 7);
            if (text.at(sign) == '=') {
                string(text.skipBlanks(sign + 1));
            }
            return;
        }
        int sibling = new Siblings(text, nameStart, nameClosed).value();
        if (sibling >= 0) {
            value(sibling, false);
        } else if (text.says("form-data; name=", nameStart - 17)) {
            part(nameClosed);
        } else if (text.says("name=", nameStart - 6)) {
            Elements.named(text, nameClosed);
        }
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
        int field = isKey() ? Siblings.field(text, text.skipSpace(nameEnd)) : -1;
        int declared = field < 0 && (Ascii.isLetter(sign) || sign == '[' || sign == '<')
                ? Declarations.assigned(text, at, false)
                : -1;
        if (field >= 0) {
            value(field, false);
        } else if (text.says("form-data; name=", nameStart - 16)) {
            part(nameEnd);
        } else if (at == nameEnd) {
            return;
        } else if (declared >= 0) {
            string(declared);
        } else if (text.says("for ", at) && text.at(text.end(at, ACCOUNT, LONGEST_WORD)) == '=') {
            int assigned = text.skipBlanks(text.end(at, ACCOUNT, LONGEST_WORD) + 1);
            if (isQuote(text.at(assigned))) {
                value(assigned, false);
            }
        } else if ((sign == '\'' && use != Use.PASS)
                || (isOption() && sign != '-')
                || (isQuote(sign) && (before == ':' || isSaidWith()))) {
            value(at, false);
        } else if (sign == '#' && before == ':' && isQuote(text.at(at + 1))) {
            value(at, false);
        } else if (isKeyAlone(at)) {
            text.hide(at, text.end(at, Chars.CREDENTIAL));
        } else if (which(at) >= 0) {
            value(text.skipBlanks(which(at) + 1), true);
        } else if (isDirective() || isSet() || isToldAlone(at)) {
            value(at, false);
        } else if (isCredential()) {
            // A number tells how it is written (Cisco).
            int digit = Chars.DIGIT.has(text.at(at)) && Chars.isBlank(text.at(at + 1)) ? text.skipBlanks(at + 1) : at;
            int to = text.bareEnd(digit);
            if (Values.secret(text.substring(digit, Math.min(to, digit + Values.SEEN)), Use.WEAK)) {
                text.hide(digit, to);
            }
        } else {
            sentence(nameEnd);
        }
    }

    private void sentence(int behind) {
        boolean alone = SecretNames.secretAlone(name);
        Sentences sentence = new Sentences(text, nameStart, behind);
        if (use == Use.PASS && sentence.told()) {
            sentence.hide(false);
        } else if (use == Use.STRONG || use == Use.WEAK || use == Use.SESSION) {
            int word = text.start(nameStart, Chars.BLANK, 4);
            String which = text.substring(text.start(word, LETTERS, LONGEST_WORD), word);
            if (!SecretNames.goesOn(which, name)) {
                sentence.hide(alone || use != Use.STRONG || name.endsWith("key"));
            }
        }
    }

    /** Where the sign is behind words that say which of several it is: {@code Пароль пользователя: …}; -1 where there are none. */
    private int which(int at) {
        int sign = text.end(at, c -> Chars.NAME.has(c) || c == ' ' || c == '\'', LONGEST_WHICH);
        boolean separator = text.at(sign) == ':' || text.at(sign) == '=';
        return separator && use == Use.STRONG && SecretNames.isWhich(text.substring(at, sign)) ? sign : -1;
    }

    /** {@code - name: DB_PASSWORD value: …}. */
    private boolean isKey() {
        int sign = text.start(nameStart, Chars.BLANK, 4) - 1;
        return (text.at(sign) == ':' || text.at(sign) == '=')
                && (text.says("name", sign - 4)
                        || text.says("key", sign - 3)
                        || text.startsWith("first", sign - 5)
                        || text.startsWith("left", sign - 4)
                        || text.startsWith("_1", sign - 2));
    }

    /** {@code with password "…"}. */
    private boolean isSaidWith() {
        int end = text.start(nameStart, Chars.BLANK, 4);
        return text.says("with", end - 4)
                || text.says("using", end - 5)
                || text.startsWith("(def", end - 4)
                || text.startsWith("(setq", end - 5)
                || text.says("encrypted", end - 9)
                || text.says("set", end - 3);
    }

    /** {@code ENV API_KEY …}, {@code configure set aws_secret_access_key …}: one long word of letters and digits. */
    private boolean isKeyAlone(int at) {
        int to = text.end(at, Chars.CREDENTIAL);
        boolean letters = text.end(at, c -> !Ascii.isLetter(c), LONGEST_WORD) < to;
        boolean one = to >= text.length() || Chars.SPACE.has(text.charAt(to));
        return to - at >= (name.indexOf('_') >= 0 ? 16 : 32)
                && one
                && letters
                && text.hasDigit(at, to)
                && !text.startsWith("/", at)
                && text.isAll(at, to, Chars.BASE64);
    }

    /** Of the settings of Redis. */
    private boolean isDirective() {
        return name.equals("requirepass") || name.equals("masterauth");
    }

    /** {@code ENV DB_PASSWORD …}, {@code setenv API_TOKEN …}, {@code etcdctl put /app/password …}. */
    private boolean isSet() {
        int path = text.start(nameStart, NOT_BLANK, SecretNames.LONGEST);
        int end = text.start(path, Chars.BLANK, 4);
        for (String setter : end < path ? SETTERS : NO_SETTERS) {
            if (text.startsWith(setter, end - setter.length()) && !Chars.WORD.has(text.at(end - setter.length() - 1))) {
                return true;
            }
        }
        return false;
    }

    /** {@code PASS …} (RFC 959, 1939, 1459): one word, behind {@code USER …} or as a protocol shows what it sends. */
    private boolean isToldAlone(int at) {
        if (!name.equals("PASS")) {
            return false;
        }
        int to = text.bareEnd(at);
        if (text.lineEnd(to) > to && !text.startsWith(" -> ", to)) {
            return false;
        }
        int sent = text.start(nameStart, Chars.BLANK, 4) - 1;
        int line = text.start(text.start(nameStart, Chars.SPACE, 4), Chars.OF_LINE, LONGEST_WORD);
        int said = text.start(line, c -> true, LONGEST_SAID);
        return text.at(sent) == '>'
                || text.startsWith("C:", sent - 1)
                || text.substring(said, nameStart).contains("USER ");
    }

    /** {@code login bob password …} (netrc), {@code enable secret …}, {@code username bob privilege 15 secret 5 …} (Cisco). */
    private boolean isCredential() {
        int end = text.start(nameStart, Chars.BLANK, 4);
        if (end == nameStart) {
            return false;
        }
        if (text.says("enable", end - 6)) {
            return true;
        }
        int line = text.start(end, Chars.OF_LINE, LONGEST_WORD);
        int word = text.start(end, NOT_BLANK, LONGEST_WORD);
        int blank = text.start(word, Chars.BLANK, 4);
        return text.says("username ", line)
                || text.says("neighbor ", text.skipBlanks(line))
                || (word < end && blank < word && (text.says("login", blank - 5) || text.says("username", blank - 8)));
    }

    /** A word of small letters, and then more of them: a sentence. */
    private boolean proseFollows(int from, int to) {
        if (to - from > LONGEST_WORD || SecretNames.isPhrase(name)) {
            return false;
        }
        boolean foreign = true;
        boolean capital = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            foreign &= c >= 0x80;
        }
        if (foreign) {
            int behind = text.skipBlanks(to);
            return text.lineEnd(behind) > behind;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean first = i == from && i + 1 < to && Ascii.isUpper(c);
            capital |= first;
            if (!first && !Character.isLowerCase(c) && !(c == '\'' || (i == to - 1 && ".,;:!?".indexOf(c) >= 0))) {
                return false;
            }
        }
        int next = text.skipBlanks(to);
        int nextEnd = text.end(next, Chars.NAME);
        if (capital) {
            int last = text.end(text.skipBlanks(nextEnd), LETTERS);
            return nextEnd > next
                    && last > text.skipBlanks(nextEnd)
                    && text.isAll(next, nextEnd, Chars.LOWER)
                    && text.isAll(text.skipBlanks(nextEnd), last, Chars.LOWER)
                    && Chars.SPACE.has(text.at(last));
        }
        boolean pair = text.at(nextEnd) == '=' || text.at(nextEnd) == ':';
        return next > to && nextEnd > next && !pair;
    }
}
