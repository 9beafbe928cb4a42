package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.SecretNames.Use;

/**
 * The values that go with a name in quotes that is a value itself: {@code "name":"API_KEY","value":"…"}, {@code define('DB_PASSWORD', '…')},
 * {@code ["--password","…"]}, {@code ("password", "…")}, {@code ["X-Api-Key","…","Host","h"]}, {@code {"password" "…"}}.
 */
final class Siblings {
    private static final Chars.Kind MARK = c -> c == '"' || c == '\'' || c == '\\';
    private static final Chars.Kind GAP = c -> Chars.SPACE.has(c) || c == ',';
    private static final Chars.Kind OF_OBJECT = c -> c != '{' && c != '}' && c != '[' && Chars.OF_LINE.has(c);
    private static final Chars.Kind STRING_KIND = c -> "bBuUrR".indexOf(c) >= 0;
    private static final int MOST_BETWEEN = 500;
    private static final int LONGEST_WORD = 64;
    private static final String[] SETTERS = {
        "define", "set", "put", "add", "with", "insert", "store", "export", "config"
    };

    /** What the field is called that the secret stands in. */
    private static final String[] VALUES = {"v", "value", "values", "second", "right", "_2"};

    private final Text text;
    private final int nameStart;
    private final int nameClosed;

    /** Where the string begins whose content is the name. */
    private final int opened;

    Siblings(Text text, int nameStart, int nameClosed) {
        this.text = text;
        this.nameStart = nameStart;
        this.nameClosed = nameClosed;
        int marks = text.start(nameStart, MARK, 8);
        this.opened = STRING_KIND.has(text.at(marks - 1)) && !Chars.WORD.has(text.at(marks - 2)) ? marks - 1 : marks;
    }

    /** @return where the value begins; -1 where there is none */
    int value() {
        int at = text.end(nameClosed, GAP, MOST_BETWEEN);
        int field = field(text, at);
        if (field >= 0) {
            return field;
        }
        int member = member();
        if (member >= 0) {
            return member;
        }
        Quote open = Declarations.string(text, at);
        boolean comma = text.at(text.skipBlanks(nameClosed)) == ',';
        if (!open.none()
                && at > nameClosed
                && opened < nameStart
                && !isName(text, open)
                && (comma ? isListed(open) : isNext())) {
            return at;
        }
        return before();
    }

    /** The value of the same object, behind other members: {@code {"id":"password","type":"text","value":"…"}}. */
    private int member() {
        int sign = text.start(text.start(nameStart, MARK, 8), Chars.BLANK, 4) - 1;
        int brace = text.at(sign) == ':' ? text.end(nameClosed, OF_OBJECT, MOST_BETWEEN) : 0;
        int value = text.at(brace) == '}' ? text.find("\"value\"", nameClosed) : brace;
        return value < brace ? field(text, value) : -1;
    }

    /** Where the value of a field {@code value} begins; -1 when it is another. */
    static int field(Text text, int start) {
        int at = behindMarks(text, start);
        int end = -1;
        for (String word : VALUES) {
            end = text.says(word, at) ? at + word.length() : end;
        }
        if (end < 0) {
            return -1;
        }
        at = text.skipBlanks(behindMarks(text, end));
        return text.at(at) == ':' || text.at(at) == '=' ? text.skipBlanks(at + 1) : -1;
    }

    /** Behind a mark that ends a name, also where it is doubled. */
    static int behindMarks(Text text, int start) {
        Quote quote = Quote.at(text, start);
        int at = quote.end();
        while (!quote.none() && at < quote.end() + 2 && text.at(at) == quote.mark()) {
            at++;
        }
        return at;
    }

    /** Whether a string names what stands behind it. */
    static boolean isName(Text text, Quote open) {
        char sign = text.at(text.skipBlanks(behindMarks(text, open.close(text, open.end()))));
        return sign == ':' || sign == '=';
    }

    /** Whether the value stands behind a comma. */
    private boolean isListed(Quote open) {
        if (text.at(nameStart) == '-') {
            return !text.startsWith("--", open.end());
        } else if (isArgument() || isPair()) {
            return true;
        }
        int to = open.close(text, open.end());
        String value = text.substring(open.end(), Math.min(to, open.end() + Values.SEEN));
        return isOfTwo(value, text.skipBlanks(behindMarks(text, to))) || (isHeader() && isKey(value));
    }

    /** {@code {"password" "…"}}, {@code '--password' '…'}. */
    private boolean isNext() {
        boolean told = text.at(opened - 1) == ' ' && text.at(opened - 2) == '"' && isKey(content());
        return told || text.at(nameStart) == '-' || text.at(opened - 1) == '{' || text.startsWith(", ", opened - 2);
    }

    /** The string that follows on blanks. */
    private String content() {
        Quote open = Declarations.string(text, text.skipBlanks(nameClosed));
        int to = open.close(text, open.end());
        return text.substring(open.end(), Math.max(open.end(), Math.min(to, open.end() + Values.SEEN)));
    }

    /** A function that sets something. */
    private boolean isArgument() {
        int paren = text.start(opened, Chars.BLANK, 4) - 1;
        if (text.at(paren) != '(') {
            return false;
        }
        int word = text.start(paren, Chars.WORD, LONGEST_WORD);
        for (String setter : SETTERS) {
            if (text.says(setter, word)) {
                return true;
            }
        }
        return false;
    }

    /** {@code [["password", "…"]]}: one of a list of pairs. */
    private boolean isPair() {
        int list = text.at(opened - 1) == '[' ? text.start(opened - 1, Chars.BLANK, 4) - 1 : -1;
        return text.at(list) == '[' || text.at(list) == ',';
    }

    /** {@code ("password", "…")}; and {@code ["password", "…"]}, which may be names of fields too. */
    private boolean isOfTwo(String value, int behind) {
        char bracket = text.at(opened - 1);
        return (bracket == '('
                        && text.at(behind) == ')'
                        && !Chars.WORD.has(text.at(opened - 2))
                        && !Values.label(value))
                || (bracket == '[' && text.at(behind) == ']' && isKey(value));
    }

    /** Whether the name is that of a header of HTTP, which has dashes. */
    private boolean isHeader() {
        int dash = text.end(nameStart, Chars.WORD, LONGEST_WORD);
        return text.at(dash) == '-' && dash < nameClosed;
    }

    private static boolean isKey(String value) {
        return value.chars().anyMatch(c -> Ascii.isDigit((char) c)) && Values.secret(value, Use.WEAK);
    }

    /** {@code value="…" name="password"}: where the value before the name begins; -1 where there is none. */
    private int before() {
        int quote = text.start(nameStart, MARK, 8);
        int sign = text.start(quote, Chars.BLANK, 4) - 1;
        if (text.at(sign) != '=' && text.at(sign) != ':') {
            return -1;
        }
        int key = text.start(sign, c -> Chars.WORD.has(c) || MARK.has(c), LONGEST_WORD);
        int to = text.start(key, GAP, 8);
        char mark = text.at(to - 1);
        boolean field = text.end(key, c -> !Ascii.isLetter(c), 8) < sign && MARK.has(mark) && mark != '\\' && to < key;
        if (!field) {
            return -1;
        }
        int end = text.start(to - 1, Chars.BACKSLASH, 8);
        int from = text.start(end, c -> c != mark && Chars.OF_LINE.has(c), MOST_BETWEEN);
        int open = text.start(from - 1, c -> Chars.BLANK.has(c) || c == '\\', 8);
        int valueName = text.start(open - 1, c -> MARK.has(c) || c == ' ', 8);
        boolean value = (text.at(open - 1) == '=' || text.at(open - 1) == ':') && text.says("value", valueName - 5);
        return value && from < end ? text.start(from - 1, Chars.BACKSLASH, 8) : -1;
    }
}
