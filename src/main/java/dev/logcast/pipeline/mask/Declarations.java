package dev.logcast.pipeline.mask;

import java.util.regex.Pattern;

/**
 * The ways in which languages write that something is a string: types between a name and its value ({@code password: &str = "…"}, {@code
 * var password string = "…"}), and what stands around the string ({@code Some("…")}, {@code new String("…")}, {@code b'…'}, {@code
 * <<"…">>}).
 */
final class Declarations {
    private static final int LONGEST_TYPE = 48;
    private static final int LONGEST_CALL = 40;
    private static final int MOST_NESTED = 3;
    private static final Chars.Kind OF_TYPE = c -> Chars.WORD.has(c) || " .&'<>[]()?!|*".indexOf(c) >= 0;
    private static final Chars.Kind CALLEE = c -> Chars.WORD.has(c) || c == '.' || c == ':';
    private static final Chars.Kind OF_CAST = c -> Chars.WORD.has(c) || " .*=[]".indexOf(c) >= 0;
    private static final String PREFIXES = "bBuUrRfFNnEe@$#";

    private static final Pattern TYPE = Pattern.compile(
            "[&*]?(?:'[a-z]+ )?(?:mut |readonly |constant )?[A-Za-z_][\\w.]*(?:[<\\[(].*[>\\])])?[?!]?(?: ?\\| ?\\w+)*");
    private static final Pattern OF_STRINGS = Pattern.compile(
            "(?i)(?:as )?[&*]?(?:'[a-z]+ )?(?:mut )?(?:[\\w.]*string|str|text|n?(?:var)?char2?|bytes|\\[\\]byte|<const>"
                    + "|any|option(?:al)?[<\\[][&\\w]+[>\\]]|final\\[\\w+\\])(?:\\(\\w+\\))?[?!]?(?: ?\\| ?\\w+)*");

    private Declarations() {}

    /** Whether this is the name of a type of strings. */
    static boolean type(String word) {
        return OF_STRINGS.matcher(word).matches();
    }

    /**
     * Where a value begins whose type stands here.
     *
     * @param any whether the type may be one that is not known
     * @return -1 where there is no type, or no string behind one that is not known
     */
    static int assigned(Text text, int start, boolean any) {
        int to = text.end(start, OF_TYPE, LONGEST_TYPE);
        if (text.at(to) == '{' && text.substring(start, to).contains("by lazy")) {
            return text.skipBlanks(to + 1);
        }
        int sign = text.at(to) == ':' ? to + 1 : to;
        if (to == start || text.at(sign) != '=' || "=>~".indexOf(text.at(sign + 1)) >= 0) {
            return -1;
        }
        String type = text.substring(start, to).strip();
        int value = text.skipBlanks(sign + 1);
        boolean known = OF_STRINGS.matcher(type).matches();
        return known
                        || (any
                                && TYPE.matcher(type).matches()
                                && !string(text, value).none())
                ? value
                : -1;
    }

    /** The mark that opens a string that stands here, in whatever it is wrapped. */
    static Quote string(Text text, int start) {
        return Quote.at(text, unwrapped(text, start));
    }

    /** Where the string or the word begins that an expression is made of; the expression itself, if it is nothing like that. */
    static int unwrapped(Text text, int start) {
        int at = start;
        for (int i = 0; i < MOST_NESTED; i++) {
            if (text.startsWith("new ", at)) {
                at += 4;
            } else if (text.startsWith("Just ", at)) {
                at += 5;
            } else if (text.startsWith("<<\"", at)) {
                at += 2;
            } else if (text.startsWith("[]byte(", at)) {
                at += 7;
            } else if (text.startsWith("() => ", at)) {
                at += 6;
            } else if (text.startsWith("lambda: ", at)) {
                at += 8;
            } else if (text.at(at) == '(') {
                at = cast(text, at);
            } else {
                at = called(text, at);
            }
        }
        int prefix = at;
        while (prefix < at + 2 && PREFIXES.indexOf(text.at(prefix)) >= 0) {
            prefix++;
        }
        return isMark(text.at(prefix)) ? prefix : at;
    }

    /** Behind types in brackets, where a string follows on them: {@code (char *) "…"}, {@code (string) (len=7) "…"}. */
    private static int cast(Text text, int start) {
        int at = start;
        for (int i = 0; i < MOST_NESTED && text.at(at) == '('; i++) {
            int to = text.end(at + 1, OF_CAST, LONGEST_TYPE);
            if (to == at + 1 || text.at(to) != ')') {
                return start;
            }
            at = text.skipBlanks(to + 1);
        }
        return isMark(text.at(at)) ? at : start;
    }

    /** Behind a call, of what does not take its value from elsewhere, whose first argument is a string or a call: {@code Some("}. */
    private static int called(Text text, int start) {
        int to = text.end(start, CALLEE, LONGEST_CALL);
        int open = text.at(to) == '!' ? to + 1 : to;
        if (to == start || text.at(open) != '(') {
            return start;
        }
        // As PHP dumps it: string(7) "…".
        int digits = text.end(open + 1, Chars.DIGIT, 9);
        if (digits > open + 1 && text.at(digits) == ')') {
            int behind = text.skipBlanks(digits + 1);
            return isMark(text.at(behind)) ? behind : start;
        }
        int inner = text.end(open + 1, CALLEE, LONGEST_CALL);
        boolean argument = !Quote.at(text, open + 1).none() || isMark(text.at(inner)) || text.at(inner) == '(';
        return argument && !Values.reference(text.substring(start, open + 1)) ? open + 1 : start;
    }

    private static boolean isMark(char c) {
        return c == '"' || c == '\'';
    }
}
