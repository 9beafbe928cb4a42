package dev.logcast.launch;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The same command once more, with further options for Java or in another language, in place of this process: its id, its standard streams and its parent stay, so
 * that signals, exit status and limits are those of one process. Linux only.
 */
final class Successor {
    /** Tells it that it is one. */
    static final String MARK = "-Dlogcast.successor=true";

    private static final Path SELF = Path.of("/proc/self");
    private static final String ENCODING = StandardCharsets.ISO_8859_1.name();
    private static final int LAST_STANDARD_STREAM = 2;
    private static final int SET_FLAGS = 2;
    private static final int CLOSE_ON_EXEC = 1;

    private Successor() {}

    /** Whether Java can say no name of a file but those of ASCII, since the environment names no language. */
    static boolean speechless() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        return encoding.startsWith("ANSI_X3.4") || encoding.equals("US-ASCII") || encoding.equals("646");
    }

    /**
     * Returns only if it cannot be done.
     *
     * @param speechless whether it should understand UTF-8
     * @throws IOException because this is not Linux, or its native code cannot be loaded
     */
    static void run(List<String> options, boolean speechless) throws IOException {
        // Bytes, not characters: names of files are what they are.
        String command = Files.readString(SELF.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        List<String> words = new ArrayList<>(Arrays.asList(command.split("\0", -1)));
        words.remove(words.size() - 1);
        words.add(1, MARK);
        words.addAll(1, options);
        String java = SELF.resolve("exe").toRealPath().toString();
        System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        System.setProperty("jna.nosys", "true");
        try {
            NativeLibrary c = NativeLibrary.getInstance("c");
            closeOnExec(c.getFunction("fcntl"));
            if (speechless) {
                c.getFunction("setenv").invokeInt(new Object[] {"LC_ALL", "C.UTF-8", 1});
            }
            c.getFunction("execv", Function.C_CONVENTION, ENCODING)
                    .invokeInt(new Object[] {java, new StringArray(words.toArray(String[]::new), ENCODING)});
        } catch (LinkageError e) {
            throw new IOException(e.toString(), e);
        }
        throw new IOException("execv failed");
    }

    private static void closeOnExec(Function fcntl) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(SELF.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                int number = Integer.parseInt(descriptor.getFileName().toString());
                if (number > LAST_STANDARD_STREAM) {
                    fcntl.invokeInt(new Object[] {number, SET_FLAGS, CLOSE_ON_EXEC});
                }
            }
        }
    }
}
