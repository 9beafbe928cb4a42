package dev.logcast.launch;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** The messages to the one who started Logcast; stays where it is when the server's own output goes to a file. */
final class Console {
    private static final PrintStream ERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());

    private Console() {}

    static void say(String line) {
        ERR.println("logcast: " + line);
    }
}
