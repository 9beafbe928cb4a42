package dev.logcast.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIdTest {
    @Test
    void groupIsThePartBeforeTheSlash() {
        assertThat(new SourceId("services/orders").group()).isEqualTo("services");
        assertThat(new SourceId("app").group()).isEqualTo("app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "App", "a b", "app/", "app/a\nb", "a_b"})
    void refusesWhatCannotBeAnId(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceId(id)).withMessageContaining('"' + id + '"');
    }

    @Test
    void controlCharactersOfAFileNameCannotBreakALineOfTheStream() {
        assertThat(SourceId.captured("services", "a\r\ndata: x").value()).isEqualTo("services/a%0D%0Adata: x");
    }
}
