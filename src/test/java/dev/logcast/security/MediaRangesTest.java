package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,*/*;q=0.1",
                "text/plain; charset=\"utf-8\" ; q=1.000",
                "text/event-stream,,",
                "a/b;Q=0",
                "a/b; ;"
            })
    void whatClientsSendIsTaken(String accept) {
        assertThat(MediaRanges.mistake(accept)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "text",
                "text/",
                ";q=",
                "a/b;q=x",
                "a/b;q=2",
                "a/b;q=-1",
                "a/b;q=",
                "a b",
                "a/b, ?",
                "{x}",
                "a/b;q=1;q=x"
            })
    void whatIsNoMediaTypeIsTold(String accept) {
        assertThat(MediaRanges.mistake(accept))
                .startsWith("Accept must be media types such as text/plain;q=0.5, was \"");
    }
}
