package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEscapesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/logs/app",
                "q=%25",
                "q=100%25",
                "/logs/%C3%BC",
                "q=%F0%9F%98%80",
                "%41%c3%bcx%7F",
                "a=+%2B",
                "%0A"
            })
    void whatIsUtf8IsRight(String text) {
        assertThat(PercentEscapes.mistake(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "/logs/%zz, %zz",
        "/logs/%, %",
        "q=5%, %",
        "q=%4, %4",
        "q=%4g&x=1, %4g",
        "%25%zz, %zz",
        "/%00, %00",
        "q=a%00b, %00",
        "/logs/%ff, %ff",
        "/logs/%c0%ae, %c0%ae",
        "q=%C3, %C3",
        "q=%C3x%BC, %C3",
        "q=%ED%A0%80, %ED%A0%80",
        "q=%F5%80%80%80, %F5%80%80%80"
    })
    void whatIsWrongIsNamed(String text, String wrong) {
        assertThat(PercentEscapes.mistake(text)).startsWith('"' + wrong + '"');
    }
}
