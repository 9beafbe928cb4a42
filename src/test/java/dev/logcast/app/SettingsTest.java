package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.hub.HubSettings;
import dev.logcast.journal.JournalSpec;
import dev.logcast.pipeline.Selections;
import dev.logcast.pipeline.format.FormatChoice;
import dev.logcast.pipeline.mask.CustomPattern;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.Masking;
import dev.logcast.query.Query;
import dev.logcast.query.QuerySyntaxException;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.AccessSettings;
import dev.logcast.security.Role;
import dev.logcast.security.Token;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static Settings read(Map<String, String> properties) throws InvalidSettingsException {
        return Settings.read(name -> Optional.ofNullable(properties.get(name)), properties.keySet());
    }

    @Test
    void defaults() throws InvalidSettingsException {
        Settings settings = read(Map.of("logcast.sources", "app"));

        assertThat(settings.hub()).isEqualTo(HubSettings.DEFAULT);
        assertThat(settings.access()).isEqualTo(AccessSettings.DEFAULT);
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("logcast-data").toAbsolutePath());
        assertThat(settings.sources()).containsExactly(SourceSpec.of("app"));
        assertThat(settings.archive()).contains(ArchiveSettings.of(10_000_000_000L, Duration.ofDays(7)));
    }

    @Test
    void everythingCanBeSet() throws InvalidSettingsException {
        Settings settings = read(Map.ofEntries(
                Map.entry("logcast.sources", "my-app, other"),
                Map.entry("logcast.source.my-app.path", "/a/{x,y}.log,/b"),
                Map.entry("logcast.source.my-app.exclude-path", "/a/y.log"),
                Map.entry("logcast.source.my-app.start", "end"),
                Map.entry("logcast.source.my-app.encoding", "GB18030"),
                Map.entry("logcast.source.my-app.flush-after-seconds", "7"),
                Map.entry("logcast.source.my-app.max-record-bytes", "10kB"),
                Map.entry("logcast.data.dir", "/data"),
                Map.entry("logcast.archive", "none"),
                Map.entry("logcast.stream.heartbeat-seconds", "3"),
                Map.entry("logcast.stream.flush-millis", "40"),
                Map.entry("logcast.stream.recent-bytes", "4MB"),
                Map.entry("logcast.stream.stall-seconds", "300"),
                Map.entry("logcast.stream.max-clients", "5"),
                Map.entry("logcast.stream.max-clients-per-address", "2")));

        SourceSpec app = settings.sources().get(0);
        assertThat(app.name()).isEqualTo("my-app");
        assertThat(app.paths()).extracting(PathGlob::toString).containsExactly("/a/{x,y}.log", "/b");
        assertThat(app.excludes()).extracting(PathGlob::toString).containsExactly("/a/y.log");
        assertThat(app.start()).isEqualTo(StartPosition.END);
        assertThat(app.encoding()).isEqualTo(Charset.forName("GB18030"));
        assertThat(app.flushAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(app.maxRecordBytes()).isEqualTo(10_000);
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("/data"));
        assertThat(settings.archive()).isEmpty();
        assertThat(settings.hub())
                .isEqualTo(new HubSettings(
                        Duration.ofSeconds(3), Duration.ofMillis(40), 4_000_000, Duration.ofSeconds(300), 5, 2));
    }

    @Test
    void containersAreFoundBelowADirectory() throws InvalidSettingsException {
        Settings settings = read(Map.of(
                "logcast.sources", "docker, pods",
                "logcast.source.docker.kind", "docker",
                "logcast.source.pods.kind", "kubernetes",
                "logcast.source.pods.path", "/mnt/[a]/pods/"));

        SourceSpec docker = settings.sources().get(0);
        assertThat(docker.capturing()).isTrue();
        assertThat(docker.paths())
                .extracting(PathGlob::toString)
                .containsExactly("/var/lib/docker/containers/*/*-json.log");
        assertThat(settings.sources().get(1).paths())
                .extracting(PathGlob::toString)
                .containsExactly("/mnt/\\[a\\]/pods/*/*/*.log");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of("logcast.sources", "a", "logcast.source.a.kind", "podman")))
                .withMessageContaining("logcast.source.a.kind")
                .withMessageContaining("podman");
    }

    @Test
    void journalIsReadFromItsPlaceWithTheLastRecords() throws InvalidSettingsException {
        Settings settings = read(Map.of(
                "logcast.sources", "journal, far",
                "logcast.source.journal.kind", "journald",
                "logcast.source.far.kind", "journald",
                "logcast.source.far.path", "/mnt/journal",
                "logcast.source.far.start", "beginning"));

        assertThat(settings.journals())
                .containsExactly(
                        new JournalSpec("journal", Optional.empty(), 1000),
                        new JournalSpec("far", Optional.of(Path.of("/mnt/journal")), Long.MAX_VALUE));
        assertThat(settings.sources()).allMatch(SourceSpec::capturing);
    }

    @Test
    void tokensAreReadByName() throws InvalidSettingsException {
        Settings settings = read(Map.of(
                "logcast.auth", "token",
                "logcast.tokens", "ci, ops",
                "logcast.token.ci.secret", "s3cret-of-16-and-more",
                "logcast.token.ci.role", "ingest",
                "logcast.token.ci.sources", "build/*, app",
                "logcast.token.ops.secret", "other-of-16-characters",
                "logcast.cors.origins", "https://logs.example.com, http://localhost:3000"));

        assertThat(settings.access())
                .isEqualTo(new AccessSettings(
                        AccessSettings.Mode.TOKEN,
                        List.of(
                                new Token(
                                        "ci",
                                        "s3cret-of-16-and-more",
                                        Role.INGEST,
                                        List.of(new SourceGlob("build/*"), new SourceGlob("app"))),
                                new Token("ops", "other-of-16-characters", Role.VIEWER, List.of())),
                        Set.of("https://logs.example.com", "http://localhost:3000")));
    }

    @Test
    void secretOfATokenMayStandInAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("ci"), "s3cret-of-16-and-more\n");

        Settings settings = read(Map.of("logcast.tokens", "ci", "logcast.token.ci.secret-file", file.toString()));

        assertThat(settings.access().tokens())
                .containsExactly(new Token("ci", "s3cret-of-16-and-more", Role.VIEWER, List.of()));
    }

    @Test
    void fileOfASecretThatCannotBeReadIsOneMistakeAndItsNameIsNotRepeated(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("both"), "s3cret-of-16-and-more\n");

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "logcast.tokens", "ci,ops",
                        "logcast.token.ci.secret-file", "the-secret-itself",
                        "logcast.token.ops.secret-file", file.toString(),
                        "logcast.token.ops.secret", "other-of-16-characters")))
                .withMessageContainingAll(
                        "logcast.token.ci.secret-file must name a file that can be read, and did not (NoSuchFileException)",
                        "logcast.token.ops.secret must not be set beside logcast.token.ops.secret-file")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("the-secret-itself"));
    }

    @Test
    void mistakeInATokenNeverRepeatsItsSecret() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "logcast.auth", "magic",
                        "logcast.tokens", "ci,ops",
                        "logcast.token.ci.secret", "two words of 16 and more",
                        "logcast.token.ci.role", "king",
                        "logcast.cors.origins", "https://a.example/path")))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "logcast.token.ci.secret must be at least 16 printable characters without spaces, was 24 that were not",
                                "logcast.token.ops.secret must be at least 16 printable characters without spaces, was not set",
                                "logcast.token.ci.role must be one of viewer, ingest, admin, was \"king\"",
                                "logcast.auth must be one of local, token, none, was \"magic\"",
                                "logcast.cors.origins must be origins such as https://logs.example.com, in small letters"
                                        + " and without a path, was \"https://a.example/path\""));
    }

    @Test
    void secretThatIsShortOrAnotherTokensIsRefusedAndNotRepeated() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "logcast.tokens", "a,b,c",
                        "logcast.token.a.secret", "0123456789abcdef",
                        "logcast.token.b.secret", "0123456789abcdef",
                        "logcast.token.c.secret", "0123456789abcde")))
                .satisfies(
                        e -> assertThat(e.getMessage().lines())
                                .containsExactlyInAnyOrder(
                                        "logcast.token.b.secret must be its own, was that of the token a",
                                        "logcast.token.c.secret must be at least 16 printable characters without spaces, was 15"));
    }

    @Test
    void everyMistakeIsALineOfPlaceRuleAndValue() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "logcast.sources", "my-app,App,my-app",
                        "logcast.source.my-app.path", "/a/{b",
                        "logcast.source.my-app.start", "middle",
                        "logcast.source.my-app.encoding", "klingon",
                        "logcast.source.my-app.max-record-bytes", "much",
                        "logcast.archive", "tape",
                        "logcast.stream.heartbeat-seconds", "60",
                        "logcast.stream.max-clients", "-1")))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "logcast.sources must be names of a-z, 0-9 and -, separated by commas, was \"App\"",
                                "logcast.sources must not hold a name twice, nor two that differ in - and _ only, was"
                                        + " \"my-app\"",
                                "logcast.source.my-app.path has a { without its }, was \"/a/{b\"",
                                "logcast.source.my-app.start must be beginning, end or a number of lines, was"
                                        + " \"middle\"",
                                "logcast.source.my-app.encoding must be a character encoding such as UTF-8 or"
                                        + " GB18030, was \"klingon\"",
                                "logcast.source.my-app.max-record-bytes must be a size such as 64MB, from 16B to"
                                        + " 100MB, was \"much\"",
                                "logcast.archive must be one of local, none, was \"tape\"",
                                "logcast.stream.heartbeat-seconds must be a whole number from 1 to 15, was \"60\"",
                                "logcast.stream.max-clients must be a whole number from 1 to 1000000, was \"-1\""));
    }

    @Test
    void maskingIsOnAndCanBeExtended() throws InvalidSettingsException {
        assertThat(read(Map.of("logcast.sources", "app")).masking()).isEqualTo(MaskSettings.DEFAULT);
        assertThat(read(Map.of(
                                "logcast.sources", "app,dev",
                                "logcast.source.dev.mask", "off",
                                "logcast.source.app.mask", "on",
                                "logcast.mask.also", "email, ip",
                                "logcast.mask.patterns", "customer",
                                "logcast.mask.pattern.customer", "customer=(\\d+)"))
                        .masking())
                .isEqualTo(new MaskSettings(
                        Set.of("dev"),
                        List.of(Masking.Option.EMAIL, Masking.Option.IP),
                        List.of(new CustomPattern("customer", "customer=(\\d+)"))));
    }

    @Test
    void mistakesInMaskingAreToldAtTheStart() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "logcast.sources", "app",
                        "logcast.source.app.mask", "maybe",
                        "logcast.mask.also", "shoe-size",
                        "logcast.mask.patterns", "a,b",
                        "logcast.mask.pattern.a", "x(")))
                .satisfies(e -> assertThat(e.getMessage().lines())
                        .containsExactlyInAnyOrder(
                                "logcast.source.app.mask must be one of on, off, was \"maybe\"",
                                "logcast.mask.also must be some of email, ip, phone, was \"shoe-size\"",
                                "logcast.mask.pattern.a must be a regular expression (RE2), which this is not: missing"
                                        + " closing ), was \"x(\"",
                                "logcast.mask.pattern.b must be set, to a regular expression (RE2)"));
    }

    @Test
    void linesAreSelectedByQueries() throws InvalidSettingsException, QuerySyntaxException {
        Query exclude = Query.parse("/health -error", Instant.EPOCH, ZoneOffset.UTC);

        assertThat(read(Map.of("logcast.sources", "app", "logcast.source.app.exclude", "/health -error"))
                        .selections())
                .isEqualTo(Map.of("app", new Selections.Selection(null, exclude)));
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of("logcast.sources", "app", "logcast.source.app.include", "a OR")))
                .withMessage("logcast.source.app.include must be a query, which this is not at column 5: a term must"
                        + " follow OR; write \"OR\" to look for the word, was \"a OR\"");
    }

    @Test
    void formatAndZoneOfASourceAreChecked() throws InvalidSettingsException {
        Settings settings = read(Map.of(
                "logcast.sources",
                "app",
                "logcast.source.app.format",
                "log4j",
                "logcast.source.app.zone",
                "Europe/Berlin"));
        assertThat(settings.formats()).containsEntry("app", new FormatChoice("pattern", ZoneId.of("Europe/Berlin")));
        assertThat(settings.sources().get(0).opening()).isFalse();

        assertThatThrownBy(() -> read(Map.of(
                        "logcast.sources",
                        "app",
                        "logcast.source.app.format",
                        "xml",
                        "logcast.source.app.zone",
                        "Mars/Olympus")))
                .hasMessageContaining("logcast.source.app.format must be one of auto, plain, json,")
                .hasMessageContaining(
                        "logcast.source.app.zone must be a time zone such as Europe/Berlin, UTC or +02:00, was \"Mars/Olympus\"");
    }
}
