package dev.logcast.launch;

import java.io.File;
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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the uber-jar. Whatever can be known before a server runs is refused here, in one line and with a status other than 0:
 * arguments, a port that is taken, a data directory that is in use. Then it starts Payara Micro, whose listener is enabled once
 * the application is ready.
 */
public final class Logcast {
    private static final String SOURCES = "logcast.sources";
    private static final Map<String, String> SMALL =
            Map.of("logcast.stream.recent-bytes", "16MB", "logcast.stream.max-clients", "1000");
    private static final Path SYSTEM_LOGS = Path.of("/var/log");
    private static final List<Path> JOURNALS = List.of(Path.of("/var/log/journal"), Path.of("/run/log/journal"));

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
            if (!Arguments.tells(List.of(words))) {
                succeed();
            }
            if (Arguments.passThrough(List.of(words))) {
                input = StandardInput.begin(
                        new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
                System.setOut(System.err);
            }
            Arguments arguments = Arguments.parse(List.of(words), environment);
            switch (arguments.task()) {
                case HELP -> System.out.print(Arguments.HELP);
                case VERSION -> System.out.println("Logcast " + version());
                case CHECK -> new Logcast(environment, arguments, input).check();
                case SERVE -> new Logcast(environment, arguments, input).serve();
            }
            if (input != null) {
                input.passThrough();
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
        requireProfile();
        readSettings();
        Port port = new Port(address(), arguments.port());
        Port.Holder holder = port.holder();
        if (holder == Port.Holder.LOGCAST && input != null) {
            Console.say("port " + port.number() + " is another Logcast's; lines go to " + port.uri("/logs/stdin"));
            input.send(port.uri("/api/ingest/stdin"), secret());
            return;
        }
        if (holder != Port.Holder.NOBODY) {
            throw new Refusal(port.refusal(holder));
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Optional<Path> memory = Instance.memory();
        Path data = arguments.demo() ? Instance.passing(memory.orElse(temporary)) : dataDirectory();
        Path log = data.resolve("server-" + port.number() + ".log");
        boolean toFile =
                Boolean.parseBoolean(System.getProperty("logcast.log-to-file", Boolean.toString(nothingIsAskedFor())));
        Map<String, String> sources = sources(toFile ? Optional.of(log) : Optional.empty());
        Instance instance = Instance.claim(data);
        fitMemory();
        Path directory = arguments.demo()
                ? Instance.serverDirectory(Instance.passing(temporary).resolve("server"))
                : instance.serverDirectory();
        sources.forEach(System::setProperty);
        System.setProperty("logcast.data.dir", data.toString());
        if (arguments.demo()) {
            System.setProperty("logcast.demo", "true");
            System.setProperty("logcast.archive", memory.isPresent() ? "local" : "none");
            System.setProperty("logcast.archive.max-bytes", "20MB");
        }
        Optional<String> code = signInCode();
        System.setProperty("java.io.tmpdir", directory.resolve("tmp").toString());
        if (toFile) {
            redirect(log);
        }
        Console.say("starting " + port.uri("/"));
        Compilation.sparing();
        System.setProperty(WarmUp.PROPERTY, "true");
        Server.start(port.number(), arguments.serverDirectory().map(Path::of).orElse(directory));
        if (!port.isLogcast()) {
            throw new Refusal("the server did not start" + (toFile ? "; see " + log : ""));
        }
        new WarmUp(port).run();
        System.clearProperty(WarmUp.PROPERTY);
        Compilation.full();
        if (Boolean.getBoolean(ClassArchive.REHEARSAL)) {
            System.exit(0);
        }
        Console.say(port.uri("/") + "  following " + following());
        code.ifPresent(each -> Console.say("sign in, once: " + port.uri("/#token=" + each)));
        if (arguments.open()) {
            Browser.open(port.uri("/"), environment);
        }
        Footprint.reduce();
        ClassArchive.make(options());
        if (input != null) {
            input.send(port.uri("/api/ingest/stdin"), secret());
            if (arguments.once()) {
                port.awaitRead("stdin");
                System.exit(0);
            }
        }
    }

    /** Says what is wrong, and starts nothing. What another Logcast has in use is no mistake: it may be the one that is to be started anew. */
    private void check() throws Exception {
        requireProfile();
        readSettings();
        Port port = new Port(address(), arguments.port());
        Port.Holder holder = port.holder();
        if (holder == Port.Holder.ANOTHER) {
            throw new Refusal(port.refusal(holder));
        }
        Instance.requireWritable(dataDirectory());
        sources(Optional.empty()).forEach(System::setProperty);
        signInCode();
        List<String> given = new ArrayList<>(environment.keySet());
        given.addAll(System.getProperties().stringPropertyNames());
        List<String> mistakes = Application.open().mistakes(this::property, given, Console::say);
        mistakes.forEach(Console::say);
        if (!mistakes.isEmpty()) {
            throw new Refusal(mistakes.size() == 1 ? "one mistake" : mistakes.size() + " mistakes");
        }
        if (holder == Port.Holder.LOGCAST) {
            Console.say("port " + port.number() + " is another Logcast's at the moment");
        }
        Console.say("nothing is wrong: it would follow " + following());
    }

    /** Java itself, once more, where its memory would have no bound, or it could not say the names of files. */
    private static void succeed() {
        List<String> given = options();
        List<String> missing = Bounds.missing(given, small());
        boolean speechless = Successor.speechless();
        if ((missing.isEmpty() && !speechless) || given.contains(Successor.MARK)) {
            return;
        }
        try {
            Successor.run(missing, speechless);
        } catch (IOException e) {
            if (!missing.isEmpty()) {
                Console.say("Java runs without " + String.join(" ", missing) + ": " + e.getMessage());
            }
        }
    }

    /** Those that Java runs with. */
    private static List<String> options() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** Whether memory is small. */
    private static boolean small() {
        return profile().equals("small");
    }

    private static String profile() {
        return System.getProperty("logcast.profile", System.getenv().getOrDefault("LOGCAST_PROFILE", ""));
    }

    private static void requireProfile() throws Refusal {
        if (!Set.of("", "default", "small").contains(profile())) {
            throw new Refusal("LOGCAST_PROFILE must be default or small, was \"" + profile() + '"');
        }
    }

    /** Settings that fit a small memory, unless others are given. */
    private void fitMemory() {
        if (small()) {
            SMALL.forEach((name, value) -> {
                if (setting(name).isEmpty()) {
                    System.setProperty(name, value);
                }
            });
        }
    }

    /** Whether neither arguments nor settings say what to follow. */
    private boolean nothingIsAskedFor() {
        return arguments.paths().isEmpty()
                && !arguments.standardInput()
                && !arguments.demo()
                && setting(SOURCES).isEmpty();
    }

    private Path dataDirectory() throws Refusal {
        String directory = setting("logcast.data.dir").orElse("logcast-data");
        try {
            return Path.of(directory).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new Refusal("logcast.data.dir must name a directory, was \"" + directory + '"');
        }
    }

    private String following() {
        String sources = setting(SOURCES).orElse("");
        if (arguments.demo()) {
            return sources.isEmpty() ? "the demo" : "the demo, " + sources;
        }
        return sources.isEmpty() ? "nothing: set logcast.sources" : sources;
    }

    private Map<String, String> sources(Optional<Path> ownLog) throws Refusal {
        ArgumentSources sources = new ArgumentSources();
        if (arguments.demo()) {
            sources.reserve("demo");
        }
        if (arguments.standardInput()) {
            sources.addPushed("stdin");
        }
        for (String path : arguments.paths()) {
            sources.add(path);
        }
        if (nothingIsAskedFor()) {
            // Whatever can be read here, so that there is something to see.
            if (hasJournal()) {
                sources.addJournal();
            }
            sources.addLogsBelow(SYSTEM_LOGS);
            ownLog.ifPresent(log -> sources.addFile("logcast", log));
        }
        return sources.isEmpty() && !arguments.demo() ? Map.of() : sources.settings();
    }

    /** Whether systemd keeps a journal here, and what reads it is there. */
    private boolean hasJournal() {
        return JOURNALS.stream().anyMatch(Logcast::hasEntries)
                && Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(directory -> new File(directory, "journalctl").canExecute());
    }

    private static boolean hasEntries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private InetAddress address() throws Refusal {
        String address = environment.getOrDefault("LOGCAST_ADDRESS", "127.0.0.1");
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new Refusal("LOGCAST_ADDRESS must be an address of this machine, was \"" + address + '"');
        }
    }

    /** Where everybody needs a token and there is none: what somebody may sign in with once, and the application is told. */
    private Optional<String> signInCode() {
        if (!setting("logcast.auth").filter("token"::equalsIgnoreCase).isPresent()
                || setting("logcast.tokens").isPresent()) {
            return Optional.empty();
        }
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        System.setProperty("logcast.sign-in-code", code);
        return Optional.of(code);
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
        return Optional.ofNullable(property(property)).filter(text -> !text.isBlank());
    }

    /** As the application reads it: by its name, or by that of its variable. */
    private @Nullable String property(String name) {
        String value = System.getProperty(name);
        for (String variable : List.of(
                name,
                name.replaceAll("[^A-Za-z0-9]", "_"),
                name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))) {
            value = value == null ? environment.get(variable) : value;
        }
        return value;
    }

    /** Those of the command line go before those of a file. */
    private void readSettings() throws Refusal {
        if (arguments.settings().isEmpty()) {
            return;
        }
        String file = arguments.settings().get();
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
