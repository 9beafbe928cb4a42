package dev.logcast.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.RunningArchive;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.line.LossReason;
import dev.logcast.line.SourceId;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Gap;
import dev.logcast.wire.Utf8Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {
    private static final int LINES = 20_000;

    private static final FrameEncoder MESSAGES = new FrameEncoder() {
        @Override
        public void line(Utf8Buffer to, LogLine line, long sequence) {
            to.utf8(line.message()).put('\n');
        }

        @Override
        public void gap(Utf8Buffer to, Gap gap) {
            to.utf8("gap " + gap.reason() + " from " + gap.from());
        }
    };

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCutOffTellsBehindWhichLineTheRestIsMissing(boolean compressed) throws Exception {
        ArchiveSettings settings = new ArchiveSettings(10_000_000, Duration.ofDays(7), 4_000, 1_000_000, 10_000_000);
        try (RunningArchive running = new RunningArchive(directory, settings, "run")) {
            for (int i = 1; i <= LINES; i++) {
                running.archive()
                        .append(new LineBatch(
                                new SourceId("app"), i, 0, List.of(Lines.line("app", i, null, "line " + i))));
            }
            Selection all = new Selection(LineFilter.ALL, null, null);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            try (Export export = new Export(
                    running.archive(), all, new SequenceRange(1, LINES), false, MESSAGES, "run", true, compressed)) {
                sent.write(export.next());
                sent.write(export.cut(LossReason.SLOW_CLIENT));
                assertThat(export.next()).isNull();
            }
            byte[] bytes = sent.toByteArray();
            String text = new String(
                    compressed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                    StandardCharsets.UTF_8);
            List<String> lines = text.lines().toList();
            int told = lines.size() - 1;

            assertThat(told).isBetween(1, LINES - 1);
            assertThat(lines.get(told - 1)).isEqualTo("line " + told);
            assertThat(lines.get(told)).startsWith("gap slow-client from ").contains(Integer.toString(told));
        }
    }
}
