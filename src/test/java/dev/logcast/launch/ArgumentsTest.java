package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Arguments parse(String... words) throws Refusal {
        return Arguments.parse(List.of(words), Map.of());
    }

    @Test
    void everythingCanBeSaid() throws Refusal {
        Arguments arguments = parse("--port", "9000", "--once", "a.log", "-", "--", "-b.log");

        assertThat(arguments.port()).isEqualTo(9000);
        assertThat(arguments.once()).isTrue();
        assertThat(arguments.standardInput()).isTrue();
        assertThat(arguments.paths()).containsExactly("a.log", "-b.log");
        assertThat(parse("--port=9001").port()).isEqualTo(9001);
        assertThat(parse("--systemProperties", "logcast.properties").settings()).contains("logcast.properties");
    }

    @Test
    void whatIsAskedForMayStandInAnyOrder() throws Refusal {
        assertThat(parse("-", "a.log", "--once", "--open", "--demo").paths()).containsExactly("a.log");
        assertThat(parse("a.log", "--demo").demo()).isTrue();
        assertThat(parse("a.log", "--open").open()).isTrue();
        assertThat(parse("a.log").demo()).isFalse();
        assertThat(parse("a.log", "--check").task()).isEqualTo(Arguments.Task.CHECK);
        assertThat(parse("--check", "--version").task()).isEqualTo(Arguments.Task.VERSION);
        assertThat(parse("--help", "--check").task()).isEqualTo(Arguments.Task.HELP);
        assertThat(parse("--", "--help", "-").paths()).containsExactly("--help", "-");
        assertThat(parse("--", "-").standardInput()).isFalse();
    }

    @Test
    void textsAreToldApartFromWhatServes() {
        assertThat(Arguments.tells(List.of("--port", "x", "--version"))).isTrue();
        assertThat(Arguments.tells(List.of("a.log", "--", "--version"))).isFalse();
        assertThat(Arguments.tells(List.of("--check"))).isFalse();
    }

    @Test
    void portIsThatOfTheEnvironmentUnlessItIsSaid() throws Refusal {
        assertThat(parse().port()).isEqualTo(8080);
        assertThat(Arguments.parse(List.of(), Map.of("LOGCAST_PORT", " ")).port())
                .isEqualTo(8080);
        assertThat(Arguments.parse(List.of(), Map.of("LOGCAST_PORT", "9000")).port())
                .isEqualTo(9000);
        assertThat(Arguments.parse(List.of("--port", "1"), Map.of("LOGCAST_PORT", "9000"))
                        .port())
                .isEqualTo(1);
    }

    @Test
    void addressThatKubernetesTellsToEveryPodIsNoPort() throws Refusal {
        assertThat(Arguments.parse(List.of(), Map.of("LOGCAST_PORT", "tcp://10.0.0.1:8080"))
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void whatMeansNothingIsRefused() {
        for (String[] words : new String[][] {
            {"--prot", "1"},
            {"--port"},
            {"--port", "0"},
            {"--port", "65536"},
            {"--port", "http"},
            {"--once"},
            {"--port="},
            {"--port", "-1"},
            {"--once", "a.log"},
            {"--Demo"},
            {"-p"},
            {"--systemProperties"},
            {"--rootDir"}
        }) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> parse(words))
                    .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(Refusal.MISUSED));
        }
    }

    @Test
    void standardInputIsFoundBesideWhatMeansNothing() {
        assertThat(Arguments.passThrough(List.of("--prot", "-"))).isTrue();
        assertThat(Arguments.passThrough(List.of("--", "-"))).isFalse();
    }

    @Test
    void helpNamesTheEnvironment() {
        assertThat(Arguments.HELP)
                .contains("LOGCAST_SOURCE_APP_PATH", "LOGCAST_DATA_DIR", "--version", "--once", "--demo", "--check")
                .doesNotContain("--doctor");
    }
}
