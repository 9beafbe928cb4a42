package dev.logcast.launch;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the uber-jar. Whatever can be known before a server runs is refused here, in one line and with a status other than 0:
 * arguments, a port that is taken, a data directory that is in use. Then it starts Payara Micro, whose listener is enabled once
 * the application is ready.
 */
public final class Logcast {
    private static final String SOURCES = "logcast.sources";

    private final Map<String, String> environment;
    private final Arguments arguments;
    private final @Nullable StandardInput input;

    private Logcast(Map<String, String> environment, Arguments arguments, @Nullable StandardInput input) {
        this.environment = environment;
        this.arguments = arguments;
        this.input = input;
    }

    public static void main(String[] words) throws Exception {
        Map<String, String> environment = System.getenv();
        StandardInput input = null;
        try {
            bound();
            if (Arguments.passThrough(List.of(words))) {
                input = StandardInput.begin(
                        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
                System.setOut(System.err);
            }
            Arguments arguments = Arguments.parse(List.of(words), environment);
            switch (arguments.task()) {
                case HELP -> System.out.print(Arguments.HELP);
                case VERSION -> System.out.println("Logcast " + version());
                case SERVE -> new Logcast(environment, arguments, input).serve();
            }
        } catch (Refusal refusal) {
            Console.say(refusal.line());
            if (input != null) {
                input.passThrough();
            }
            // Halted: a server that did not come up has nothing to put in order.
            Runtime.getRuntime().halt(input == null ? refusal.status() : 0);
        }
    }

    private void serve() throws Exception {
        if (arguments.settings().isPresent()) {
            readSettings(arguments.settings().get());
        }
        Port port = new Port(address(), arguments.port());
        Port.Holder holder = port.holder();
        if (holder == Port.Holder.LOGCAST && input != null) {
            Console.say("port " + port.number() + " is another Logcast's; lines go to " + port.uri("/logs/stdin"));
            input.send(port.uri("/api/ingest/stdin"), secret());
            return;
        }
        if (holder != Port.Holder.NOBODY) {
            throw new Refusal("port " + port.number() + " is taken"
                    + (holder == Port.Holder.LOGCAST ? " by another Logcast" : "")
                    + "; choose another one with --port");
        }
        Path data = Path.of(setting("logcast.data.dir").orElse("logcast-data")).toAbsolutePath();
        Path log = data.resolve("server-" + port.number() + ".log");
        boolean toFile = Boolean.getBoolean("logcast.log-to-file");
        Map<String, String> sources = sources(toFile ? Optional.of(log) : Optional.empty());
        Instance instance = Instance.claim(data);
        Path directory = instance.serverDirectory();
        sources.forEach(System::setProperty);
        System.setProperty("logcast.data.dir", data.toString());
        System.setProperty("java.io.tmpdir", directory.resolve("tmp").toString());
        if (toFile) {
            redirect(log);
        }
        Console.say("starting " + port.uri("/"));
        System.setProperty(WarmUp.PROPERTY, "true");
        Server.start(port.number(), arguments.serverDirectory().map(Path::of).orElse(directory));
        if (!port.isLogcast()) {
            throw new Refusal("the server did not start" + (toFile ? "; see " + log : ""));
        }
        new WarmUp(port).run();
        System.clearProperty(WarmUp.PROPERTY);
        Console.say(port.uri("/") + "  following " + setting(SOURCES).orElse("nothing: set logcast.sources"));
        if (input != null) {
            input.send(port.uri("/api/ingest/stdin"), secret());
            if (arguments.once()) {
                port.awaitRead("stdin");
                System.exit(0);
            }
        }
    }

    /** Java itself, once more, where its memory would have no bound. */
    private static void bound() {
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        List<String> missing = Bounds.missing(given);
        if (missing.isEmpty() || given.contains(Successor.MARK)) {
            return;
        }
        try {
            Successor.run(missing);
        } catch (IOException e) {
            Console.say("Java runs without " + String.join(" ", missing) + ": " + e.getMessage());
        }
    }

    private Map<String, String> sources(Optional<Path> ownLog) throws Refusal {
        ArgumentSources sources = new ArgumentSources();
        for (String path : arguments.paths()) {
            sources.add(path);
        }
        if (arguments.standardInput()) {
            sources.addPushed("stdin");
        }
        if (!sources.isEmpty() || setting(SOURCES).isPresent()) {
            return sources.isEmpty() ? Map.of() : sources.settings();
        }
        // Nothing was asked for: whatever can be read here, so that there is something to see.
        ownLog.ifPresent(log -> {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/var/log"), "*.log")) {
                for (Path file : files) {
                    if (Files.isRegularFile(file) && Files.isReadable(file)) {
                        sources.addFile(file);
                    }
                }
            } catch (IOException e) {
                // There is no such directory here.
            }
            sources.addFile("logcast", log);
        });
        return sources.isEmpty() ? Map.of() : sources.settings();
    }

    private InetAddress address() throws Refusal {
        String address = environment.getOrDefault("LOGCAST_ADDRESS", "0.0.0.0");
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new Refusal("LOGCAST_ADDRESS must be an address of this machine, was \"" + address + '"');
        }
    }

    /** Of the first token that may push lines. */
    private Optional<String> secret() {
        return Arrays.stream(setting("logcast.tokens").orElse("").split(","))
                .map(name -> "logcast.token." + name.strip() + '.')
                .filter(prefix -> setting(prefix + "role")
                        .filter(List.of("ingest", "admin")::contains)
                        .isPresent())
                .flatMap(prefix ->
                        setting(prefix + "secret")
                                .or(() -> setting(prefix + "secret-file").flatMap(Logcast::content))
                                .stream())
                .findFirst();
    }

    /** None of a file that cannot be read, which the application refuses. */
    private static Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).stripTrailing());
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Of those that are wanted before the application reads its settings. */
    private Optional<String> setting(String property) {
        String name = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(System.getProperty(property, environment.get(name)))
                .filter(text -> !text.isBlank());
    }

    /** Those of the command line go before those of a file. */
    private static void readSettings(String file) throws Refusal {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("cannot read the settings in " + file + ": " + e);
        }
        properties.stringPropertyNames().forEach(name -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, properties.getProperty(name));
            }
        });
    }

    private static void redirect(Path log) throws Refusal {
        try {
            Files.deleteIfExists(log);
            PrintStream stream =
                    new PrintStream(Channels.newOutputStream(Instance.open(log)), true, Charset.defaultCharset());
            System.setOut(stream);
            System.setErr(stream);
        } catch (IOException e) {
            throw new Refusal("cannot write " + log + ": " + e.getMessage());
        }
    }

    private static String version() {
        return Optional.ofNullable(Logcast.class.getPackage().getImplementationVersion())
                .orElse("of the sources");
    }
}
