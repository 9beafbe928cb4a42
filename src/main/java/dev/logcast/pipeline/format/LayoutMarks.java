package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;

/** Levels that are written in the manner of one program: apt, Cisco, PHP, npm, Monolog. */
final class LayoutMarks {
    private final LayoutCursor line;

    LayoutMarks(LayoutCursor line) {
        this.line = line;
    }

    /** {@code E: Unable to locate package}, {@code W: …}, as apt begins its lines. */
    boolean apt() {
        char c = line.text.charAt(line.p);
        if (line.p != 0 || (c != 'E' && c != 'W') || !line.text.startsWith(": ", 1)) {
            return false;
        }
        line.to.level = LevelTable.ofLetter(c);
        line.p = 2;
        line.accepted();
        return true;
    }

    /** {@code %SYS-5-CONFIG_I:}, as Cisco writes severities. */
    boolean mnemonic() {
        int i = line.p + 1;
        while (Ascii.isUpper(line.at(i)) || Ascii.isDigit(line.at(i)) || line.at(i) == '_') {
            i++;
        }
        char digit = line.at(i + 1);
        if (i == line.p + 1 || line.at(i) != '-' || digit < '0' || digit > '7' || line.at(i + 2) != '-') {
            return false;
        }
        line.to.level = LevelTable.ofSeverity(digit - '0');
        line.p = i + 2;
        while (line.p < line.limit && line.text.charAt(line.p) > ' ') {
            line.p++;
        }
        line.accepted();
        return true;
    }

    /** {@code PHP Warning:  …}; and what npm says, whose name is no word of a sentence. */
    boolean php() {
        if (line.text.startsWith("npm ", line.p)) {
            line.p += 3;
            return true;
        }
        if (!line.text.startsWith("PHP ", line.p)) {
            return false;
        }
        int colon = line.text.indexOf(':', line.p);
        Level level = colon < 0
                ? null
                : switch (line.text.substring(line.p + 4, Math.min(colon, line.p + 40))) {
                    case "Fatal error", "Parse error", "Recoverable fatal error" -> Level.ERROR;
                    case "Warning" -> Level.WARN;
                    case "Notice", "Deprecated", "Strict Standards" -> Level.INFO;
                    default -> null;
                };
        if (level == null) {
            return false;
        }
        line.to.level = level;
        line.p = colon + 1;
        line.accepted();
        return true;
    }

    /** {@code production.ERROR:}, as Monolog writes its channel. */
    boolean dotted(int dot, int e) {
        int w = dot + 1;
        while (w < e && Ascii.isUpper(line.text.charAt(w))) {
            w++;
        }
        Level level = line.at(w) == ':' ? LevelTable.of(line.text, dot + 1, w) : null;
        if (level == null || !line.anchored || !line.to.timed()) {
            return false;
        }
        line.to.put("code.namespace", line.text, line.p, dot);
        line.to.level = level;
        line.p = w + 1;
        line.accepted();
        return true;
    }
}
