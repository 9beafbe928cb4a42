package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/logs/a", "/logs/%41", "/%c3%A9", "/%25zz", "/%ff%00", "/a%2Fb%20"})
    void escapesHaveTwoDigits(String path) {
        assertThat(RequestHeads.isEscaped(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "/%", "/%4", "/logs/%zz", "/%4g", "/%g4", "/%%41", "/%25%zz", "/%41%", "/%-1", "/%１１"})
    void percentSignWithoutThemIsNoEscape(String path) {
        assertThat(RequestHeads.isEscaped(path)).isFalse();
    }
}
