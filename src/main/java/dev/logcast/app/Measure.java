package dev.logcast.app;

import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricUnits;

/** Every number that Logcast tells of itself, and what it means: the text that Prometheus shows as help. */
enum Measure {
    LINES("Lines read, by source."),
    BYTES("Bytes of the lines read, by source."),
    CUT_LINES("Lines that were longer than max-record-bytes and lost their end, by source."),
    MALFORMED_CHARACTERS("Characters that were no text in the source's encoding, by source."),
    HOLE_BYTES("NUL bytes of files that were truncated while they were written to, by source."),
    DROPPED_LINES("Lines that clients missed, or that nobody wanted (excluded), by reason."),
    MASKED("Secrets hidden, by the detector that found them."),
    FAULTS("Faults of Logcast's own that were survived, by the part that they were in."),
    DELIVERY_SECONDS("From reading lines to writing them to the sockets: quantiles of the last minute or two."),
    SOURCES("Sources, by the state that they are in."),
    CLIENTS("Streams open."),
    SUBSCRIPTIONS("Different streams among those open."),
    RECENT_BYTES("Memory that the newest lines take, of logcast.stream.recent-bytes."),
    SLOWEST_CLIENT_LAG_LINES("Lines that the slowest client is behind."),
    TAIL_LAG_BYTES("Bytes that are in the files and not yet read, by configured name."),
    ARCHIVE_BYTES("What the archive takes on the disk."),
    ARCHIVE_LAG_LINES("Lines that wait to be stored."),
    ARCHIVE_LOST_LINES("Lines of this run that could neither be stored nor be read again.");

    private final String help;

    Measure(String help) {
        this.help = help;
    }

    Metadata metadata() {
        return Metadata.builder()
                .withName("logcast_" + name().toLowerCase(Locale.ROOT))
                .withDescription(help)
                .withUnit(MetricUnits.NONE)
                .build();
    }
}
