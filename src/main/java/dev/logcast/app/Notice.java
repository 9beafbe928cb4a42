package dev.logcast.app;

import dev.logcast.line.ServerLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * The message at the start to whoever started Logcast: where the process serves nothing else, on its standard error, with nothing around
 * it, wherever the log goes; otherwise in the server's log.
 */
final class Notice {
    private static final System.Logger LOG = ServerLog.of("dev.logcast");

    private Notice() {}

    /** Whether there is nothing else in the process. */
    static boolean alone() {
        return Boolean.getBoolean("logcast.alone");
    }

    static void warn(String line) {
        say(System.Logger.Level.WARNING, line);
    }

    static void error(String line) {
        say(System.Logger.Level.ERROR, line);
    }

    private static void say(System.Logger.Level level, String line) {
        if (alone()) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset())
                    .println("logcast: " + ServerLog.printable(line));
        } else {
            LOG.log(level, "{0}", line);
        }
    }
}
