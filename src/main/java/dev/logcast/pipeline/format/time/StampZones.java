package dev.logcast.pipeline.format.time;

import dev.logcast.line.Ascii;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
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
        "Brazil/",
        "Canada/",
        "Etc/",
        "Europe/",
        "Indian/",
        "Pacific/",
        "US/"
    };

    private static final int LONGEST_BRACKET = 60;

    /** No zone is further from UTC, in hours. */
    private static final int FURTHEST = 15;

    /** Behind a blank, where a number may stand for anything: no zone in use is further. */
    private static final int FURTHEST_IN_USE = 14;

    /** What is usual to be meant by them where the zone of the source has no such name, in minutes east of UTC. */
    private static final Map<String, Integer> ZONES = zones(
            "UTC 0 GMT 0 UT 0 UCT 0 WET 0 WEST 60 BST 60 CET 60 CEST 120 MEZ 60 MESZ 120 EET 120 EEST 180 MSK 180 MSD 240 TRT 180"
                    + " WAT 60 CAT 120 SAST 120 EAT 180 IDT 180 IRST 210 IRDT 270 GST 240 AZT 240 SAMT 240 AFT 270 PKT 300 UZT 300"
                    + " TMT 300 TJT 300 YEKT 300 IST 330 NPT 345 BDT 360 KGT 360 OMST 360 MMT 390 ICT 420 WIB 420 KRAT 420 NOVT 420"
                    + " HKT 480 SGT 480 MYT 480 PHT 480 WITA 480 AWST 480 IRKT 480 ULAT 480 WIT 540 JST 540 KST 540 YAKT 540 ACST 570"
                    + " ACDT 630 AEST 600 AEDT 660 VLAT 600 MAGT 660 NZST 720 NZDT 780 PETT 720 FJT 720 CVT -60 AZOT -60 BRST -120"
                    + " BRT -180 ART -180 UYT -180 CLST -180 GFT -180 NST -210 NDT -150 AST -240 ADT -180 CLT -240 BOT -240 VET -240"
                    + " PYT -240 EST -300 EDT -240 COT -300 PET -300 ECT -300 CST -360 CDT -300 MST -420 MDT -360 PST -480 PDT -420"
                    + " AKST -540 AKDT -480 HST -600 HAST -600 SST -660");

    private final Map<String, Integer> own = new HashMap<>();

    private final Stamp stamp;

    private String zoneName = "";
    private @Nullable ZoneId knownZone;

    /** @param zone of the source: its own abbreviations go before what they mean elsewhere */
    StampZones(Stamp stamp, ZoneId zone) {
        this.stamp = stamp;
        if (!(zone.normalized() instanceof ZoneOffset)) {
            TimeZone named = TimeZone.getTimeZone(zone);
            int saved = named.getDSTSavings() == 0 ? HOUR : named.getDSTSavings() / 1000;
            int standard = named.getRawOffset() / 1000;
            own.put(named.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH), standard + saved);
            own.put(named.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH), standard);
        }
    }

    private static Map<String, Integer> zones(String namesAndMinutes) {
        String[] words = namesAndMinutes.split(" ", -1);
        Map<String, Integer> zones = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            zones.put(words[i], Integer.parseInt(words[i + 1]) * 60);
        }
        return Map.copyOf(zones);
    }

    /**
     * Reads a zone, or none.
     *
     * @param q where it begins: at the place of the stamp, or behind a space there
     * @return false where an offset stands that is none, so that the time is not known
     */
    boolean read(int q) {
        char c = stamp.at(q);
        boolean spaced = q > stamp.p;
        if (c == '+' || c == '-' || c == '\u2212') {
            if (numericZone(q, spaced)) {
                if (stamp.at(stamp.p) == '[') {
                    bracket(stamp.p);
                }
                return true;
            }
            return !isImpossible(q, spaced);
        } else if ((c == 'Z' || c == 'z') && !Ascii.isWord(stamp.at(q + 1))) {
            if (!spaced || c == 'Z') {
                stamp.offset = 0;
                stamp.p = q + 1;
            }
        } else if (c >= 'A' && c <= 'Z') {
            namedZone(q);
        } else if (c == '[' || c == '(') {
            bracket(q);
        }
        return true;
    }

    /** {@code +99:99}: it has the shape of an offset, and none has so many hours. */
    private boolean isImpossible(int sign, boolean spaced) {
        int n = stamp.digits(sign + 1);
        int end = sign + 1 + n;
        boolean minutes = n == 2 && stamp.at(end) == ':' && stamp.digits(end + 1) == 2;
        return minutes || (!spaced && stamp.at(sign) == '+' && (n == 2 || n == 4) && !Ascii.isWord(stamp.at(end)));
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
        } else if (n != 2 || (spaced && !isOffsetBehindBlank(hours, end))) {
            return false;
        }
        if (hours > FURTHEST || minutes > 59 || Ascii.isWord(stamp.at(end))) {
            return false;
        }
        offset(stamp.at(sign) == '+', hours, minutes);
        stamp.p = end;
        return true;
    }

    /** {@code 10:00:00 -03}: nothing but a blank, the year or the end of brackets and columns follows an offset. */
    private boolean isOffsetBehindBlank(int hours, int end) {
        char next = stamp.at(end);
        return stamp.day > 0
                && hours <= FURTHEST_IN_USE
                && (next <= ' '
                        || next == ']'
                        || next == ')'
                        || next == '>'
                        || next == '|'
                        || next == ','
                        || next == ';');
    }

    private void offset(boolean east, int hours, int minutes) {
        int seconds = hours * HOUR + minutes * 60;
        stamp.offset = east ? seconds : -seconds;
    }

    private void namedZone(int start) {
        int e = start;
        while (stamp.at(e) >= 'A' && stamp.at(e) <= 'Z' && e - start < 6) {
            e++;
        }
        if (e - start >= 2 && e - start <= 5 && !Ascii.isWord(stamp.at(e)) && stamp.at(e) != '/') {
            String name = stamp.text.substring(start, e);
            Integer known = own.get(name);
            known = known == null ? ZONES.get(name) : known;
            if (known != null) {
                stamp.p = e;
                stamp.offset = known;
                if ((stamp.at(e) == '+' || stamp.at(e) == '-') && known == 0) {
                    behindName(e);
                }
            }
            return;
        }
        region(start);
    }

    /** {@code GMT+2}, {@code UTC-5}, {@code GMT+0530}; and what JavaScript writes behind: {@code GMT+0200 (CEST)}. */
    private void behindName(int sign) {
        int n = stamp.digits(sign + 1);
        int end = sign + 1 + n;
        int hours;
        int minutes = 0;
        if (n == 1 || n == 2) {
            hours = stamp.number(sign + 1, n);
            if (stamp.at(end) == ':' && stamp.digits(end + 1) == 2) {
                minutes = stamp.number(end + 1, 2);
                end += 3;
            }
        } else if (n == 3 || n == 4) {
            hours = stamp.number(sign + 1, n - 2);
            minutes = stamp.number(end - 2, 2);
        } else {
            return;
        }
        if (hours > FURTHEST || minutes > 59 || Ascii.isWord(stamp.at(end))) {
            return;
        }
        // POSIX counts to the west.
        offset((stamp.at(sign) == '+') != stamp.posix, hours, minutes);
        stamp.p = end;
        int close = n == 4 && stamp.text.startsWith(" (", end) ? close(end + 1) : -1;
        if (close > 0 && isNameOfZone(end + 2, close)) {
            stamp.p = close + 1;
        }
    }

    private boolean isNameOfZone(int start, int end) {
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(stamp.at(i)) || stamp.at(i) == ':' || stamp.at(i) == '=' || stamp.at(i) == '/') {
                return false;
            }
        }
        return end > start;
    }

    private boolean region(int start) {
        for (String continent : CONTINENTS) {
            if (stamp.text.startsWith(continent, start)) {
                int e = start;
                while (e - start <= LONGEST_BRACKET
                        && (Ascii.isWord(stamp.at(e))
                                || stamp.at(e) == '/'
                                || stamp.at(e) == '-'
                                || stamp.at(e) == '+')) {
                    e++;
                }
                ZoneId named = zoneOf(start, e);
                if (named != null) {
                    stamp.region = named;
                    stamp.p = e;
                }
                return named != null;
            }
        }
        return false;
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

    /** A zone in brackets: {@code [Europe/Berlin]}, which java.time writes behind an offset, {@code (UTC+02:00)}, {@code [UTC]}. */
    private void bracket(int open) {
        int close = close(open);
        char first = stamp.at(open + 1);
        if (close < 0 || !(Ascii.isUpper(first) || first == '+' || first == '-')) {
            return;
        }
        int before = stamp.p;
        int known = stamp.offset;
        ZoneId region = stamp.region;
        stamp.p = open + 1;
        if (Ascii.isUpper(first)) {
            namedZone(open + 1);
        } else {
            numericZone(open + 1, false);
        }
        if (stamp.p == close) {
            stamp.p = close + 1;
        } else {
            stamp.p = before;
            stamp.offset = known;
            stamp.region = region;
        }
    }

    /** Where the bracket that opens here closes, or -1. */
    private int close(int open) {
        char closing = stamp.at(open) == '[' ? ']' : ')';
        int last = Math.min(stamp.text.length(), open + LONGEST_BRACKET);
        for (int i = open + 1; i < last; i++) {
            if (stamp.at(i) == closing) {
                return i;
            }
        }
        return -1;
    }
}
