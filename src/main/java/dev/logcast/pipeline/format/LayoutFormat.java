package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import org.jspecify.annotations.Nullable;

/**
 * The layouts that libraries and people configure: a stamp, a level, a logger, a thread in any order and any brackets, before the
 * message. Reads token by token until the message begins, which is where words stand like in a sentence; a word in it is no level.
 *
 * <p>A word in capitals counts where nothing but such tokens stands before it, a word in small letters where the layout sets it
 * apart, as brackets, bars, tabs and colons do. What may be either counts where the lines of the source show a column
 * ({@link Columns}).
 */
final class LayoutFormat implements Format {
    private static final int HEADER = 320;
    private static final int MOST_TOKENS = 24;
    private static final int LONGEST_BRACKET = 160;
    private static final int MOST_WORDS = 3;
    private static final String ERLANG_HEAD = " REPORT====";

    private final JsonFormat json;
    private final LogfmtFormat logfmt;
    private final Columns columns = new Columns();

    private String s = "";
    private int limit;
    private int p;
    private Parsed to;

    /** Whether what stands before sets the next token apart: the start, a stamp, a bracket, a separator, a tag. */
    private boolean anchored;

    /** Words like those of a sentence since the last stamp. */
    private int words;

    private boolean tagged;
    private boolean logged;
    private boolean structured;
    private int token;
    private char separator;

    /** Behind the last thing that is no message; words may stand between there and {@code p}. */
    private int message;

    LayoutFormat(Parsed to, JsonFormat json, LogfmtFormat logfmt) {
        this.to = to;
        this.json = json;
        this.logfmt = logfmt;
    }

    @Override
    public String name() {
        return "pattern";
    }

    @Override
    public boolean read(String text, int start, Parsed into) {
        s = text;
        to = into;
        int newline = text.indexOf('\n', start);
        int end = newline < 0 ? text.length() : newline;
        limit = Math.min(end, start + HEADER);
        p = start;
        anchored = true;
        words = 0;
        tagged = false;
        logged = false;
        structured = false;
        separator = 0;
        message = start;
        boolean timedBefore = into.timed();
        token = 0;
        while (p < limit && token < MOST_TOKENS) {
            char c = s.charAt(p);
            if (c <= ' ') {
                p++;
            } else if (step(c)) {
                token++;
            } else {
                break;
            }
        }
        columns.endOfLine();
        int at = message;
        while (at < end && s.charAt(at) <= ' ') {
            at++;
        }
        into.msgAt = structured ? 0 : at;
        s = "";
        return structured || into.level != null || into.timed() != timedBefore;
    }

    /** Takes one token that is no message; false: here the message begins. */
    private boolean step(char c) {
        if (isDigit(c) || (c >= 'A' && c <= 'Z')) {
            if (stamp()) {
                return true;
            }
        }
        return switch (c) {
            case '[', '(', '<', '【', '［', '〔' -> bracket(c);
            case '{' -> object();
            case '|', '-', ':', ';', ',', '>', '=', '*', '–', '—', '～', '：', '·' -> separator(c);
            case '%' -> mnemonic();
            case '"' -> token == 0 && quotedKey();
            case '\'', '/', '#', '$', '`' -> false;
            default -> (c < 0x80 || LevelTable.of(s, p, lettersEnd()) != null) && word();
        };
    }

    private boolean stamp() {
        boolean early = anchored || (to.level == null && words <= 1);
        if (!early || (logged && to.timed())) {
            return false;
        }
        if (!to.time.at(s, p)) {
            return false;
        }
        boolean bare = to.time.precision() % 8 == 7 && digitsEnd() >= to.time.end() - 10;
        if ((bare && words > 0) || (!to.time.dated() && (to.timed() || words > 0))) {
            return false;
        }
        to.take();
        p = to.time.end();
        words = 0;
        accepted();
        return true;
    }

    private int digitsEnd() {
        int i = p;
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    /** What was just passed is no message, nor is anything before it. */
    private void accepted() {
        anchored = true;
        separator = 0;
        message = p;
    }

    private boolean separator(char c) {
        char next = at(p + 1);
        if (c == '-' && next != ' ' && next != '-' && next != '\t' && next != '[') {
            return false;
        }
        if (c == '=' && p > 0 && s.charAt(p - 1) != '=' && token > 0) {
            return false;
        }
        boolean clean = isSpace(message, p);
        p++;
        anchored = true;
        separator = c;
        if (clean) {
            message = p;
        }
        // What follows the logger and a dash or colon is the message, whatever it looks like.
        return !(logged && clean && (c == '-' || c == ':'));
    }

    private boolean isSpace(int from, int end) {
        for (int i = from; i < end; i++) {
            if (s.charAt(i) > ' ') {
                return false;
            }
        }
        return true;
    }

    /** {@code %SYS-5-CONFIG_I:}, as Cisco writes severities. */
    private boolean mnemonic() {
        int i = p + 1;
        while (isUpper(at(i)) || isDigit(at(i)) || at(i) == '_') {
            i++;
        }
        char digit = at(i + 1);
        if (i == p + 1 || at(i) != '-' || digit < '0' || digit > '7' || at(i + 2) != '-') {
            return false;
        }
        to.level = LevelTable.ofSeverity(digit - '0');
        p = i + 2;
        while (p < limit && s.charAt(p) > ' ') {
            p++;
        }
        accepted();
        return true;
    }

    /** A JSON object that ends the record; of a broken one, its level and time. */
    private boolean object() {
        if ((!anchored && words > 0) || (at(p + 1) == ' ' && at(p + 2) != '"')) {
            return false;
        }
        Level before = to.level;
        if (json.read(s, p, to)) {
            structured = true;
            to.level = to.level == null ? before : to.level;
            return false;
        }
        to.attributes.clear();
        if (to.level == null) {
            brokenObject();
        }
        return false;
    }

    private void brokenObject() {
        for (String key : new String[] {"\"level\"", "\"severity\"", "\"log.level\"", "\"lvl\""}) {
            int value = valueOf(key);
            if (value < 0) {
                continue;
            }
            int e = value;
            while (isLetter(at(e))) {
                e++;
            }
            if (LevelTable.of(s, value, e) != null) {
                to.level = LevelTable.of(s, value, e);
                break;
            }
        }
        for (String key : new String[] {"\"time\"", "\"ts\"", "\"timestamp\"", "\"@timestamp\""}) {
            int value = valueOf(key);
            if (value > 0 && to.stamp(s, value)) {
                break;
            }
        }
    }

    /** A field of an object whose beginning is missing. */
    private boolean quotedKey() {
        if (s.startsWith("\":", p + 6) || s.startsWith("\":", p + 9)) {
            brokenObject();
        }
        return false;
    }

    private int valueOf(String key) {
        int found = s.indexOf(key, p);
        if (found < 0 || found > p + 4096) {
            return -1;
        }
        int i = found + key.length();
        while (at(i) == ' ' || at(i) == ':' || at(i) == '"') {
            i++;
        }
        return i;
    }

    private boolean bracket(char open) {
        int close = close(open);
        if (close < 0) {
            return false;
        }
        int a = p + 1;
        int b = close;
        while (a < b && s.charAt(a) <= ' ') {
            a++;
        }
        while (b > a && s.charAt(b - 1) <= ' ') {
            b--;
        }
        if (words > 0 && to.level == null && !isLevelBracket(a, b)) {
            return false;
        }
        if (!inBracket(open, a, b)) {
            return false;
        }
        p = close + 1;
        accepted();
        return true;
    }

    private boolean isLevelBracket(int a, int b) {
        return words <= 2 && !tagged && LevelTable.ofUncommon(s, a, b) != null;
    }

    private int close(char open) {
        char closing =
                switch (open) {
                    case '[' -> ']';
                    case '(' -> ')';
                    case '<' -> '>';
                    case '【' -> '】';
                    case '［' -> '］';
                    default -> '〕';
                };
        int depth = 0;
        int last = Math.min(p + LONGEST_BRACKET, s.length());
        for (int i = p; i < last; i++) {
            char c = s.charAt(i);
            if (c == open) {
                depth++;
            } else if (c == closing && --depth == 0) {
                return i;
            } else if (c == '\n') {
                return -1;
            }
        }
        return -1;
    }

    /** What stands in a bracket; false: it belongs to the message. */
    private boolean inBracket(char open, int a, int b) {
        if (a >= b) {
            return open != '<';
        }
        char first = s.charAt(a);
        Level level = b - a == 1 ? LevelTable.ofLetter(first) : LevelTable.of(s, a, b);
        if (level != null) {
            if (to.level == null) {
                to.level = level;
            }
            return true;
        }
        if (!logged && stampIn(a, b)) {
            return true;
        }
        if (to.level == null && levelPart(a, b)) {
            return true;
        }
        if (open == '<') {
            return isDigit(first) && inPriority(a, b);
        }
        int spaces = count(' ', a, b);
        boolean pairs = count('=', a, b) > 0;
        if (pairs) {
            pairs(a, b);
            return true;
        }
        if (spaces > 3 || (open == '(' && (spaces > 0 || token == 0))) {
            return false;
        }
        name(open, a, b, spaces);
        return true;
    }

    /** A priority of syslog before what is no syslog otherwise, or a process of Erlang. */
    private boolean inPriority(int a, int b) {
        if (token == 0 && count('.', a, b) == 0) {
            Object number = Numbers.of(s, a, b);
            if (!(number instanceof Long priority) || priority > 191) {
                return false;
            }
            to.level = LevelTable.ofSeverity((int) (priority & 7));
        }
        return true;
    }

    /** {@code [2026-11-23 10:00:00,123: INFO/Main]}, {@code [I 10:00:00.123 App]}, {@code [10:00:00 INF]}. */
    private boolean stampIn(int a, int b) {
        int start = a;
        Level level = null;
        if (isLetter(s.charAt(a)) && !to.time.at(s, a)) {
            int w = a;
            while (w < b && isLetter(s.charAt(w))) {
                w++;
            }
            level = w - a == 1 ? LevelTable.ofLetter(s.charAt(a)) : LevelTable.of(s, a, w);
            if (level == null || at(w) != ' ') {
                return false;
            }
            start = w + 1;
        }
        if (!to.time.at(s, start) || to.time.end() > b || (!to.time.dated() && to.timed())) {
            return false;
        }
        to.take();
        int from = to.time.end();
        words = 0;
        if (to.level == null && level == null) {
            level = levelWithin(from, b);
        }
        if (to.level == null) {
            to.level = level;
        }
        return true;
    }

    private @Nullable Level levelWithin(int from, int b) {
        int i = from;
        while (i < b) {
            if (!isLetter(s.charAt(i))) {
                i++;
                continue;
            }
            int w = i;
            while (w < b && isLetter(s.charAt(w))) {
                w++;
            }
            Level level = LevelTable.ofUncommon(s, i, w);
            if (level != null && at(w) != '.' && at(w) != '_' && s.charAt(i - 1) != '.' && s.charAt(i - 1) != '_') {
                return level;
            }
            i = w;
        }
        return null;
    }

    /** {@code [core:error]}, {@code [Server thread/INFO]}, {@code [INFO main]}. */
    private boolean levelPart(int a, int b) {
        if (count('/', a, b) <= 1 && count('=', a, b) == 0) {
            for (int i = b - 1; i > a && b - i < 14; i--) {
                char c = s.charAt(i);
                if (c == ':' || c == '/' || c == '|') {
                    Level level = LevelTable.ofUncommon(s, i + 1, b);
                    if (level != null && (c == ':' ? count(' ', a, b) == 0 : isUpper(s.charAt(b - 1)))) {
                        to.level = level;
                        return true;
                    }
                    break;
                }
            }
        }
        int w = a;
        while (w < b && isUpper(s.charAt(w))) {
            w++;
        }
        if (w > a + 1 && w < b && !isWord(s.charAt(w)) && s.charAt(w) != '-' && s.charAt(w) != '.') {
            Level level = LevelTable.ofUncommon(s, a, w);
            if (level != null) {
                to.level = level;
                return true;
            }
        }
        return false;
    }

    /** Pairs in a bracket, as those of a diagnostic context. */
    private void pairs(int a, int b) {
        int i = a;
        while (i < b) {
            int equals = s.indexOf('=', i);
            if (equals < 0 || equals >= b) {
                return;
            }
            int e = equals + 1;
            while (e < b && s.charAt(e) > ' ' && s.charAt(e) != ',' && s.charAt(e) != ';') {
                e++;
            }
            int k = equals;
            while (k > i && (isWord(s.charAt(k - 1)) || s.charAt(k - 1) == '.' || s.charAt(k - 1) == '-')) {
                k--;
            }
            pair(k, equals, e);
            i = e + 1;
        }
    }

    private void pair(int key, int equals, int end) {
        if (equals == key || end == equals + 1) {
            return;
        }
        if (isLevelKey(key, equals)) {
            Level level = LevelTable.of(s, equals + 1, end);
            if (level != null && to.level == null) {
                to.level = level;
            }
            return;
        }
        String name = to.names.of(s, key, equals);
        name = switch (name) {
            case "traceId", "trace.id", "traceid" -> "trace_id";
            case "spanId", "span.id", "spanid" -> "span_id";
            default -> name;
        };
        Object number = name.equals("trace_id") || name.equals("span_id") ? null : Numbers.of(s, equals + 1, end);
        to.attributes.put(name, number != null ? number : s.substring(equals + 1, end));
    }

    /** A bracket that only names something: process, thread, logger, trace. */
    private void name(char open, int a, int b, int spaces) {
        if (!to.timed() && to.level == null && token > 2) {
            return;
        }
        int digits = 0;
        int hex = 0;
        for (int i = a; i < b; i++) {
            char c = s.charAt(i);
            digits += isDigit(c) ? 1 : 0;
            hex += isDigit(c) || (c >= 'a' && c <= 'f') ? 1 : 0;
        }
        if (digits == b - a) {
            if (digits < 12 && to.attributes.get("process.pid") == null) {
                to.putNumber("process.pid", s, a, b);
            }
            return;
        }
        if (hex >= 32 && traces(a, b)) {
            return;
        }
        boolean dotted = open == '[' && spaces == 0 && isLogger(a, b);
        if (dotted && to.attributes.get("code.namespace") == null) {
            to.put("code.namespace", s, a, b);
        } else if (!dotted && digits + 1 < b - a && to.attributes.get("thread.name") == null && b - a <= 80) {
            to.put("thread.name", s, a, b);
        }
    }

    /** {@code [app,64f3a1b2c3d4e5f664f3a1b2c3d4e5f6,a1b2c3d4e5f60708]}, as Spring Boot writes them. */
    private boolean traces(int a, int b) {
        boolean any = false;
        int i = a;
        while (i < b) {
            int e = i;
            boolean hex = true;
            while (e < b && s.charAt(e) != ',' && s.charAt(e) != ' ' && s.charAt(e) != '-') {
                hex &= Character.digit(s.charAt(e), 16) >= 0;
                e++;
            }
            if (hex && e - i == 32) {
                to.put("trace_id", s, i, e);
                any = true;
            } else if (hex && e - i == 16 && any) {
                to.put("span_id", s, i, e);
            }
            i = e + 1;
        }
        return any;
    }

    private boolean word() {
        int w = lettersEnd();
        if (w > p && to.level == null && (level(w) || (anchored && w - p == 3 && php()))) {
            return true;
        }
        int e = w;
        while (e < limit && s.charAt(e) > ' ' && s.charAt(e) != '|') {
            e++;
        }
        int equals = s.indexOf('=', w);
        if (equals > p && equals < e && isKey(equals)) {
            return pairAhead(equals, e);
        }
        return to.level != null ? behindLevel(e) : beforeLevel(w, e);
    }

    /** {@code PHP Warning:  …}; and what npm says, whose name is no word of a sentence. */
    private boolean php() {
        if (s.startsWith("npm ", p)) {
            p += 3;
            return true;
        }
        if (!s.startsWith("PHP ", p)) {
            return false;
        }
        int colon = s.indexOf(':', p);
        Level level = colon < 0
                ? null
                : switch (s.substring(p + 4, Math.min(colon, p + 40))) {
                    case "Fatal error", "Parse error", "Recoverable fatal error" -> Level.ERROR;
                    case "Warning" -> Level.WARN;
                    case "Notice", "Deprecated", "Strict Standards" -> Level.INFO;
                    default -> null;
                };
        if (level == null) {
            return false;
        }
        to.level = level;
        p = colon + 1;
        accepted();
        return true;
    }

    private int lettersEnd() {
        int w = p;
        while (w < limit && (isLetter(s.charAt(w)) || (s.charAt(w) >= 0x2E80 && s.charAt(w) < 0xFB00))) {
            w++;
        }
        return w;
    }

    /** Takes the letters that stand here for the level if they are one here. */
    private boolean level(int w) {
        if (w - p == 1) {
            return letter(w);
        }
        Level level = LevelTable.of(s, p, w);
        if (level == null || !isBoundary(at(w)) || !isLevelHere(level, w)) {
            return false;
        }
        to.level = level;
        p = w;
        while (at(p) == '+' || isDigit(at(p))) {
            p++;
        }
        if (at(p) == ':' || at(p) == '：' || at(p) == '!') {
            p++;
        } else if (s.startsWith(ERLANG_HEAD, p)) {
            p += ERLANG_HEAD.length();
        }
        accepted();
        tagged = false;
        words = 0;
        pythonRoot(w);
        return true;
    }

    /** {@code INFO:root:message}, the layout that Python begins with. */
    private void pythonRoot(int w) {
        if (at(w) != ':' || at(w + 1) <= ' ') {
            return;
        }
        int colon = s.indexOf(':', w + 1);
        if (colon > 0 && colon < limit && isLoggerName(w + 1, colon)) {
            to.put("code.namespace", s, w + 1, colon);
            p = colon + 1;
            logged = true;
            message = p;
        }
    }

    private boolean isLevelHere(Level level, int w) {
        boolean caps = isUpper(s.charAt(w - 1)) && isUpper(s.charAt(p));
        boolean common = LevelTable.ofUncommon(s, p, w) == null;
        boolean other = s.charAt(p) >= 0x80;
        char next = at(w);
        if (anchored) {
            if (next == ':' || next == '：') {
                return at(w + 1) != ':' && (!common || caps || other || level.compareTo(Level.WARN) >= 0);
            }
            if (isSetApart(w)) {
                return true;
            }
            if (caps) {
                return !common || to.timed();
            }
            return !common && to.timed() && !tagged && columns.sees(token);
        }
        if (caps && !common && words == 0) {
            return true;
        }
        if (common || !to.timed() || tagged) {
            return false;
        }
        if (caps && next == ':' && words <= 2) {
            return true;
        }
        return columns.sees(token) || (caps && words == 1 && columns.unknown());
    }

    /** Whether layouts leave no doubt about this word, whatever its case: bars, dashes, tabs or a wider space stand about it. */
    private boolean isSetApart(int w) {
        int i = w;
        while (at(i) == ' ') {
            i++;
        }
        char next = at(i);
        if (at(w) == '|' || at(w) == ']' || at(w) == '[') {
            return true;
        }
        if (separator == '|' || (separator == '-' && token > 1)) {
            return next == '|' || (next == '-' && (at(i + 1) == ' ' || at(i + 1) == '\t'));
        }
        boolean behindTab = p > 0 && s.charAt(p - 1) == '\t';
        if (at(w) == '\t') {
            return behindTab || to.timed();
        }
        return to.timed()
                && !tagged
                && words == 0
                && separator != '-'
                && (i - w >= 2
                        || next == '['
                        || next == '|'
                        || (at(w) == ',' && separator == 0)
                        || (separator == ',' && i > w + 1));
    }

    private boolean letter(int w) {
        char c = s.charAt(p);
        char next = at(w);
        if (token == 0 && s.startsWith(", [", w)) {
            // Ruby writes the first letter in front, and the word behind.
            p = w + 1;
            return true;
        }
        if (!to.timed()
                || !anchored
                || tagged
                || (next != ' ' && next != '\t' && next != '/' && next != '|' && next != ':')) {
            return false;
        }
        Level level = c == 'N' || c == 'A' ? null : LevelTable.ofLetter(c);
        if (level == null) {
            return false;
        }
        char behind = at(w + 1);
        boolean word = c == 'I' || c == 'C';
        boolean column = next == ' ' && columns.sees(token);
        if (next == ' ' && word && behind >= 'a' && behind <= 'z' && !column) {
            return false;
        }
        to.level = level;
        p = w + (next == ':' ? 1 : 0);
        accepted();
        return true;
    }

    private boolean isKey(int equals) {
        for (int i = p; i < equals; i++) {
            char c = s.charAt(i);
            if (!isWord(c) && c != '.' && c != '-' && c != '@') {
                return false;
            }
        }
        return true;
    }

    private boolean isLevelKey(int key, int equals) {
        return switch (equals - key) {
            case 3 -> s.startsWith("lvl", key);
            case 5 -> s.regionMatches(true, key, "level", 0, 5);
            case 8 -> s.regionMatches(true, key, "severity", 0, 8) || s.regionMatches(true, key, "loglevel", 0, 8);
            case 9 ->
                s.startsWith("log.level", key) || s.startsWith("log_level", key) || s.startsWith("levelname", key);
            default -> false;
        };
    }

    /** A pair among other tokens: if nothing but pairs follows, they are read; else it is taken for a level, or for the message. */
    private boolean pairAhead(int equals, int end) {
        int e = end;
        if (isLevelKey(p, equals) && to.level == null) {
            int a = equals + 1;
            int b = e;
            if (at(a) == '"') {
                a++;
                b = Math.max(a, s.charAt(b - 1) == '"' ? b - 1 : b);
            }
            while (b > a && !isLetter(s.charAt(b - 1))) {
                b--;
            }
            to.level = LevelTable.of(s, a, b);
        }
        if (anchored || isSpace(message, p)) {
            Level before = to.level;
            if (logfmt.read(s, p, to)) {
                structured = true;
                to.level = to.level == null ? before : to.level;
                return false;
            }
            to.level = before;
        }
        if (to.level != null && isLevelKey(p, equals)) {
            p = e;
            accepted();
            return true;
        }
        if (to.level != null || words > 0) {
            return false;
        }
        if (!to.timed()) {
            to.stamp(s, at(equals + 1) == '"' ? equals + 2 : equals + 1);
            e = Math.max(e, to.time.end());
        }
        p = e;
        return true;
    }

    private boolean behindLevel(int e) {
        if (!isSpace(message, p)) {
            return false;
        }
        int i = e;
        while (at(i) == ' ') {
            i++;
        }
        boolean column = at(i) == '|' || (at(e) == '\t' && s.charAt(p - 1) == '\t');
        boolean dash = at(i) == '-' && (at(i + 1) == ' ' || at(i + 1) == '-');
        if (digitsEnd() == e && (dash || at(i) == '[')) {
            to.putNumber("process.pid", s, p, e);
            p = e;
            accepted();
            return true;
        }
        boolean colon = s.charAt(e - 1) == ':' && e - p > 2;
        int nameEnd = colon ? e - 1 : e;
        boolean spacedColon = at(i) == ':' && at(i + 1) == ' ';
        boolean named = isLogger(p, nameEnd)
                ? colon || dash || column || spacedColon || at(i) == '['
                : isLoggerName(p, nameEnd) && (column || spacedColon || dash || (colon && isNameOfProgram(nameEnd)));
        if (logged || !named) {
            return false;
        }
        if (to.attributes.get("code.namespace") == null) {
            to.put("code.namespace", s, p, nameEnd);
        }
        p = e;
        logged = true;
        accepted();
        return !colon;
    }

    /** {@code SparkContext}, {@code my-app}: not the beginning of a sentence. */
    private boolean isNameOfProgram(int e) {
        for (int i = p + 1; i < e; i++) {
            char c = s.charAt(i);
            if (isUpper(c) || c == '-' || c == '_' || c == '$' || isDigit(c)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLoggerName(int a, int b) {
        if (b <= a || b - a > 120 || isDigit(s.charAt(a))) {
            return false;
        }
        for (int i = a; i < b; i++) {
            char c = s.charAt(i);
            if (!isWord(c)
                    && c != '.'
                    && c != '-'
                    && c != '$'
                    && c != ':'
                    && c != '/'
                    && c != '@'
                    && c != '#'
                    && c != '<'
                    && c != '>') {
                return false;
            }
        }
        return true;
    }

    /** A name of parts: {@code com.example.Shop}, {@code shop::basket}, {@code server/main.go:12}. */
    private boolean isLogger(int a, int b) {
        if (!isLoggerName(a, b)) {
            return false;
        }
        for (int i = a + 1; i < b - 1; i++) {
            char c = s.charAt(i);
            if ((c == '.' || c == ':' || c == '/' || c == '$') && (isWord(s.charAt(i + 1)) || s.charAt(i + 1) == ':')) {
                return true;
            }
        }
        return false;
    }

    private boolean beforeLevel(int w, int e) {
        char last = s.charAt(e - 1);
        if (at(w) == '.' && dottedLevel(w, e)) {
            return true;
        }
        if (keyed(w)) {
            return true;
        }
        if (last == ':' && e - p > 1) {
            if (!to.timed() && (s.startsWith("Exception", e - 10) || s.startsWith("Error", e - 6))) {
                return false;
            }
            if (tagged && words > 0) {
                return false;
            }
            tagged = true;
            anchored = true;
            separator = 0;
            // main.go:12:5: warning
            p = e;
            return words <= 1;
        }
        boolean plain =
                w == e || (w == e - 1 && (last == ',' || last == '.' || last == '!' || last == '?' || last == '\''));
        if (!plain) {
            if (s.indexOf("://", p) >= 0 && s.indexOf("://", p) < e) {
                return false;
            }
            anchored = false;
            p = e;
            return !tagged || words == 0;
        }
        boolean caps = isUpper(s.charAt(p)) && isUpper(s.charAt(w - 1)) && w - p > 1;
        if (!caps || tagged) {
            words++;
            if (tagged || words > (to.timed() ? MOST_WORDS : 1)) {
                return false;
            }
        }
        anchored = false;
        p = e;
        return true;
    }

    /** {@code level: error}, {@code severity = "error"}. */
    private boolean keyed(int w) {
        if (!anchored || !isLevelKey(p, w)) {
            return false;
        }
        int a = w;
        boolean told = false;
        while (at(a) == ' ' || at(a) == ':' || at(a) == '=' || at(a) == '"') {
            told |= at(a) == ':' || at(a) == '=';
            a++;
        }
        int b = a;
        while (isLetter(at(b))) {
            b++;
        }
        Level level = told ? LevelTable.of(s, a, b) : null;
        if (level == null) {
            return false;
        }
        to.level = level;
        p = b;
        accepted();
        return true;
    }

    /** {@code production.ERROR:}, as Monolog writes its channel. */
    private boolean dottedLevel(int dot, int e) {
        int w = dot + 1;
        while (w < e && isUpper(s.charAt(w))) {
            w++;
        }
        Level level = at(w) == ':' ? LevelTable.of(s, dot + 1, w) : null;
        if (level == null || !anchored || !to.timed()) {
            return false;
        }
        to.put("code.namespace", s, p, dot);
        to.level = level;
        p = w + 1;
        accepted();
        return true;
    }

    private static boolean isBoundary(char c) {
        return switch (c) {
            case 0, ' ', '\t', '\n', '\r', ':', '：', ']', ')', '>', '|', ',', ';', '[', '(', '+', '=', '!', '】' -> true;
            default -> false;
        };
    }

    private int count(char c, int a, int b) {
        int n = 0;
        for (int i = a; i < b; i++) {
            if (s.charAt(i) == c) {
                n++;
            }
        }
        return n;
    }

    /** NUL behind the end. */
    private char at(int i) {
        return i < s.length() ? s.charAt(i) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    private static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '_';
    }
}
