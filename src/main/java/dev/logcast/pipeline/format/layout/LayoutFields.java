package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.JsonFormat;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.LogfmtFormat;

/** Fields with names among the tokens of a layout: JSON or logfmt that end the record, single pairs, pieces of a broken object. */
final class LayoutFields {
    private static final String[] LEVEL_KEYS = {"\"level\"", "\"severity\"", "\"log.level\"", "\"lvl\""};
    private static final String[] TIME_KEYS = {"\"time\"", "\"ts\"", "\"timestamp\"", "\"@timestamp\""};

    private final LayoutCursor line;
    private final JsonFormat json;
    private final LogfmtFormat logfmt;

    LayoutFields(LayoutCursor line, JsonFormat json, LogfmtFormat logfmt) {
        this.line = line;
        this.json = json;
        this.logfmt = logfmt;
    }

    /** A JSON object that ends the record; of a broken one, its level and time. */
    boolean object() {
        if ((!line.anchored && line.words > 0) || (line.at(line.p + 1) == ' ' && line.at(line.p + 2) != '"')) {
            return false;
        }
        Level before = line.to.level;
        int known = line.to.attributes.size();
        if (json.read(line.text, line.p, line.to)) {
            line.structured = true;
            line.to.level = line.to.level == null ? before : line.to.level;
            return false;
        }
        line.to.level = before;
        line.to.attributes.truncate(known);
        if (line.to.level == null) {
            brokenObject();
        }
        return false;
    }

    /** A field of an object whose beginning is missing. */
    boolean quotedKey() {
        if (line.text.startsWith("\":", line.p + 6) || line.text.startsWith("\":", line.p + 9)) {
            brokenObject();
        }
        return false;
    }

    private void brokenObject() {
        for (String key : LEVEL_KEYS) {
            int value = valueOf(key);
            if (value < 0) {
                continue;
            }
            int e = value;
            while (Ascii.isLetter(line.at(e))) {
                e++;
            }
            if (LevelTable.of(line.text, value, e) != null) {
                line.to.level = LevelTable.of(line.text, value, e);
                break;
            }
        }
        for (String key : TIME_KEYS) {
            int value = valueOf(key);
            if (value > 0 && line.to.stamp(line.text, value)) {
                break;
            }
        }
    }

    private int valueOf(String key) {
        int found = line.text.indexOf(key, line.p);
        if (found < 0 || found > line.p + 4096) {
            return -1;
        }
        int i = found + key.length();
        while (line.at(i) == ' ' || line.at(i) == ':' || line.at(i) == '"') {
            i++;
        }
        return i;
    }

    /** Whether what stands before this is the name of a field. */
    boolean isKey(int equals) {
        for (int i = line.p; i < equals; i++) {
            char c = line.text.charAt(i);
            if (!Ascii.isWord(c) && c != '.' && c != '-' && c != '@') {
                return false;
            }
        }
        return true;
    }

    /** A pair among other tokens: if nothing but pairs follows, they are read; else it is taken for a level, or for the message. */
    boolean pairAhead(int equals, int end) {
        int e = end;
        if (isLevelKey(line.text, line.p, equals) && line.to.level == null) {
            int a = equals + 1;
            int b = e;
            if (line.at(a) == '"') {
                a++;
                b = Math.max(a, line.text.charAt(b - 1) == '"' ? b - 1 : b);
            }
            while (b > a && !Ascii.isLetter(line.text.charAt(b - 1))) {
                b--;
            }
            line.to.level = LevelTable.of(line.text, a, b);
        }
        if (line.anchored || line.isSpace(line.message, line.p)) {
            Level before = line.to.level;
            if (logfmt.read(line.text, line.p, line.to)) {
                line.structured = true;
                line.to.level = line.to.level == null ? before : line.to.level;
                return false;
            }
            line.to.level = before;
        }
        if (line.to.level != null && isLevelKey(line.text, line.p, equals)) {
            line.p = e;
            line.accepted();
            return true;
        }
        if (line.to.level != null || line.words > 0) {
            return false;
        }
        if (!line.to.timed()) {
            line.to.stamp(line.text, line.at(equals + 1) == '"' ? equals + 2 : equals + 1);
            e = Math.max(e, line.to.time.end());
        }
        line.p = e;
        return true;
    }

    /** {@code level: error}, {@code severity = "error"}. */
    boolean keyed(int w) {
        if (!line.anchored || !isLevelKey(line.text, line.p, w)) {
            return false;
        }
        int a = w;
        boolean told = false;
        while (line.at(a) == ' ' || line.at(a) == ':' || line.at(a) == '=' || line.at(a) == '"') {
            told |= line.at(a) == ':' || line.at(a) == '=';
            a++;
        }
        int b = a;
        while (Ascii.isLetter(line.at(b))) {
            b++;
        }
        Level level = told ? LevelTable.of(line.text, a, b) : null;
        if (level == null) {
            return false;
        }
        line.to.level = level;
        line.p = b;
        line.accepted();
        return true;
    }

    /** Whether fields of that name hold levels. */
    static boolean isLevelKey(String text, int key, int equals) {
        return switch (equals - key) {
            case 3 -> text.startsWith("lvl", key);
            case 5 -> text.regionMatches(true, key, "level", 0, 5);
            case 8 ->
                text.regionMatches(true, key, "severity", 0, 8) || text.regionMatches(true, key, "loglevel", 0, 8);
            case 9 ->
                text.startsWith("log.level", key)
                        || text.startsWith("log_level", key)
                        || text.startsWith("levelname", key);
            default -> false;
        };
    }
}
