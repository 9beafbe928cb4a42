package dev.logcast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncodedLinesTest {
    private int encoded;

    private final EncodedLines encoding = new EncodedLines(new FrameEncoder() {
        @Override
        public void line(Utf8Buffer to, LogLine line, long sequence) {
            encoded++;
            to.number(sequence).put(' ').utf8(line.message()).put('\n');
        }

        @Override
        public void gap(Utf8Buffer to, Gap gap) {
            throw new AssertionError("there is no gap");
        }
    });

    private String written(long ordinal, LineBatch batch, int index) {
        Utf8Buffer to = new Utf8Buffer(8);
        encoding.line(to, ordinal, batch, index);
        return new String(to.toBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void lineIsEncodedOnceForAllSubscriptionsAndOnlyIfOneWantsIt() {
        encoding.count(500);
        LineBatch batch = Lines.batch("app", 11, 3, null);
        for (int i = 0; i < 500; i++) {
            assertThat(written(7, batch, 1)).isEqualTo("12 line 12\n");
        }
        assertThat(encoded).isEqualTo(1);
    }

    @Test
    void batchesThatShareASlotAreNotMistaken() {
        encoding.count(2);
        for (long ordinal : new long[] {1, 65, 1, 65}) {
            assertThat(written(ordinal, Lines.batch("app", ordinal * 10, 2, null), 0))
                    .isEqualTo(ordinal * 10 + " line " + ordinal * 10 + "\n");
        }
    }
}
