package dev.logcast.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Stops the deployment, and the process where it serves nothing else. What is wrong is said before, a line for each mistake: in the
 * server's log, or to whoever started the process, with nothing around it.
 */
final class StartFailure extends RuntimeException {
    private static final System.Logger LOG = System.getLogger("dev.logcast");

    StartFailure(String mistakes) {
        super("Logcast cannot start: " + mistakes, null, false, false);
        if (Boolean.getBoolean("logcast.alone")) {
            PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());
            mistakes.lines().forEach(mistake -> err.println("logcast: cannot start: " + mistake));
            Runtime.getRuntime().halt(1);
        }
        mistakes.lines().forEach(mistake -> LOG.log(System.Logger.Level.ERROR, "Logcast cannot start: {0}", mistake));
    }
}
