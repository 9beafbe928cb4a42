package dev.logcast.archive.local;

import java.time.Duration;

/**
 * Bounds of an archive.
 *
 * @param maxBytes on disk, index included; what is oldest is deleted
 * @param retention what is older is deleted
 * @param blockBytes text of a block, about
 * @param segmentBytes on disk, of what is deleted at once
 * @param backlogBytes text that waits for being stored before those who read files have to wait
 */
public record ArchiveSettings(long maxBytes, Duration retention, int blockBytes, long segmentBytes, long backlogBytes) {
    private static final int BLOCK_BYTES = 128 * 1024;
    private static final long LARGEST_SEGMENT_BYTES = 256_000_000;
    private static final long SMALLEST_SEGMENT_BYTES = 1_000_000;
    private static final long BACKLOG_BYTES = 8_000_000;
    private static final int SEGMENTS = 32;

    public static ArchiveSettings of(long maxBytes, Duration retention) {
        long segment = Math.max(SMALLEST_SEGMENT_BYTES, Math.min(LARGEST_SEGMENT_BYTES, maxBytes / SEGMENTS));
        return new ArchiveSettings(maxBytes, retention, BLOCK_BYTES, segment, BACKLOG_BYTES);
    }
}
