package dev.logcast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.TimeBudget;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.RunningArchive;
import dev.logcast.line.LineBatch;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of records that came late stand behind these wherever people read. */
class LatePartsTest {
    private static final FrameEncoder MESSAGES = new FrameEncoder() {
        @Override
        public void line(Utf8Buffer to, LogLine line, long sequence) {
            to.utf8(line.message()).put('|');
        }

        @Override
        public void gap(Utf8Buffer to, Gap gap) {
            to.utf8(gap.text());
        }
    };

    private static final TimeBudget BUDGET = TimeBudget.of(Duration.ofMinutes(1));
    private static final Selection ALL = new Selection(LineFilter.ALL, null, null);

    @TempDir
    private Path directory;

    private RunningArchive running;
    private long sequence;

    @BeforeEach
    void write() throws IOException {
        running = new RunningArchive(
                directory, new ArchiveSettings(1_000_000, Duration.ofDays(7), 4_000, 60_000, 1_000_000), "run");
        append("app", 0, "record", -1);
        append("other", 0, "between", -1);
        append("app", 10, " part", 0);
        append("other", 20, "later", -1);
        append("app", 30, " last part", 0);
    }

    @AfterEach
    void close() throws Exception {
        running.close();
    }

    private void append(String name, long offset, String message, long continues) {
        SourceId source = new SourceId(name);
        LineId record = continues < 0 ? null : new LineId(source, 1, continues);
        LogLine line = line(new LineId(source, 1, offset), message, record);
        running.archive().append(new LineBatch(source, ++sequence, 0, List.of(line)));
    }

    private static LogLine line(LineId id, String message, @Nullable LineId record) {
        return new LogLine(id, Instant.EPOCH, null, message, message, record, false);
    }

    private static String text(Stream<byte[]> elements) {
        return String.join(
                "",
                elements.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList());
    }

    private String exported(boolean resumable) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        SequenceRange span = new SequenceRange(1, sequence);
        try (Export export = new Export(running.archive(), ALL, span, false, MESSAGES, "run", resumable, false)) {
            for (byte[] portion = export.next(); portion != null; portion = export.next()) {
                all.write(portion);
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onAPage() throws IOException {
        Pager pager = new Pager(running.archive(), ALL, MESSAGES, "run");

        Page page = pager.backward(new SequenceRange(1, sequence), 10, BUDGET);
        assertThat(text(page.elements().stream())).isEqualTo("record| part| last part|between|later|");
        assertThat(page.after().sequence()).isEqualTo(sequence);
        assertThat(text(pager.forward(new SequenceRange(1, sequence), 3, BUDGET).elements().stream()))
                .isEqualTo("record| part|between|");
        assertThat(text(pager.forward(new SequenceRange(4, sequence), 3, BUDGET).elements().stream()))
                .isEqualTo("later| last part|");
    }

    @Test
    void inAnExportUnlessItCanBeResumed() throws IOException {
        assertThat(exported(false)).isEqualTo("record| part| last part|between|later|");
        assertThat(exported(true)).isEqualTo("record|between| part|later| last part|");
    }
}
