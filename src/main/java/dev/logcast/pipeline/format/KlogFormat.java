package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.LevelTable;
import dev.logcast.pipeline.format.structured.Parsed;

/** glog and klog: {@code E1123 10:00:00.123456    1234 server.go:56] message}, also with the year before the month. */
final class KlogFormat implements Format {
    @Override
    public String name() {
        return "klog";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        char letter = start < text.length() ? text.charAt(start) : ' ';
        if (letter != 'I' && letter != 'W' && letter != 'E' && letter != 'F') {
            return false;
        }
        if (!to.time.atMonthAndDay(text, start + 1) && !to.time.at(text, start + 1)) {
            return false;
        }
        to.take();
        int p = skipSpace(text, to.time.end());
        int thread = p;
        while (p < text.length() && text.charAt(p) >= '0' && text.charAt(p) <= '9') {
            p++;
        }
        int threadEnd = p;
        p = skipSpace(text, p);
        int close = text.indexOf(']', p);
        if (close < 0 || close - p > 200 || text.lastIndexOf(':', close) < p) {
            return false;
        }
        Level level = LevelTable.ofLetter(letter);
        to.level = level;
        to.putNumber("thread.id", text, thread, threadEnd);
        int colon = text.lastIndexOf(':', close);
        to.put("code.file.path", text, p, colon);
        to.putNumber("code.line.number", text, colon + 1, close);
        to.msgAt = skipSpace(text, close + 1);
        return true;
    }

    private static int skipSpace(String text, int start) {
        int p = start;
        while (p < text.length() && text.charAt(p) == ' ') {
            p++;
        }
        return p;
    }
}
