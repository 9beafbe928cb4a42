package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.JsonNumbers;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/** Android's logcat in its formats {@code threadtime}, {@code time}, {@code brief}, {@code tag}, {@code process} and {@code long}. */
final class LogcatFormat implements Format {
    private static final int LONGEST_TAG = 100;

    private int p;

    @Override
    public String name() {
        return "logcat";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        p = start;
        char first = at(text, start);
        boolean bracket = first == '[' && at(text, start + 1) == ' ';
        if (bracket) {
            p += 2;
            first = at(text, p);
        }
        if (first >= '0' && first <= '9') {
            if (at(text, p + 2) != '-' && at(text, p + 4) != '-') {
                return false;
            }
            if (!to.stamp(text, p)) {
                return false;
            }
            p = to.time.end();
            return bracket ? inBrackets(text, to) : behindTime(text, to);
        }
        return !bracket && brief(text, to);
    }

    /** {@code 1234  5678 I Tag: message}, with a user before where it is asked for; or {@code I/Tag( 1234): message}. */
    private boolean behindTime(String text, Parsed to) {
        skipSpace(text);
        if (at(text, p + 1) == '/') {
            return brief(text, to);
        }
        int pid = p;
        int pidEnd = numberEnd(text);
        if (pidEnd == pid) {
            return false;
        }
        p = pidEnd;
        skipSpace(text);
        int tid = p;
        int tidEnd = numberEnd(text);
        if (tidEnd == tid) {
            return false;
        }
        p = tidEnd;
        skipSpace(text);
        Level level = level(text);
        if (level == null || at(text, p + 1) != ' ') {
            return false;
        }
        p += 2;
        int colon = tagEnd(text, ": ");
        if (colon < 0) {
            return false;
        }
        to.level = level;
        to.putNumber("process.pid", text, pid, pidEnd);
        to.putNumber("thread.id", text, tid, tidEnd);
        to.put("code.namespace", text, p, trimmed(text, p, colon));
        to.msgAt = Math.min(colon + 2, text.length());
        return true;
    }

    private boolean brief(String text, Parsed to) {
        Level level = level(text);
        if (level == null) {
            return false;
        }
        if (at(text, p + 1) == '(') {
            int close = text.indexOf(')', p);
            if (close < 0 || close > p + 10 || JsonNumbers.of(text, skipped(text, p + 2), close) == null) {
                return false;
            }
            to.putNumber("process.pid", text, skipped(text, p + 2), close);
            to.level = level;
            to.msgAt = skipped(text, close + 1);
            return true;
        }
        if (at(text, p + 1) != '/' || at(text, p + 2) <= ' ') {
            return false;
        }
        p += 2;
        int colon = tagEnd(text, ": ");
        if (colon < 0) {
            return false;
        }
        int tagEnd = colon;
        int open = text.lastIndexOf('(', colon);
        if (open > p && at(text, colon - 1) == ')') {
            Object pid = JsonNumbers.of(text, skipped(text, open + 1), colon - 1);
            if (pid != null) {
                to.attributes.put("process.pid", pid);
                tagEnd = open;
            }
        }
        to.level = level;
        to.put("code.namespace", text, p, trimmed(text, p, tagEnd));
        to.msgAt = Math.min(colon + 2, text.length());
        return true;
    }

    /** {@code [ 11-23 10:00:00.123  1234: 5678 I/Tag ]} and the message on the next line. */
    private boolean inBrackets(String text, Parsed to) {
        int close = text.indexOf(']', p);
        int slash = text.indexOf('/', p);
        if (close < 0 || slash < 0 || slash > close || close - p > LONGEST_TAG) {
            return false;
        }
        p = slash - 1;
        Level level = level(text);
        if (level == null) {
            return false;
        }
        to.level = level;
        to.put("code.namespace", text, slash + 1, trimmed(text, slash + 1, close));
        int message = close + 1;
        while (message < text.length() && text.charAt(message) <= ' ') {
            message++;
        }
        to.msgAt = message < text.length() ? message : 0;
        return true;
    }

    private @Nullable Level level(String text) {
        char c = at(text, p);
        return "VDIWEFA".indexOf(c) < 0 ? null : LevelTable.ofLetter(c);
    }

    private int tagEnd(String text, String colon) {
        int found = text.indexOf(colon, p);
        if (found < 0) {
            found = text.endsWith(":") && text.indexOf('\n') < 0 ? text.length() - 1 : -1;
        }
        return found - p > LONGEST_TAG ? -1 : found;
    }

    private int numberEnd(String text) {
        int i = p;
        while (at(text, i) >= '0' && at(text, i) <= '9') {
            i++;
        }
        return i;
    }

    private void skipSpace(String text) {
        p = skipped(text, p);
    }

    private static int skipped(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private static int trimmed(String text, int start, int end) {
        int i = end;
        while (i > start && text.charAt(i - 1) == ' ') {
            i--;
        }
        return i;
    }

    private static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }
}
