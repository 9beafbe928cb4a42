package dev.logcast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelDetectorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-11-23 10:00:00,123 ERROR [main] c.x.App - failed|ERROR",
                "2026-11-23T10:00:00Z INFO seq=1|INFO",
                "[2026/11/23] [warn] disk is nearly full|WARN",
                "level=debug msg=\"cache hit\"|DEBUG",
                "{\"level\":\"fatal\",\"msg\":\"x\"}|FATAL",
                "{\"severity\" : \"Warning\"}|WARN",
                "error: cannot find symbol|ERROR",
                "Nov 23 10:00:00 host app: SEVERE: broken|ERROR",
                "0 errors found|-",
                "user info updated|-",
                "GET /error/info 200|-",
                "com.example.ERROR_HANDLER ran|-",
                "no level here|-",
                "''|-"
            })
    void findsTheWordWhereLayoutsPutIt(String line, Level expected) {
        assertThat(LevelDetector.of(line)).isEqualTo(expected);
    }
}
