package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
    private static Accepted accepted(String... headers) {
        return Accepted.of(Collections.enumeration(List.of(headers)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "*/*                                       | text/event-stream",
                "*                                         | text/event-stream",
                "''                                        | text/event-stream",
                "TEXT/PLAIN                                | text/plain",
                "Text/Plain; Charset=UTF-8                 | text/plain",
                "text/plain;q=0                            | -",
                "text/plain; q=0.000, text/html;Q=0        | -",
                "text/plain;q=0, */*                       | text/event-stream",
                "*/*, text/event-stream;q=0                | text/plain",
                "text/*;q=0, */*                           | -",
                "*/*;q=0                                   | -",
                "text/plain;q=.5, text/event-stream;q=0.4  | text/plain",
                "text/event-stream;q=0.4, text/plain;q=.5  | text/plain",
                "text/html, text/event-stream              | text/html",
                "text/html,application/xml;q=0.9,*/*;q=0.8 | text/html",
                "text/plain, */*                           | text/plain",
                "*/*, text/plain                           | text/plain",
                "image/png                                 | -",
                "garbage                                   | -",
                "text/plain;q=much                         | text/plain",
                ",,text/plain,;q=1                         | text/plain"
            })
    void theBestIsWhatIsWantedMost(String header, String best) {
        assertThat(accepted(header).best("text/event-stream", "text/plain", "text/html"))
                .isEqualTo(best);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                    | true",
                "GZIP;q=1.0              | true",
                "deflate, gzip;q=0.1     | true",
                "*                       | true",
                "gzip;q=0                | false",
                "gzip; q=0.0, deflate    | false",
                "gzip;q=0, *             | false",
                "*;q=0                   | false",
                "*;q=0, gzip             | true",
                "identity                | false",
                "gzipped                 | false",
                "''                      | false"
            })
    void codingIsTakenUnlessItIsForbidden(String header, boolean taken) {
        assertThat(accepted(header).takes("gzip")).isEqualTo(taken);
    }

    @Test
    void severalHeadersAreOne() {
        assertThat(accepted("text/html;q=0.1", "text/plain").best("text/html", "text/plain"))
                .isEqualTo("text/plain");
        assertThat(accepted().best("a/b", "c/d")).isEqualTo("a/b");
        assertThat(accepted().takes("gzip")).isFalse();
    }
}
