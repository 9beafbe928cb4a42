package dev.logcast.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of files that a process may have open (Linux, {@code /proc/self/limits}). */
final class Descriptors {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT_LIMIT = Pattern.compile("(?m)^Max open files +([0-9]{1,9}) ");
    private static final int USUAL = 4096;

    private Descriptors() {}

    /** Half of them: the others are for clients. */
    static int forFiles() {
        return Math.max(64, limit() / 2);
    }

    private static int limit() {
        try {
            Matcher limit = SOFT_LIMIT.matcher(Files.readString(LIMITS, StandardCharsets.ISO_8859_1));
            return limit.find() ? Integer.parseInt(limit.group(1)) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
