package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.Parsed;
import org.jspecify.annotations.Nullable;

/** Redis and Valkey: {@code 1234:M 23 Nov 2026 10:00:00.123 * message}, up to 2.8 {@code [1234] 23 Nov 10:00:00.123 * message}. */
final class RedisFormat implements Format {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public boolean read(String text, int start, Parsed to) {
        boolean bracket = at(text, start) == '[';
        int pid = bracket ? start + 1 : start;
        int p = pid;
        while (at(text, p) >= '0' && at(text, p) <= '9' && p - pid < 10) {
            p++;
        }
        int pidEnd = p;
        if (pidEnd == pid) {
            return false;
        }
        if (bracket ? at(text, p) != ']' : at(text, p) != ':' || at(text, p + 1) < 'A' || at(text, p + 1) > 'Z') {
            return false;
        }
        p += bracket ? 2 : 3;
        if (at(text, p - 1) != ' ' || !to.stamp(text, p)) {
            return false;
        }
        p = to.time.end();
        Level level = at(text, p) == ' ' && at(text, p + 2) == ' ' ? level(at(text, p + 1)) : null;
        if (level == null) {
            return false;
        }
        to.level = level;
        to.putNumber("process.pid", text, pid, pidEnd);
        to.msgAt = p + 3;
        return true;
    }

    private static @Nullable Level level(char sign) {
        return switch (sign) {
            case '.', '-' -> Level.DEBUG;
            case '*' -> Level.INFO;
            case '#' -> Level.WARN;
            default -> null;
        };
    }

    private static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }
}
