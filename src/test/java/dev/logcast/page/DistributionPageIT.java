package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The distribution, by its command. */
@Timeout(900)
class DistributionPageIT extends CommandRuns {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    private Path command;

    @BeforeEach
    void find() throws IOException {
        Path built = Path.of(System.getProperty("logcast.jar", "target/logcast.jar"))
                .toAbsolutePath()
                .resolveSibling("distribution");
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isDirectory(built));
        try (Stream<Path> versions = Files.list(built)) {
            command = versions.findFirst().orElseThrow().resolve("logcast");
        }
    }

    private ProcessBuilder logcast(Path java, String... arguments) {
        ProcessBuilder builder = command(List.of(command.toString()), arguments);
        builder.environment().put("LOGCAST_CLASS_ARCHIVE", "off");
        builder.environment().put("JAVA_HOME", java.toString());
        return builder;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("waited too long").isNegative();
            Thread.sleep(50);
        }
    }

    @Test
    void commandFindsItsDirectoryThroughALink() throws Exception {
        Files.createSymbolicLink(directory.resolve("second"), command);
        command = Files.createSymbolicLink(directory.resolve("first"), Path.of("second"));
        Process process = logcast(JAVA, "--version").start();

        assertThat(process.getInputStream()).asString(StandardCharsets.UTF_8).matches("Logcast \\d+\\..*\\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void olderJavaAndUnknownProfilesAreRefusedAndInputGoesThrough() throws Exception {
        Path old = Files.createDirectories(directory.resolve("old/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
        Files.createFile(old.resolve("bin/java")).toFile().setExecutable(true);
        Path input = Files.writeString(directory.resolve("input"), "one\n");

        assertRefused(logcast(old, "a.log"), 1, "", "needs Java 17 or newer");
        assertRefused(logcast(old, "--once", "-").redirectInput(input.toFile()), 0, "one\n", "is Java 11");
        ProcessBuilder profile = logcast(JAVA, "a.log");
        profile.environment().put("LOGCAST_PROFILE", "tiny");
        assertRefused(profile, 1, "", "LOGCAST_PROFILE must be default or small, was \"tiny\"");
    }

    private static void assertRefused(ProcessBuilder builder, int status, String out, String line) throws Exception {
        Process process = builder.start();

        assertThat(process.getInputStream()).asString(StandardCharsets.UTF_8).isEqualTo(out);
        assertThat(process.getErrorStream()).asString(StandardCharsets.UTF_8).contains("logcast: ", line);
        assertThat(process.waitFor()).isEqualTo(status);
    }

    static Stream<Path> javas() {
        return Stream.concat(
                Stream.of(JAVA),
                Stream.of(System.getProperty("java-25", ""))
                        .filter(java -> Files.isRegularFile(Path.of(java)) && Files.isExecutable(Path.of(java)))
                        .map(java -> Path.of(java).getParent().getParent()));
    }

    @ParameterizedTest
    @MethodSource("javas")
    void startsOnEachJavaThatIsThere(Path java) throws Exception {
        Process process = serve(logcast(java, "--demo"));

        assertThat(get("/health")).containsPattern("\"version\":\\s*\"\\d+\\.");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void firstStartLeavesAnArchiveOfClassesForTheNext() throws Exception {
        Path archive = directory.resolve("classes-1.jsa");
        Path halfMade = Files.createFile(directory.resolve("classes-1.jsa.99999999"));
        ProcessBuilder first = logcast(JAVA, "--demo");
        first.environment().put("JAVA_OPTS", "-Dlogcast.class-archive=" + archive);

        Process process = serve(first);
        await(() -> Files.exists(archive));
        assertThat(halfMade).doesNotExist();
        process.destroy();
        process.waitFor();
        Files.delete(directory.resolve("err.txt"));
        ProcessBuilder next = logcast(JAVA, "--version");
        next.environment().put("JAVA_OPTS", "-XX:SharedArchiveFile=" + archive + " -Xshare:auto -Xlog:class+load");
        Process told = next.start();

        assertThat(told.getInputStream())
                .asString(StandardCharsets.UTF_8)
                .containsPattern("dev.logcast.launch.Logcast source: shared objects file \\(top\\)");
    }
}
