package dev.logcast.launch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wishes of the command line.
 *
 * @param port the one that the server listens on
 * @param once whether to end with standard input
 * @param standardInput whether lines are read from there
 * @param demo whether a made-up shop is to be watched
 * @param open whether to show the page in a browser
 * @param paths files, directories and globs, as they were written
 * @param settings a file of system properties, if one is named
 * @param serverDirectory where the server unpacks itself to, if not below the data directory
 */
record Arguments(
        Task task,
        int port,
        boolean once,
        boolean standardInput,
        boolean demo,
        boolean open,
        List<String> paths,
        Optional<String> settings,
        Optional<String> serverDirectory) {

    enum Task {
        SERVE,
        CHECK,
        HELP,
        VERSION
    }

    static final String HELP =
            """
            Usage: logcast [--port N] [--open] [--once] [--demo] [FILE|DIR|GLOB ...|-]
                   logcast --check | --help | --version

            Follows log files and broadcasts every new line to a page, to curl and to programs.

              FILE, DIR, GLOB  what to follow: a file, each *.log of a directory, or what matches ('/srv/*/out.log')
              -                standard input: goes on to standard output, and to everybody who watches
              --once           with -: end when standard input does
              --demo           the logs of a small made-up shop, as demo/...; nothing is stored on disk
              --port N         where to listen; LOGCAST_PORT, or 8080
              --open           show the page in a browser, once it is ready
              --systemProperties FILE  settings, as a Java properties file: logcast.sources=app
              --check          only say what is wrong with arguments and settings; status 1 if anything is
              --help           this
              --version        which version this is

            Without any: what LOGCAST_SOURCES says, or else systemd's journal, each *.log below /var/log that can be read, and
            Logcast's own log.
            A word behind -- is a file, whatever it looks like.

            With -, what is read goes on to standard output whatever happens, and the exit status is 0: no build dies of its log.
            Where the port is another Logcast's, lines are sent to that one.

            Environment (each setting of src/docs/configure.md has a name there):
              LOGCAST_SOURCES           what to follow without arguments: names, separated by commas
              LOGCAST_SOURCE_APP_PATH   the files of the source app; likewise _FORMAT, _ZONE, _START, _ENCODING, _MULTILINE ...
              LOGCAST_DATA_DIR          Logcast's own files, for one instance at a time (logcast-data)
              LOGCAST_ADDRESS           where to listen: 127.0.0.1 (this machine only), 0.0.0.0 (all)
              LOGCAST_ARCHIVE           local, or none; LOGCAST_ARCHIVE_RETENTION_DAYS (7), LOGCAST_ARCHIVE_MAX_BYTES (10GB)
              LOGCAST_AUTH              local, token or none; LOGCAST_TOKENS, LOGCAST_TOKEN_ME_SECRET, LOGCAST_TOKEN_ME_ROLE
              JAVA_OPTS                 of the command logcast: options for Java, such as -Xmx1g

            Status: 0, or 1 when something does not work, 2 when the arguments mean nothing, 130 and 143 when it is ended.
            """;

    /** @throws Refusal if they mean nothing */
    static Arguments parse(List<String> words, Map<String, String> environment) throws Refusal {
        Task task = Task.SERVE;
        String port = null;
        boolean once = false;
        boolean standardInput = false;
        boolean demo = false;
        boolean open = false;
        String settings = null;
        String serverDirectory = null;
        List<String> paths = new ArrayList<>();
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            if (word.equals("--")) {
                left.forEachRemaining(paths::add);
            } else if (word.equals("--port")) {
                port = next(left, "--port must be followed by a number");
            } else if (word.startsWith("--port=")) {
                port = word.substring("--port=".length());
            } else if (word.equalsIgnoreCase("--systemproperties")) {
                settings = next(left, word + " must be followed by a file");
            } else if (word.equalsIgnoreCase("--rootdir")) {
                serverDirectory = next(left, word + " must be followed by a directory");
            } else if (word.equals("--once")) {
                once = true;
            } else if (word.equals("--demo")) {
                demo = true;
            } else if (word.equals("--open")) {
                open = true;
            } else if (word.equals("--check")) {
                task = task == Task.SERVE ? Task.CHECK : task;
            } else if (word.equals("--help") || word.equals("-h")) {
                task = Task.HELP;
            } else if (word.equals("--version")) {
                task = Task.VERSION;
            } else if (word.equals("-")) {
                standardInput = true;
            } else if (word.startsWith("-")) {
                throw new Refusal("unknown option " + word + "; --help shows which there are", Refusal.MISUSED);
            } else {
                paths.add(word);
            }
        }
        if (once && !standardInput && (task == Task.SERVE || task == Task.CHECK)) {
            throw new Refusal("--once ends with standard input: it needs -", Refusal.MISUSED);
        }
        return new Arguments(
                task,
                port(port, environment),
                once,
                standardInput,
                demo,
                open,
                List.copyOf(paths),
                Optional.ofNullable(settings),
                Optional.ofNullable(serverDirectory));
    }

    /** Whether they ask for nothing but a text. */
    static boolean tells(List<String> words) {
        List<String> options = options(words);
        return options.contains("--help") || options.contains("-h") || options.contains("--version");
    }

    /** Whether standard input must go on to standard output, also when nothing else can be understood. */
    static boolean passThrough(List<String> words) {
        return options(words).contains("-");
    }

    private static List<String> options(List<String> words) {
        int end = words.indexOf("--");
        return end < 0 ? words : words.subList(0, end);
    }

    private static String next(Iterator<String> left, String otherwise) throws Refusal {
        if (!left.hasNext()) {
            throw new Refusal(otherwise, Refusal.MISUSED);
        }
        return left.next();
    }

    private static int port(@Nullable String asked, Map<String, String> environment) throws Refusal {
        String given = environment.getOrDefault("LOGCAST_PORT", "").strip();
        String text = asked == null ? given : asked;
        if (asked == null && (text.isEmpty() || text.startsWith("tcp://"))) {
            // Kubernetes says this to every pod beside a service called logcast.
            return 8080;
        }
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new Refusal("the port must be a number from 1 to 65535, was \"" + text + '"', Refusal.MISUSED);
        }
        return port;
    }
}
