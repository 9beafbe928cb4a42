package dev.logcast.ingest;

import java.time.Duration;

/**
 * Sizes of a spool.
 *
 * @param fileBytes a file that is longer is put aside for a new one
 * @param lineBytes a longer line is refused
 * @param keep how long a file is kept at least after it was put aside
 * @param age when nothing has been pushed for so long, the file is put aside for an empty one
 */
public record SpoolLimits(long fileBytes, long lineBytes, Duration keep, Duration age) {
    public static final SpoolLimits DEFAULT =
            new SpoolLimits(64_000_000, 100_000_000, Duration.ofSeconds(10), Duration.ofDays(1));
}
