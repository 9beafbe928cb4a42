package dev.logcast.ingest;

import java.time.Duration;

/**
 * Sizes of a spool.
 *
 * @param fileBytes a file that is longer is put aside for a new one
 * @param lineBytes a longer line is refused
 * @param keep how long a file is kept at least after it was put aside
 * @param age when nothing has been pushed for so long, the file is put aside for an empty one
 * @param maxSources one more is refused, unless it is configured; those that an earlier run left are all there
 * @param maxBytes of all files together; more is refused until what has been read is deleted, which is done sooner beyond the half of it
 */
public record SpoolLimits(long fileBytes, long lineBytes, Duration keep, Duration age, int maxSources, long maxBytes) {
    public static final SpoolLimits DEFAULT = of(1_000, 10_000_000_000L);

    private static final int FILES = 8;

    public static SpoolLimits of(int maxSources, long maxBytes) {
        return new SpoolLimits(
                Math.min(64_000_000, maxBytes / FILES),
                100_000_000,
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                maxSources,
                maxBytes);
    }
}
