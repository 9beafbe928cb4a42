package dev.logcast.pipeline.format.layout;

import dev.logcast.line.Ascii;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.LevelTable;
import org.jspecify.annotations.Nullable;

/** Levels that are written in the manner of one program: apt, Cisco, PHP, npm, Monolog, the services that run builds. */
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

    /**
     * What tells the service that runs a build of its problems: {@code ::error file=a.c::text} of GitHub, {@code ##[error]text} of both
     * GitHub and Azure, {@code ##vso[task.logissue type=error]text} of Azure, {@code ##teamcity[message status='ERROR']}.
     */
    boolean command() {
        int p = line.p;
        if (line.text.startsWith("::", p)) {
            return githubCommand(p + 2);
        }
        if (line.text.startsWith("##[", p)) {
            int close = p + 3;
            while (Ascii.isLetter(line.at(close)) && close - p < 20) {
                close++;
            }
            return line.at(close) == ']' && passed(levelOf(p + 3, close), close + 1);
        }
        boolean azure = line.text.startsWith("##vso[task.", p);
        if (!azure && !line.text.startsWith("##teamcity[", p)) {
            return false;
        }
        int close = line.text.indexOf(']', p);
        if (close < 0) {
            return false;
        }
        return passed(azure ? azureLevel(p, close) : teamcityLevel(p, close), azure ? close + 1 : line.p);
    }

    private boolean githubCommand(int word) {
        int e = word;
        while (Ascii.isLetter(line.at(e)) && e - word < 20) {
            e++;
        }
        int close = line.text.startsWith("::", e) ? e : line.at(e) == ' ' ? line.text.indexOf("::", e) : -1;
        return e > word && close > 0 && passed(levelOf(word, e), close + 2);
    }

    /** The level that one of the words has that are in use; none of others, such as {@code group} and {@code command}. */
    private @Nullable Level levelOf(int start, int end) {
        return LevelTable.ofUncommon(line.text, start, end);
    }

    private @Nullable Level azureLevel(int start, int end) {
        if (line.text.startsWith("logissue ", start + 11)) {
            return valueOf("type=", start, end);
        }
        if (line.text.startsWith("complete ", start + 11)) {
            int result = line.text.indexOf("result=", start);
            if (result > 0 && result < end) {
                return line.text.startsWith("Failed", result + 7)
                        ? Level.ERROR
                        : line.text.startsWith("SucceededWithIssues", result + 7) ? Level.WARN : null;
            }
        }
        return line.text.startsWith("debug", start + 11) ? Level.DEBUG : null;
    }

    private @Nullable Level teamcityLevel(int start, int end) {
        if (line.text.startsWith("buildProblem ", start + 11) || line.text.startsWith("testFailed ", start + 11)) {
            return Level.ERROR;
        }
        int failure = line.text.indexOf("status='FAILURE'", start);
        return failure > 0 && failure < end ? Level.ERROR : valueOf("status='", start, end);
    }

    private @Nullable Level valueOf(String key, int start, int end) {
        int a = line.text.indexOf(key, start);
        if (a < 0 || a >= end) {
            return null;
        }
        a += key.length();
        int b = a;
        while (b < end && Ascii.isLetter(line.at(b))) {
            b++;
        }
        return levelOf(a, b);
    }

    private boolean passed(@Nullable Level level, int behind) {
        if (level == null || line.to.level != null || !line.isSpace(line.message, line.p)) {
            return false;
        }
        line.to.level = level;
        line.p = behind;
        line.accepted();
        line.logged = true;
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
