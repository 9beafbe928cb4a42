package dev.logcast.archive;

import java.util.List;

/**
 * A part of the archive that has been looked through.
 *
 * @param from sequence number of the first line looked at
 * @param through of the last one
 * @param entries lines that match, and losses of wanted sources, in ascending order
 */
public record ScanStep(long from, long through, List<ArchiveEntry> entries) {
    public ScanStep {
        entries = List.copyOf(entries);
    }
}
