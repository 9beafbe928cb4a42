package dev.logcast.app;

import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.container.DockerContainers;
import dev.logcast.container.KubernetesPods;
import dev.logcast.hub.HubSettings;
import dev.logcast.ingest.SpoolLimits;
import dev.logcast.journal.JournalSpec;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.Selections.Selection;
import dev.logcast.pipeline.format.FormatChoice;
import dev.logcast.pipeline.mask.CustomPattern;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.Masking;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.AccessSettings;
import dev.logcast.security.Role;
import dev.logcast.security.SignInLink;
import dev.logcast.security.Token;
import dev.logcast.source.file.FollowLinks;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.ContainerLogs;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All settings, read once at the start.
 *
 * @param journals of systemd, each below the source of its name
 * @param formats how the lines of a source are read, by its name
 * @param selections by the names of the sources of which not every line is wanted
 * @param rateLimits lines a second by the names of the sources that have a limit
 * @param signInCode of a link that lets somebody in where there are no tokens; empty: there is none
 * @param spool what may be pushed
 * @param archive its bounds; empty: none
 * @param demo whether the logs of a made-up shop are to be seen
 * @param strays a line for each setting that nothing reads
 */
public record Settings(
        List<SourceSpec> sources,
        List<JournalSpec> journals,
        Map<String, FormatChoice> formats,
        Map<String, Selection> selections,
        Map<String, Integer> rateLimits,
        MaskSettings masking,
        HubSettings hub,
        AccessSettings access,
        Optional<String> signInCode,
        Path dataDirectory,
        SpoolLimits spool,
        Optional<ArchiveSettings> archive,
        boolean demo,
        List<String> strays) {

    /**
     * @param property gives a property's value, by its name
     * @param given the names of all there are, as properties or as variables of the environment
     * @throws InvalidSettingsException with every mistake there is
     */
    public static Settings read(Function<String, Optional<String>> property, Iterable<String> given)
            throws InvalidSettingsException {
        return new Reader(property).read(given);
    }

    private enum Mask {
        ON,
        OFF
    }

    private enum Switch {
        TRUE,
        FALSE
    }

    private enum Kept {
        LOCAL,
        NONE
    }

    /** Reads property by property and collects the mistakes on the way. */
    private static final class Reader {
        private static final long MAX_RECORD_BYTES = 100_000_000;
        private static final long MAX_RATE_LIMIT = 1_000_000_000;
        private static final long MAX_RETENTION_DAYS = 36_500;
        private static final long MIN_ARCHIVE_BYTES = 10_000_000;
        private static final long MIN_SPOOL_BYTES = 1_000_000;
        private static final int MIN_SECRET = 16;

        /** Formats for which what a container runtime writes around records is taken off. */
        private static final Set<String> ENVELOPED = Set.of("auto", "docker", "cri");

        private final Function<String, Optional<String>> property;
        private final List<String> mistakes = new ArrayList<>();
        private final Set<String> read = new HashSet<>();
        private final Map<String, List<String>> lists = new HashMap<>();
        private final Map<String, FormatChoice> formats = new HashMap<>();
        private final Map<String, Selection> selections = new HashMap<>();
        private final Map<String, Integer> rateLimits = new HashMap<>();
        private final Set<String> unmasked = new HashSet<>();
        private final List<JournalSpec> journals = new ArrayList<>();

        /** The tokens that they are of. */
        private final Map<String, String> secrets = new HashMap<>();

        Reader(Function<String, Optional<String>> property) {
            this.property = property;
        }

        Settings read(Iterable<String> given) throws InvalidSettingsException {
            List<SourceSpec> sources =
                    names("logcast.sources").map(this::source).toList();
            MaskSettings masking = masking();
            HubSettings hub = hub();
            AccessSettings access = access();
            Path data =
                    Path.of(value("logcast.data.dir").orElse("logcast-data")).toAbsolutePath();
            SpoolLimits spool = SpoolLimits.of(
                    (int) number("logcast.ingest.max-sources", 1_000, 0, 1_000_000),
                    size("logcast.ingest.max-bytes", 10_000_000_000L, MIN_SPOOL_BYTES, Long.MAX_VALUE));
            Optional<ArchiveSettings> archive = archive();
            if (!mistakes.isEmpty()) {
                throw new InvalidSettingsException(mistakes);
            }
            return new Settings(
                    sources,
                    List.copyOf(journals),
                    Map.copyOf(formats),
                    Map.copyOf(selections),
                    Map.copyOf(rateLimits),
                    masking,
                    hub,
                    access,
                    access.mode() == AccessSettings.Mode.TOKEN
                                    && access.tokens().isEmpty()
                            ? value(SignInLink.PROPERTY)
                            : Optional.empty(),
                    data,
                    spool,
                    archive,
                    choice("logcast.demo", Switch.values()).orElse(Switch.FALSE) == Switch.TRUE,
                    StraySettings.find(read, given, lists));
        }

        private Stream<String> names(String listed) {
            String all = value(listed).orElse("");
            Map<String, String> byEnvironmentName = new HashMap<>();
            List<String> names = new ArrayList<>();
            for (String name : all.split(",", -1)) {
                String stripped = name.strip();
                if (stripped.isEmpty()) {
                    continue;
                }
                if (!SourceId.isName(stripped)) {
                    mistake(listed, "must be names of a-z, 0-9 and -, separated by commas", stripped);
                    continue;
                }
                String twin = byEnvironmentName.putIfAbsent(stripped.replace('-', '_'), stripped);
                if (twin != null) {
                    mistake(listed, "must not hold a name twice, nor two that differ in - and _ only", stripped);
                    continue;
                }
                names.add(stripped);
            }
            lists.put(listed, names);
            return names.stream();
        }

        private SourceSpec source(String name) {
            String prefix = "logcast.source." + name + '.';
            Query include = query(prefix + "include");
            Query exclude = query(prefix + "exclude");
            if (include != null || exclude != null) {
                selections.put(name, new Selection(include, exclude));
            }
            Optional<String> format = value(prefix + "format").map(text -> text.toLowerCase(Locale.ROOT));
            formats.put(
                    name,
                    new FormatChoice(
                            parsed(prefix + "format", FormatChoice::parse).orElse(FormatChoice.AUTO),
                            parsed(prefix + "zone", Reader::zone).orElseGet(ZoneId::systemDefault)));
            int rateLimit = (int) number(prefix + "rate-limit", 0, 0, MAX_RATE_LIMIT);
            if (rateLimit > 0) {
                rateLimits.put(name, rateLimit);
            }
            if (choice(prefix + "mask", Mask.values()).orElse(Mask.ON) == Mask.OFF) {
                unmasked.add(name);
            }
            Kind kind = choice(prefix + "kind", Kind.values()).orElse(Kind.FILES);
            StartPosition start = parsed(prefix + "start", StartPosition::parse).orElse(new StartPosition(1000));
            if (kind == Kind.JOURNALD) {
                Optional<Path> directory = parsed(prefix + "path", Path::of);
                journals.add(new JournalSpec(name, directory.map(Path::toAbsolutePath), start.lastLines()));
            }
            return new SourceSpec(
                    name,
                    kind == Kind.FILES ? globs(prefix + "path").orElse(List.of()) : kind.globs(value(prefix + "path")),
                    globs(prefix + "exclude-path").orElse(SourceSpec.ARCHIVES),
                    start,
                    encoding(prefix + "encoding"),
                    parsed(prefix + "multiline", Multiline::parse).orElse(Multiline.AUTO),
                    seconds(prefix + "flush-after-seconds", 5, 0, 3600),
                    (int) size(prefix + "max-record-bytes", 1_000_000, 16, MAX_RECORD_BYTES),
                    format.map(ENVELOPED::contains).orElse(true),
                    choice(prefix + "follow-links", FollowLinks.values()).orElse(FollowLinks.OWNED),
                    kind.containers());
        }

        /** What a source's files are; a path names the directory of the container runtime. */
        private enum Kind {
            FILES,
            DOCKER,
            KUBERNETES,
            JOURNALD;

            List<PathGlob> globs(Optional<String> root) {
                if (this == JOURNALD) {
                    return List.of();
                }
                String directory = root.orElse(this == DOCKER ? "/var/lib/docker/containers" : "/var/log/pods");
                String below = PathGlob.escape(directory.replaceFirst("/+$", ""));
                return List.of(PathGlob.parse(below + (this == DOCKER ? "/*/*-json.log" : "/*/*/*.log")));
            }

            @Nullable
            ContainerLogs containers() {
                return switch (this) {
                    case FILES -> null;
                    // Its sources are all below the name, and have no files.
                    case JOURNALD ->
                        log -> {
                            throw new NoSuchFileException(log.toString());
                        };
                    case DOCKER -> new DockerContainers();
                    case KUBERNETES -> new KubernetesPods();
                };
            }
        }

        private static ZoneId zone(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("must be a time zone such as Europe/Berlin, UTC or +02:00", e);
            }
        }

        private Optional<List<PathGlob>> globs(String name) {
            return value(name).map(list -> {
                List<PathGlob> globs = new ArrayList<>();
                for (String glob : PathGlob.split(list)) {
                    try {
                        globs.add(PathGlob.parse(glob));
                    } catch (IllegalArgumentException e) {
                        mistake(name, String.valueOf(e.getMessage()), glob);
                    }
                }
                return globs;
            });
        }

        private Charset encoding(String name) {
            return value(name)
                    .map(text -> {
                        try {
                            return Charset.forName(text);
                        } catch (IllegalArgumentException e) {
                            mistake(name, "must be a character encoding such as UTF-8 or GB18030", text);
                            return StandardCharsets.UTF_8;
                        }
                    })
                    .orElse(StandardCharsets.UTF_8);
        }

        private @Nullable Query query(String name) {
            String text = value(name).orElse(null);
            if (text == null) {
                return null;
            }
            try {
                return Query.parse(text, Instant.now(), ZoneId.systemDefault());
            } catch (QuerySyntaxException e) {
                mistake(
                        name,
                        "must be a query, which this is not at column " + e.column() + ": " + e.getMessage(),
                        text);
                return null;
            }
        }

        private MaskSettings masking() {
            List<CustomPattern> patterns = new ArrayList<>();
            for (String name : names("logcast.mask.patterns").toList()) {
                String place = "logcast.mask.pattern." + name;
                if (value(place).isEmpty()) {
                    mistakes.add(place + " must be set, to a regular expression (RE2)");
                }
                parsed(place, regex -> new CustomPattern(name, regex)).ifPresent(patterns::add);
            }
            List<Masking.Option> options = new ArrayList<>();
            list("logcast.mask.also").distinct().forEach(name -> Masking.Option.named(name)
                    .ifPresentOrElse(
                            options::add,
                            () -> mistake("logcast.mask.also", "must be some of email, ip, phone", name)));
            return new MaskSettings(unmasked, options, patterns);
        }

        private HubSettings hub() {
            HubSettings defaults = HubSettings.DEFAULT;
            return new HubSettings(
                    seconds("logcast.stream.heartbeat-seconds", 15, 1, 15),
                    Duration.ofMillis(number("logcast.stream.flush-millis", 0, 0, 60_000)),
                    size("logcast.stream.recent-bytes", defaults.recentBytes(), 100_000, 100_000_000_000L),
                    seconds("logcast.stream.stall-seconds", 60, 1, 86_400),
                    (int) number("logcast.stream.max-clients", defaults.maxClients(), 1, 1_000_000),
                    (int) number("logcast.stream.max-clients-per-address", 0, 0, 1_000_000));
        }

        private Optional<ArchiveSettings> archive() {
            long days = number("logcast.archive.retention-days", 7, 1, MAX_RETENTION_DAYS);
            long bytes = size("logcast.archive.max-bytes", 10_000_000_000L, MIN_ARCHIVE_BYTES, Long.MAX_VALUE);
            Kept kept = choice("logcast.archive", Kept.values()).orElse(Kept.LOCAL);
            return kept == Kept.NONE ? Optional.empty() : Optional.of(ArchiveSettings.of(bytes, Duration.ofDays(days)));
        }

        private AccessSettings access() {
            List<Token> tokens = names("logcast.tokens").map(this::token).toList();
            AccessSettings.Mode mode =
                    choice("logcast.auth", AccessSettings.Mode.values()).orElse(AccessSettings.Mode.LOCAL);
            if (mode == AccessSettings.Mode.TOKEN
                    && tokens.isEmpty()
                    && value(SignInLink.PROPERTY).isEmpty()) {
                mistake("logcast.auth", "needs at least one of logcast.tokens to be token", "token");
            }
            return new AccessSettings(mode, tokens, origins());
        }

        private Token token(String name) {
            String prefix = "logcast.token." + name + '.';
            String secret = secret(name, prefix + "secret");
            Role role = choice(prefix + "role", Role.values()).orElse(Role.VIEWER);
            List<SourceGlob> sources =
                    list(prefix + "sources").map(SourceGlob::new).toList();
            return new Token(name, secret, role, sources);
        }

        /** The one value that is not repeated. */
        private String secret(String token, String place) {
            String secret = "";
            try {
                secret = given(place);
            } catch (IOException | InvalidPathException e) {
                // Nor is its place, which may be the secret itself by mistake.
                mistakes.add(place + "-file must name a file that can be read, and did not ("
                        + e.getClass().getSimpleName() + ')');
                return secret;
            }
            String rule = " must be at least " + MIN_SECRET + " printable characters without spaces, was ";
            if (secret.isEmpty()) {
                mistakes.add(place + rule + "not set");
            } else if (secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                mistakes.add(place + rule + secret.length() + " that were not");
            } else if (secret.length() < MIN_SECRET) {
                mistakes.add(place + rule + secret.length());
            } else {
                String other = secrets.putIfAbsent(secret, token);
                if (other != null) {
                    mistakes.add(place + " must be its own, was that of the token " + other);
                }
            }
            return secret;
        }

        /** As it stands, or in a file of its own, less the end of its line. */
        private String given(String place) throws IOException {
            Optional<String> value = value(place);
            Optional<String> file = value(place + "-file");
            if (value.isPresent() && file.isPresent()) {
                mistakes.add(place + " must not be set beside " + place + "-file");
            }
            return value.isPresent() || file.isEmpty()
                    ? value.orElse("")
                    : Files.readString(Path.of(file.get())).stripTrailing();
        }

        private Set<String> origins() {
            Set<String> origins = list("logcast.cors.origins").collect(Collectors.toSet());
            for (String origin : origins) {
                if (!origin.matches("https?://[a-z0-9.\\-\\[\\]:]+")) {
                    mistake(
                            "logcast.cors.origins",
                            "must be origins such as https://logs.example.com, in small letters and without a path",
                            origin);
                }
            }
            return origins;
        }

        private Stream<String> list(String name) {
            return Arrays.stream(value(name).orElse("").split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty());
        }

        /** One of some words, written in small letters. */
        private <E extends Enum<E>> Optional<E> choice(String name, E[] choices) {
            return value(name).flatMap(text -> {
                for (E choice : choices) {
                    if (choice.name().toLowerCase(Locale.ROOT).equals(text)) {
                        return Optional.of(choice);
                    }
                }
                String words = Arrays.stream(choices)
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
                mistake(name, "must be one of " + words, text);
                return Optional.empty();
            });
        }

        private Duration seconds(String name, long otherwise, long least, long most) {
            return Duration.ofSeconds(number(name, otherwise, least, most));
        }

        private long number(String name, long otherwise, long least, long most) {
            String rule = "must be a whole number from " + least + " to " + most;
            return value(name)
                    .map(text -> {
                        long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
                        if (number < least || number > most) {
                            mistake(name, rule, text);
                        }
                        return number;
                    })
                    .orElse(otherwise);
        }

        private long size(String name, long otherwise, long least, long most) {
            return value(name)
                    .map(text -> {
                        long bytes = ByteSize.parse(text).orElse(-1);
                        if (bytes < least || bytes > most) {
                            mistake(
                                    name,
                                    "must be a size such as 64MB, from " + ByteSize.format(least) + " to "
                                            + ByteSize.format(most),
                                    text);
                        }
                        return bytes;
                    })
                    .orElse(otherwise);
        }

        private <T> Optional<T> parsed(String name, Function<String, T> parser) {
            return value(name).flatMap(text -> {
                try {
                    return Optional.of(parser.apply(text));
                } catch (IllegalArgumentException e) {
                    mistake(name, String.valueOf(e.getMessage()), text);
                    return Optional.empty();
                }
            });
        }

        private Optional<String> value(String name) {
            read.add(name);
            return property.apply(name).map(String::strip).filter(text -> !text.isEmpty());
        }

        private void mistake(String place, String rule, String value) {
            mistakes.add(place + ' ' + rule + ", was \"" + value + '"');
        }
    }
}
