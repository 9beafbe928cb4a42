package dev.logcast.source.multiline;

import org.jspecify.annotations.Nullable;

/** Statements whose clauses stand on lines of their own. Words are in capitals or in small letters, all in the same. */
final class SqlText {
    private static final String[] CLAUSES = {
        "FROM",
        "WHERE",
        "AND",
        "OR",
        "JOIN",
        "ON",
        "HAVING",
        "LIMIT",
        "OFFSET",
        "VALUES",
        "SET",
        "UNION",
        "INTERSECT",
        "EXCEPT",
        "RETURNING"
    };
    private static final String[] JOINS = {"LEFT", "RIGHT", "INNER", "OUTER", "CROSS", "FULL", "NATURAL"};
    private static final String[] SORTS = {"GROUP", "ORDER"};
    private static final String[] OBJECTS = {
        "TABLE",
        "INDEX",
        "UNIQUE",
        "VIEW",
        "MATERIALIZED",
        "TEMP",
        "TEMPORARY",
        "OR",
        "FUNCTION",
        "PROCEDURE",
        "TRIGGER",
        "SCHEMA",
        "DATABASE",
        "SEQUENCE",
        "TYPE",
        "ROLE",
        "USER",
        "EXTENSION"
    };
    private static final String[] TARGETS = {"INTO", "IGNORE", "OR", "OVERWRITE"};
    private static final String[] QUANTIFIERS = {"DISTINCT", "ALL", "TOP"};

    /** By the five low bits of their first letter, of which no two share one. */
    private static final @Nullable String[] STATEMENTS = new String[32];

    static {
        for (String word : new String[] {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "CREATE", "ALTER"}) {
            STATEMENTS[word.charAt(0) & 0x1f] = word;
        }
    }

    private SqlText() {}

    /** Whether a line, which is not empty, goes on with the statement that begins in {@code head}. */
    static boolean continues(String head, String last, String line) {
        char c = line.charAt(0);
        if (c == ')') {
            return begins(head) && !isEnd(last);
        }
        boolean capitals = c < 'a';
        return (isClause(line, capitals) || (isWord(line, 0, "SELECT", capitals) && isSelectDue(last, capitals)))
                && begins(head, capitals)
                && !isEnd(last);
    }

    /** Whether a line has the beginning of a statement, in whatever letters. */
    static boolean begins(String line) {
        return begins(line, true) || begins(line, false);
    }

    /** Whether nothing of a statement can follow the line. */
    static boolean isEnd(String line) {
        return line.endsWith(";");
    }

    private static boolean isClause(String line, boolean capitals) {
        if (isOneOf(CLAUSES, line, 0, capitals)) {
            return true;
        }
        int next = next(line, 0);
        return (isOneOf(SORTS, line, 0, capitals) && isWord(line, next, "BY", capitals))
                || (isOneOf(JOINS, line, 0, capitals)
                        && (isWord(line, next, "JOIN", capitals) || isOneOf(JOINS, line, next, capitals)));
    }

    private static boolean isSelectDue(String last, boolean capitals) {
        return last.startsWith(")")
                || isWord(last, 0, "UNION", capitals)
                || isWord(last, 0, "INTERSECT", capitals)
                || isWord(last, 0, "EXCEPT", capitals);
    }

    private static boolean begins(String line, boolean capitals) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c >= 'A' && STATEMENTS[c & 0x1f] != null && (c < 'a') == capitals && isStatement(line, i, capitals)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStatement(String line, int start, boolean capitals) {
        String word = STATEMENTS[line.charAt(start) & 0x1f];
        if (!isWord(line, start, word, capitals) || (start > 0 && isPart(line.charAt(start - 1)))) {
            return false;
        }
        int next = next(line, start);
        boolean alone = next >= line.length();
        if ((alone || !capitals) && !isPlaced(line, start)) {
            return false;
        }
        return switch (word) {
            case "SELECT" -> alone || capitals || isColumns(line, next);
            case "INSERT" -> alone || isOneOf(TARGETS, line, next, capitals);
            case "UPDATE" -> alone || isTable(line, next, capitals);
            case "DELETE" -> alone || isWord(line, next, "FROM", capitals);
            case "WITH" -> isWord(line, next, "RECURSIVE", capitals) || isWord(line, next(line, next), "AS", capitals);
            default -> isOneOf(OBJECTS, line, next, capitals);
        };
    }

    /** Whether a statement would begin there and not a list or a sentence go on. */
    private static boolean isPlaced(String line, int start) {
        int before = start - 1;
        while (before >= 0 && line.charAt(before) == ' ') {
            before--;
        }
        return before < 0 || ":=\"'`([{>]-/".indexOf(line.charAt(before)) >= 0;
    }

    /** Whether what follows a select in small letters is columns and not a sentence. */
    private static boolean isColumns(String line, int start) {
        if (isOneOf(QUANTIFIERS, line, start, false)) {
            return true;
        }
        int end = start;
        while (end < line.length() && line.charAt(end) != ' ') {
            if (".,*(?_".indexOf(line.charAt(end)) >= 0) {
                return true;
            }
            end++;
        }
        return end == line.length() || isWord(line, end + 1, "FROM", false) || isWord(line, end + 1, "AS", false);
    }

    /** Whether a table to update follows, and either nothing else or what is set. */
    private static boolean isTable(String line, int start, boolean capitals) {
        int next = next(line, start);
        if (!isPart(line.charAt(start)) && line.charAt(start) != '"' && line.charAt(start) != '`') {
            return false;
        }
        return next >= line.length() || line.indexOf(capitals ? " SET " : " set ", start) > 0;
    }

    private static boolean isOneOf(String[] words, String line, int start, boolean capitals) {
        for (String word : words) {
            if (isWord(line, start, word, capitals)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String line, int start, String word, boolean capitals) {
        int end = start + word.length();
        if (end > line.length() || (end < line.length() && isPart(line.charAt(end)))) {
            return false;
        }
        int toCase = capitals ? 0 : 0x20;
        for (int i = 0; i < word.length(); i++) {
            if (line.charAt(start + i) != word.charAt(i) + toCase) {
                return false;
            }
        }
        // A key or a path, not a word: from=a, set:b, /and/or.
        return end == line.length() || "=:/".indexOf(line.charAt(end)) < 0;
    }

    /** Where the next word begins behind the one at {@code start}; the length of the line if there is none. */
    private static int next(String line, int start) {
        int i = start;
        while (i < line.length() && line.charAt(i) != ' ') {
            i++;
        }
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static boolean isPart(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    }
}
