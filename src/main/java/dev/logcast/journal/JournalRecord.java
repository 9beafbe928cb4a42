package dev.logcast.journal;

import dev.logcast.line.SourceId;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record as {@code journalctl --output=json} writes it: one JSON object in one line, whose values are texts. It is not parsed here: a name in quotes
 * with a colon behind it cannot stand within a text, where quotes are escaped.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">Journal export formats</a>
 */
record JournalRecord(String json) {
    private static final int LONGEST_NAME = 100;
    private static final Pattern CURSOR = field("__CURSOR");
    private static final Pattern USER_UNIT = field("_SYSTEMD_USER_UNIT");
    private static final Pattern UNIT = field("_SYSTEMD_UNIT");
    private static final Pattern PROGRAM = field("SYSLOG_IDENTIFIER");
    private static final Pattern TRANSPORT = field("_TRANSPORT");

    private static Pattern field(String name) {
        return Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"]*)\"");
    }

    /** Where to go on behind it; empty for what is no record. */
    String cursor() {
        return value(CURSOR);
    }

    /**
     * The source {@code <group>/<unit>}: a service by its name without its instance, one of a user behind {@code user-}, what runs in a session by its program, the kernel as {@code kernel}.
     */
    SourceId source(String group) {
        boolean user = !value(USER_UNIT).isEmpty();
        String unit = user ? value(USER_UNIT) : value(UNIT);
        String name = unit;
        if (unit.endsWith(".service")) {
            // Instances of a template may be as many as there are connections.
            name = (user ? "user-" : "") + unit.replaceFirst("(@.*)?\\.service$", "");
        } else if (unit.isEmpty() || unit.endsWith(".scope") || unit.endsWith(".slice")) {
            name = value(TRANSPORT).equals("kernel") ? "kernel" : value(PROGRAM);
        }
        String plain = name.toLowerCase(Locale.ROOT)
                .replaceAll("\\\\+x[0-9a-f]{2}", "-")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String part = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
        return new SourceId(group + '/' + (part.isEmpty() ? "other" : part));
    }

    private String value(Pattern field) {
        Matcher matcher = field.matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }
}
