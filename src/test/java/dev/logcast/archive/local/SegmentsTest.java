package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.logcast.archive.MixedLogs;
import dev.logcast.archive.local.block.BlockEncoder;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {
    private static final Duration RETENTION = Duration.ofDays(2);
    private static final ArchiveSettings SETTINGS =
            new ArchiveSettings(10_000_000, RETENTION, 16_000, 1_000_000, 1_000_000);
    private static final Position POSITION = new Position("app.log", "written");

    private final BlockEncoder encoder = new BlockEncoder();
    private final FailingDisk disk = new FailingDisk();
    private final ArchiveState state = new ArchiveState();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private Segments open(ArchiveState into) throws IOException {
        Segments segments = new Segments(directory, SETTINGS, () -> now, disk);
        segments.open(into);
        return segments;
    }

    private void append(Segments segments, LineBatch batch) throws IOException {
        segments.append(encoder.encode("run", List.of(batch), List.of(POSITION)), encoder, state);
    }

    @Test
    void whatIsOldIsDeletedWhereNothingComesAndWhatIsKnownOfFilesStays() throws IOException {
        MixedLogs logs = new MixedLogs(1, now, 10);
        LineBatch batch = logs.batch(100);
        try (Segments segments = open(state)) {
            append(segments, batch);
            segments.retain(state);
            now = now.plus(RETENTION);
            segments.retain(state);
            assertThat(segments.oldest()).isEqualTo(1);

            now = now.plus(Duration.ofDays(1));
            segments.retain(state);
            assertThat(segments.count()).isEqualTo(1);
            assertThat(segments.oldest()).isEqualTo(batch.lastSequence() + 1);

            now = now.plus(RETENTION).plus(RETENTION);
            segments.retain(state);
            assertThat(segments.count()).isEqualTo(1);
        }
        ArchiveState again = new ArchiveState();
        try (Segments segments = open(again)) {
            assertThat(again.through()).isEqualTo(batch.lastSequence());
            assertThat(again.positions()).containsExactly(POSITION);
            append(segments, logs.batch(10));
            assertThat(segments.oldest()).isEqualTo(batch.lastSequence() + 1);
        }
    }

    @Test
    void nothingIsDeletedBeforeItIsWrittenElsewhereWhatIsKnownOfFiles() throws IOException {
        MixedLogs logs = new MixedLogs(1, now, 10);
        try (Segments segments = open(state)) {
            append(segments, logs.batch(100));
            now = now.plus(RETENTION).plus(RETENTION);
            disk.room(0);
            assertThatIOException().isThrownBy(() -> segments.retain(state));
            segments.retain(state);
            assertThat(segments.oldest()).isEqualTo(1);

            disk.room(Long.MAX_VALUE);
            LineBatch more = logs.batch(10);
            append(segments, more);
            segments.retain(state);
            assertThat(segments.oldest()).isEqualTo(more.firstSequence());
        }
        ArchiveState again = new ArchiveState();
        open(again).close();
        assertThat(again.positions()).containsExactly(POSITION);
    }
}
