package dev.logcast.pipeline.format.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.FormatChoice;
import dev.logcast.pipeline.format.Reading;
import dev.logcast.pipeline.format.SourceParser;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberScaleTest {
    private static Reading read(String text) {
        return new SourceParser(new FormatChoice(FormatChoice.AUTO, ZoneOffset.UTC))
                .read(text, null, Instant.parse("2026-11-26T12:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // GELF, journald, syslog
                "{\"version\":\"1.1\",\"host\":\"h\",\"short_message\":\"x\",\"level\":0}|FATAL",
                "{\"level\":3,\"version\":\"1.1\",\"host\":\"h\",\"short_message\":\"x\"}|ERROR",
                "{\"short_message\":\"x\",\"message\":\"y\",\"level\":6}|INFO",
                "{\"short_message\":\"x\",\"level\":\"4\"}|WARN",
                "{\"short_message\":\"x\",\"level\":7}|DEBUG",
                "{\"PRIORITY\":\"4\",\"MESSAGE\":\"x\"}|WARN",
                "{\"priority\":\"3\",\"message\":\"x\",\"_hostname\":\"h\"}|ERROR",
                "{\"syslog.severity\":3,\"message\":\"x\"}|ERROR",
                "{\"syslog\":{\"severity\":4},\"message\":\"x\"}|WARN",
                "{\"log\":{\"syslog\":{\"severity\":{\"code\":3}}},\"message\":\"x\"}|ERROR",
                "{\"log.syslog.severity.code\":6,\"message\":\"x\"}|INFO",
                "{\"severity\":\"3\",\"facility\":\"1\",\"msg\":\"x\"}|ERROR",
                "{\"priority\":14,\"severity\":6,\"facility\":1,\"message\":\"x\"}|INFO",
                // Nextcloud
                "{\"reqId\":\"a\",\"level\":0,\"app\":\"core\",\"message\":\"x\"}|DEBUG",
                "{\"reqId\":\"a\",\"level\":2,\"app\":\"core\",\"message\":\"x\"}|WARN",
                "{\"reqId\":\"a\",\"level\":3,\"app\":\"core\",\"message\":\"x\"}|ERROR",
                "{\"reqId\":\"a\",\"level\":4,\"app\":\"core\",\"message\":\"x\"}|FATAL",
                // .NET, Serilog
                "{\"LogLevel\":0,\"Message\":\"x\"}|TRACE",
                "{\"LogLevel\":2,\"Message\":\"x\",\"Category\":\"A\"}|INFO",
                "{\"LogLevel\":5,\"Message\":\"x\"}|FATAL",
                "{\"Level\":3,\"EventId\":7,\"Category\":\"A\",\"Message\":\"x\"}|WARN",
                "{\"Level\":4,\"MessageTemplate\":\"x\"}|ERROR",
                "{\"Level\":0,\"RenderedMessage\":\"x\"}|TRACE",
                "{\"@l\":5,\"@mt\":\"x\"}|FATAL",
                // Windows, zap, consola
                "{\"EventID\":4625,\"ProviderName\":\"Security\",\"Level\":2,\"Message\":\"x\"}|ERROR",
                "{\"EventID\":1,\"ProviderName\":\"P\",\"Level\":4,\"Message\":\"x\"}|INFO",
                "{\"level\":-1,\"ts\":1795428000.1,\"caller\":\"a/b.go:1\",\"msg\":\"x\"}|DEBUG",
                "{\"level\":2,\"ts\":1795428000.1,\"caller\":\"a/b.go:1\",\"msg\":\"x\"}|ERROR",
                "{\"level\":0,\"type\":\"error\",\"tag\":\"\",\"args\":[\"x\"]}|ERROR",
                "{\"level\":3,\"type\":\"info\",\"tag\":\"\",\"args\":[\"x\"]}|INFO",
                // OpenTelemetry, Google Cloud
                "{\"severity\":17}|ERROR",
                "{\"severity\":9,\"body\":\"x\"}|INFO",
                "{\"severity\":5,\"body\":\"x\",\"resource\":{\"a\":1}}|DEBUG",
                "{\"severity_number\":17,\"body\":\"x\"}|ERROR",
                "{\"severityNumber\":13,\"body\":\"x\"}|WARN",
                "{\"severityNumber\":\"SEVERITY_NUMBER_INFO2\",\"body\":\"x\"}|INFO",
                "{\"severity\":400,\"message\":\"x\"}|WARN",
                "{\"severity\":500,\"message\":\"x\"}|ERROR",
                // what has two digits or more is the same with all of them
                "{\"level\":30,\"msg\":\"x\"}|INFO",
                "{\"level\":50,\"msg\":\"x\"}|ERROR",
                "{\"level\":400,\"message\":\"x\"}|ERROR",
                "{\"level\":40000,\"message\":\"x\"}|ERROR",
                // a word says more than a number, wherever it stands
                "{\"level\":3,\"short_message\":\"x\",\"severity\":\"info\"}|INFO",
                "{\"log_type\":1,\"error_severity\":\"LOG\",\"message\":\"x\"}|INFO",
                "level=3 short_message=x n=1|ERROR"
            })
    void numberMeansWhatItsLoggerMeansByIt(String text, Level expected) {
        assertThat(read(text).level()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"level\":0,\"message\":\"x\"}",
                "{\"level\":3,\"message\":\"x\"}",
                "{\"level\":\"3\",\"message\":\"x\"}",
                "{\"level\":1.0,\"message\":\"x\"}",
                "{\"level\":7,\"msg\":\"x\"}",
                "{\"level\":8,\"msg\":\"x\"}",
                "{\"level\":-1,\"msg\":\"x\"}",
                "{\"lvl\":1,\"msg\":\"x\"}",
                "{\"log_level\":1,\"msg\":\"x\"}",
                "{\"severity\":3,\"msg\":\"x\"}",
                "{\"priority\":4,\"msg\":\"x\"}",
                "{\"priority\":14,\"msg\":\"x\"}",
                "{\"level\":1.5,\"msg\":\"x\"}",
                "{\"LogLevel\":6,\"Message\":\"x\"}",
                "level=3 msg=x"
            })
    void numberOfAnUnknownLoggerIsNoLevelAndStaysAnAttribute(String text) {
        Reading reading = read(text);
        assertThat(reading.level()).isNull();
        assertThat(reading.attributes().size()).isEqualTo(2);
    }
}
