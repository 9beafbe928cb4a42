package dev.logcast.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void isReadBackAsItWasWritten() {
        Cursor cursor = new Cursor("1kx3", 18420);

        assertThat(cursor).hasToString("1kx3-18420");
        assertThat(Cursor.parse("1kx3-18420")).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1kx3", "-1", "1kx3-", "1kx3-x", "1kx3-1-2", "1KX3-1", "1kx3-9999999999999999999", "a b-1"})
    void somethingElseIsNoCursor(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }
}
