package dev.logcast.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineBatchTest {
    @Test
    void countsLinesByTheirLeastLevel() {
        LineBatch batch = new LineBatch(
                new SourceId("app"),
                7,
                0,
                List.of(
                        Lines.line("app", 0, Level.INFO, "a"),
                        Lines.line("app", 2, null, "b"),
                        Lines.line("app", 4, Level.FATAL, "c")));

        assertThat(batch.count(null)).isEqualTo(3);
        assertThat(batch.count(Level.TRACE)).isEqualTo(2);
        assertThat(batch.count(Level.WARN)).isEqualTo(1);
        assertThat(batch.lastSequence()).isEqualTo(9);
    }
}
