package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.SecretNames.Use;
import java.util.Locale;
import java.util.Set;

/** Elements of XML and HTML that are named like a secret, by their tags, by an attribute or by the element before them. */
final class Elements {
    private static final Chars.Kind OF_TAG = c -> c != '>' && c != '<';
    private static final Chars.Kind OF_TAG_BEGUN = c -> c != '>';
    private static final Chars.Kind CONTENT = c -> c != '<';
    private static final Chars.Kind TAG_NAME = c -> Chars.IDENTIFIER.has(c) || c == ':' || c == '/';
    private static final Set<String> NAMES = Set.of(
            "name",
            "key",
            "id",
            "field",
            "property",
            "param",
            "parameter",
            "k",
            "n",
            "var",
            "variable",
            "code",
            "setting",
            "option");
    private static final int MOST_TAGS = 4;
    private static final int MOST_BETWEEN = 500;
    private static final int LONGEST_WORD = 64;

    private Elements() {}

    /** Whether a name that begins here is that of an element, with its namespace or without. */
    static boolean opens(Text text, int nameStart) {
        char before = text.at(nameStart - 1);
        int prefix = before == ':' ? text.start(nameStart - 1, Chars.IDENTIFIER, LONGEST_WORD) : -1;
        return before == '<' || (prefix > 0 && text.charAt(prefix - 1) == '<');
    }

    /**
     * {@code <password>…</password>}, with attributes; what is cut off goes to the end of the word.
     *
     * @return where the value begins if an attribute says it, or -1
     */
    static int tag(Text text, int nameEnd, Use use) {
        int close = text.end(nameEnd, OF_TAG);
        if (text.at(close) != '>'
                || (close > nameEnd && !Chars.SPACE.has(text.charAt(nameEnd)) && text.charAt(nameEnd) != '/')) {
            return -1;
        }
        if (text.charAt(close - 1) != '/') {
            if (!content(text, close + 1, use)) {
                cutOff(text, close + 1, use);
            }
            return -1;
        }
        for (int at = nameEnd; at < close; at++) {
            if (text.says(" value=", at)) {
                return at + 7;
            }
        }
        return -1;
    }

    /**
     * Hides what an element holds: text, a section of it, or the text of the element in it.
     *
     * @return whether it has an end
     */
    static boolean content(Text text, int start, Use use) {
        int from = text.skipSpace(start);
        if (text.startsWith("<![CDATA[", from)) {
            hide(text, from + 9, text.find("]]>", from + 9), use);
            return true;
        }
        if (text.at(from) == '<' && Chars.IDENTIFIER.has(text.at(from + 1))) {
            from = text.end(from, OF_TAG_BEGUN) + 1;
        }
        int to = text.end(from, CONTENT);
        if (text.at(to) != '<') {
            return false;
        }
        hide(text, from, text.start(to, Chars.SPACE, MOST_BETWEEN), use);
        return true;
    }

    private static void hide(Text text, int from, int to, Use use) {
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        Use least = use == Use.FAINT || use == Use.RANDOM || use == Use.CODE ? use : Use.STRONG;
        if (Values.secret(value, least) && !Values.label(value) && !Remarks.sentence(value)) {
            text.hide(from, to);
        }
    }

    /** A word that ends the line, or looks like a secret: {@code <password>} alone is what usage texts say. */
    private static void cutOff(Text text, int from, Use use) {
        int to = text.bareEnd(from);
        String value = text.substring(from, Math.min(to, from + Values.SEEN));
        boolean last = Chars.endsLine(text.at(to)) || text.at(to) == '"' || text.at(to) == '\\';
        if (Chars.isAlphanumeric(text.at(from)) && Values.secret(value, last ? use : Use.WEAK)) {
            text.hide(from, to);
        }
    }

    /** Whether the attribute whose value begins here names the element: {@code <property name="password">}, but {@code <a href="token">}. */
    static boolean names(Text text, int valueStart) {
        int sign = text.start(valueStart, c -> c == '"' || c == '\'' || c == '\\' || c == ' ' || c == '=', 8);
        int name = text.start(sign, Chars.ALPHANUMERIC, LONGEST_WORD);
        return NAMES.contains(text.substring(name, sign).toLowerCase(Locale.ROOT));
    }

    /** {@code <key>password</key><string>…</string>}. */
    static void next(Text text, int nameEnd, boolean option) {
        int close = text.end(nameEnd + 2, TAG_NAME, LONGEST_WORD);
        boolean names = text.says("key>", close - 3) || text.says("name>", close - 4);
        if (!names && text.at(close) == '>') {
            list(text, nameEnd + 2, close, option);
            return;
        }
        int next = names && text.at(close) == '>' ? text.skipSpace(close + 1) : -1;
        if (next > 0 && text.at(next) == '<' && text.at(next + 1) != '/') {
            int tag = text.end(next, OF_TAG_BEGUN);
            content(text, tag + 1, Use.STRONG);
        }
    }

    /** Behind tags that stand between a name and its value in a page: {@code <td>Password:</td><td>}; the same place where there are none. */
    static int behindTags(Text text, int start) {
        int at = start;
        for (int i = 0; i < MOST_TAGS && text.at(at) == '<'; i++) {
            int name = text.at(at + 1) == '/' ? at + 2 : at + 1;
            int to = text.end(name, OF_TAG, LONGEST_WORD);
            if (!Chars.isAlphanumeric(text.at(name)) || text.at(to) != '>') {
                return start;
            }
            at = text.skipBlanks(to + 1);
        }
        return at;
    }

    /** {@code <arg>--password</arg><arg>…</arg>}: elements of one name. */
    private static void list(Text text, int tag, int close, boolean option) {
        String name = text.substring(tag, close);
        int next = text.skipSpace(close + 1);
        int content = next + name.length() + 2;
        if (text.startsWith("<" + name + ">", next)) {
            int to = text.end(content, CONTENT);
            String value = text.substring(content, Math.min(to, content + Values.SEEN));
            if (Values.odd(value) || (option && Values.mixed(value))) {
                hide(text, content, to, Use.STRONG);
            }
        }
    }

    /** {@code <string name="password" …>…</string>}. */
    static void named(Text text, int nameClosed) {
        int close = text.end(nameClosed, OF_TAG);
        if (text.at(close) == '>' && text.charAt(close - 1) != '/') {
            content(text, close + 1, Use.STRONG);
        }
    }
}
