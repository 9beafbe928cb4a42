package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.logcast.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The uber-jar and its arguments: what each says, and what status it ends with. */
@Timeout(300)
class CommandLinePageIT extends CommandRuns {
    private static final Path SHELL = Path.of("/bin/sh");

    private ProcessBuilder logcast(String... arguments) {
        return command(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(System.getProperty("logcast.jar", "target/logcast.jar"))
                                .toAbsolutePath()
                                .toString()),
                arguments);
    }

    private record Ended(int status, String out, String err) {}

    private Ended end(ProcessBuilder builder) throws IOException, InterruptedException {
        Path err = directory.resolve("err.txt");
        Process process = builder.redirectError(err.toFile()).start();
        started.add(process);
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, Files.readString(err));
    }

    @Test
    void helpAndVersionGoToStandardOutput() throws Exception {
        assertThat(end(logcast("--help"))).satisfies(ended -> {
            assertThat(ended.status()).isZero();
            assertThat(ended.out()).startsWith("Usage: logcast").contains("--demo", "--check", "--open");
            assertThat(ended.err()).isEmpty();
        });
        assertThat(end(logcast("--port", "1", "--version", "a.log"))).satisfies(ended -> {
            assertThat(ended.status()).isZero();
            assertThat(ended.out()).matches("Logcast [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\n");
        });
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(List.of("--prot", "1"), 2, "unknown option --prot"),
                Arguments.of(List.of("--port"), 2, "--port must be followed by a number"),
                Arguments.of(List.of("--port", "0"), 2, "from 1 to 65535, was \"0\""),
                Arguments.of(List.of("--port=x"), 2, "was \"x\""),
                Arguments.of(List.of("--once"), 2, "--once ends with standard input"),
                Arguments.of(List.of("--once", "a.log"), 2, "--once ends with standard input"),
                Arguments.of(List.of("--check", "--once", "a.log"), 2, "--once ends with standard input"),
                Arguments.of(List.of("missing.log"), 1, "cannot read missing.log: no such file"),
                Arguments.of(List.of("--", "--demo"), 1, "cannot read --demo: no such file"),
                Arguments.of(List.of("empty"), 1, "there is no *.log in empty"),
                Arguments.of(List.of(""), 1, "an argument is empty"),
                Arguments.of(List.of("a.log", "missing.log"), 1, "cannot read missing.log"),
                Arguments.of(List.of("--systemProperties", "none.properties"), 1, "cannot read the settings in none.p"),
                Arguments.of(List.of("--check", "missing.log"), 1, "cannot read missing.log: no such file"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsWrongIsSaidInOneLineAndNothingIsWritten(List<String> arguments, int status, String line)
            throws Exception {
        Files.createDirectory(directory.resolve("empty"));
        Files.writeString(directory.resolve("a.log"), "");

        Ended ended = end(logcast(arguments.toArray(String[]::new)));

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .startsWith("logcast: ")
                .contains(line);
        assertThat(directory.resolve("logcast-data")).doesNotExist();
    }

    @Test
    void inputPassesThroughWhateverIsWrong() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "one\ntwo\n");
        for (String[] words : new String[][] {{"--prot", "-"}, {"missing.log", "-"}, {"--help", "-"}}) {
            Process process = logcast(words)
                    .redirectInput(input.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();

            assertThat(process.getInputStream())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("one\ntwo\n");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void portThatIsTakenIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            Files.writeString(directory.resolve("a.log"), "");
            for (String[] words : new String[][] {{"a.log"}, {"--check", "a.log"}, {"--demo"}}) {
                Ended ended = end(logcast(words));
                assertThat(ended.status()).isEqualTo(1);
                assertThat(ended.err().lines())
                        .singleElement()
                        .isEqualTo("logcast: port " + port + " is taken; choose another one with --port");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "kubernetes", "journald"})
    void checkKnowsWhateverAServerCouldFollow(String kind) throws Exception {
        ProcessBuilder check = logcast("--check");
        check.environment().putAll(Map.of("LOGCAST_SOURCES", "all", "LOGCAST_SOURCE_ALL_KIND", kind));

        Ended ended = end(check);

        assertThat(ended.err()).contains("nothing is wrong: it would follow all");
        assertThat(ended.status()).isZero();
    }

    @Test
    void profileThatIsNoneIsRefused() throws Exception {
        Files.writeString(directory.resolve("a.log"), "");
        for (String[] words : new String[][] {{"a.log"}, {"--check", "a.log"}}) {
            ProcessBuilder command = logcast(words);
            command.environment().put("LOGCAST_PROFILE", "tiny");

            Ended ended = end(command);

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).isEqualTo("logcast: LOGCAST_PROFILE must be default or small, was \"tiny\"\n");
        }
    }

    @Test
    void checkSaysEveryMistakeAndWritesNothing() throws Exception {
        Files.writeString(directory.resolve("a.log"), "");
        ProcessBuilder wrong = logcast("--check", "a.log");
        wrong.environment()
                .putAll(Map.of("LOGCAST_ARCHIVE", "all", "LOGCAST_ARCHIVE_MAX_BYTES", "1", "LOGCAST_ARCHVIE", "none"));

        Ended refused = end(wrong);
        Ended accepted = end(logcast("--check", "a.log"));

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "logcast: logcast.archive must be one of local, none, was \"all\"",
                        "logcast: logcast.archive.max-bytes must be",
                        "2 mistakes");
        assertThat(accepted.status()).isZero();
        assertThat(accepted.err()).contains("nothing is wrong: it would follow a");
        assertThat(directory.resolve("logcast-data")).doesNotExist();
    }

    @Test
    void filesAreFollowedWhateverTheyAreCalledAndControlCEndsIt() throws Exception {
        assumeTrue(Files.isExecutable(SHELL));
        shell("printf 'eins\\n' > \"$(printf 'caf\\303\\251.log')\"");
        shell("printf 'zwei\\n' > \"$(printf '\\346\\227\\245\\346\\234\\254.log')\"");
        shell("printf 'drei\\n' > \"$(printf 'bad\\377.log')\"");
        shell("printf 'vier\\n' > '[x]{y}*.log'");
        // Only a shell hands on bytes that are no text.
        ProcessBuilder builder = logcast();
        String command = String.join(" ", builder.command());
        builder.command(
                SHELL.toString(),
                "-c",
                "exec " + command
                        + " \"$(printf 'caf\\303\\251.log')\" \"$(printf '\\346\\227\\245\\346\\234\\254.log')\" \"$(printf 'bad\\377.log')\" '[x]{y}*.log'");
        builder.environment().put("LC_ALL", "C");

        Process process = serve(builder);

        for (String word : List.of("eins", "zwei", "drei", "vier")) {
            Await.await(() -> get("/api/logs?limit=50").contains(word));
        }
        assertThat(get("/api/sources")).contains("\"caf\"", "\"bad\"", "\"x-y\"");
        shell("kill -INT " + process.pid());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(said()).contains("logcast: http://localhost:" + port + "/  following ");
    }

    @Test
    void inputIsServedAndNobodyWhoCeasesToReadStopsIt() throws Exception {
        assumeTrue(Files.isExecutable(SHELL));
        Files.writeString(directory.resolve("input"), "line of input\n".repeat(20_000));
        String command = String.join(" ", logcast("--once", "-").command());
        ProcessBuilder builder = logcast();
        builder.command(SHELL.toString(), "-c", "(" + command + "; echo status $? >&2) < input | head -1");

        Ended ended = end(builder);

        assertThat(ended.out()).isEqualTo("line of input\n");
        assertThat(ended.err()).contains("following stdin", "status 0");
    }

    @Test
    void demoIsSeenAtOnceAndLeavesNothing() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        ProcessBuilder builder = logcast("--demo");
        builder.command().add(1, "-Djava.io.tmpdir=" + temporary);

        Process process = serve(builder);

        Await.await(() -> get("/logs/demo/orders?tail=5&format=text&until=1s").contains("dev.example.shop.orders"));
        assertThat(get("/api/sources"))
                .contains("demo/web", "demo/orders", "demo/payments", "demo/stock", "demo/build", "demo/training")
                .doesNotContain("waiting");
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(directory.resolve("logcast-data")).doesNotExist();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("logcast-")))
                    .isEmpty();
        }
    }

    @Test
    void withoutAnythingToFollowItFollowsWhatItSaysItselfAndOpensTheBrowser() throws Exception {
        assumeTrue(Files.isExecutable(SHELL));
        Path bin = Files.createDirectory(directory.resolve("bin"));
        shell("printf '#!/bin/sh\\necho \"$1\" > ../opened\\n' > bin/xdg-open; chmod +x bin/xdg-open");
        ProcessBuilder builder = logcast("--open");
        builder.environment().put("DISPLAY", ":0");
        builder.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        builder.directory(Files.createDirectory(directory.resolve("work")).toFile());

        serve(builder);

        assertThat(said()).contains("logcast");
        assertThat(get("/api/sources/logcast")).contains("\"following\"");
        Await.await(() -> Files.exists(directory.resolve("opened")));
        assertThat(directory.resolve("opened")).hasContent("http://localhost:" + port + "/");
    }

    private void shell(String command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(SHELL.toString(), "-c", command)
                        .directory(directory.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
