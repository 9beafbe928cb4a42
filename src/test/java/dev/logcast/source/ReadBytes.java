package dev.logcast.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much has been asked of files (Linux, {@code /proc/self/io}). */
final class ReadBytes {
    private static final Pattern READ = Pattern.compile("rchar: ([0-9]+)");

    private ReadBytes() {}

    static long byThisProcess() throws IOException {
        Matcher read = READ.matcher(Files.readString(Path.of("/proc/self/io")));
        if (!read.find()) {
            throw new IOException("/proc/self/io does not say what was read");
        }
        return Long.parseLong(read.group(1));
    }
}
