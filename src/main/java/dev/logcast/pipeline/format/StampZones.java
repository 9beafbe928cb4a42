package dev.logcast.pipeline.format;

import dev.logcast.line.Ascii;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Zones: offsets, abbreviations, names of regions. */
final class StampZones {
    private static final int HOUR = 3600;
    private static final String[] CONTINENTS = {
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Etc/",
        "Europe/",
        "Indian/",
        "Pacific/"
    };

    /** What is usual to be meant by them, in seconds east of UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("UT", 0),
            Map.entry("WET", 0),
            Map.entry("WEST", HOUR),
            Map.entry("BST", HOUR),
            Map.entry("CET", HOUR),
            Map.entry("CEST", 2 * HOUR),
            Map.entry("MEZ", HOUR),
            Map.entry("MESZ", 2 * HOUR),
            Map.entry("EET", 2 * HOUR),
            Map.entry("EEST", 3 * HOUR),
            Map.entry("MSK", 3 * HOUR),
            Map.entry("SAST", 2 * HOUR),
            Map.entry("IST", 5 * HOUR + HOUR / 2),
            Map.entry("HKT", 8 * HOUR),
            Map.entry("SGT", 8 * HOUR),
            Map.entry("JST", 9 * HOUR),
            Map.entry("KST", 9 * HOUR),
            Map.entry("AWST", 8 * HOUR),
            Map.entry("AEST", 10 * HOUR),
            Map.entry("AEDT", 11 * HOUR),
            Map.entry("NZST", 12 * HOUR),
            Map.entry("NZDT", 13 * HOUR),
            Map.entry("BRT", -3 * HOUR),
            Map.entry("ART", -3 * HOUR),
            Map.entry("EST", -5 * HOUR),
            Map.entry("EDT", -4 * HOUR),
            Map.entry("CST", -6 * HOUR),
            Map.entry("CDT", -5 * HOUR),
            Map.entry("MST", -7 * HOUR),
            Map.entry("MDT", -6 * HOUR),
            Map.entry("PST", -8 * HOUR),
            Map.entry("PDT", -7 * HOUR));

    private final Stamp stamp;

    private String zoneName = "";
    private @Nullable ZoneId knownZone;

    StampZones(Stamp stamp) {
        this.stamp = stamp;
    }

    /**
     * Reads a zone, or none.
     *
     * @param q where it begins: at the place of the stamp, or behind a space there
     */
    void read(int q) {
        char c = stamp.at(q);
        boolean spaced = q > stamp.p;
        if (c == '+' || c == '-' || c == '\u2212') {
            if (numericZone(q, spaced) && stamp.at(stamp.p) == '[') {
                bracketedZone(stamp.p);
            }
        } else if ((c == 'Z' || c == 'z') && !Ascii.isWord(stamp.at(q + 1))) {
            if (!spaced || c == 'Z') {
                stamp.offset = 0;
                stamp.p = q + 1;
            }
        } else if (c >= 'A' && c <= 'Z') {
            namedZone(q);
        } else if (c == '[' && !spaced) {
            bracketedZone(q);
        }
    }

    private boolean numericZone(int sign, boolean spaced) {
        int n = stamp.digits(sign + 1);
        int end = sign + 1 + n;
        int hours = stamp.number(sign + 1, Math.min(2, n));
        int minutes = 0;
        if (n == 4) {
            minutes = stamp.number(sign + 3, 2);
        } else if (n == 2 && stamp.at(end) == ':' && stamp.digits(end + 1) == 2) {
            minutes = stamp.number(end + 1, 2);
            end += 3;
        } else if (n != 2 || spaced) {
            return false;
        }
        if (hours > 15 || minutes > 59 || Ascii.isWord(stamp.at(end))) {
            return false;
        }
        int seconds = hours * HOUR + minutes * 60;
        stamp.offset = stamp.at(sign) == '+' ? seconds : -seconds;
        stamp.p = end;
        return true;
    }

    private void namedZone(int start) {
        int e = start;
        while (stamp.at(e) >= 'A' && stamp.at(e) <= 'Z' && e - start < 5) {
            e++;
        }
        if (e - start >= 2 && e - start <= 4 && !Ascii.isWord(stamp.at(e)) && stamp.at(e) != '/') {
            Integer known = ZONES.get(stamp.text.substring(start, e));
            if (known != null) {
                stamp.p = e;
                stamp.offset = known;
                if ((stamp.at(e) == '+' || stamp.at(e) == '-') && known == 0) {
                    numericZone(e, false);
                }
            }
            return;
        }
        for (String continent : CONTINENTS) {
            if (stamp.text.startsWith(continent, start)) {
                e = start;
                while (Ascii.isWord(stamp.at(e)) || stamp.at(e) == '/' || stamp.at(e) == '-') {
                    e++;
                }
                ZoneId named = zoneOf(start, e);
                if (named != null) {
                    stamp.region = named;
                    stamp.p = e;
                }
                return;
            }
        }
    }

    private @Nullable ZoneId zoneOf(int start, int end) {
        if (end - start > 40) {
            return null;
        }
        if (zoneName.length() != end - start || !stamp.text.startsWith(zoneName, start)) {
            zoneName = stamp.text.substring(start, end);
            try {
                knownZone = ZoneId.of(zoneName);
            } catch (DateTimeException e) {
                knownZone = null;
            }
        }
        return knownZone;
    }

    /** {@code [Europe/Berlin]}, as java.time writes it behind an offset. */
    private void bracketedZone(int start) {
        for (String continent : CONTINENTS) {
            if (stamp.text.startsWith(continent, start + 1)) {
                int close = stamp.text.indexOf(']', start);
                ZoneId named = close < 0 ? null : zoneOf(start + 1, close);
                if (named != null) {
                    stamp.region = named;
                    stamp.p = close + 1;
                }
                return;
            }
        }
    }
}
