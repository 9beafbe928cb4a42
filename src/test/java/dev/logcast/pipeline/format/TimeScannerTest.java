package dev.logcast.pipeline.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScannerTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-26T12:00:00Z");

    private static TimeScanner scanner(ZoneId zone, Instant written) {
        TimeScanner scanner = new TimeScanner(zone);
        scanner.written(written);
        return scanner;
    }

    private static Instant read(String text, ZoneId zone, Instant written) {
        TimeScanner scanner = scanner(zone, written);
        assertThat(scanner.at(text, 0)).as(text).isTrue();
        assertThat(scanner.end()).as(text).isEqualTo(text.length());
        return Instant.ofEpochSecond(scanner.epochSecond(), scanner.nanos());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T10:00:00.123Z|2026-11-23T10:00:00.123Z",
                "2026-11-23T10:00:00,123+01:00|2026-11-23T09:00:00.123Z",
                "2026-11-23 10:00:00.123456 -0500|2026-11-23T15:00:00.123456Z",
                "2026-11-23T10:00:00.123456789+05|2026-11-23T05:00:00.123456789Z",
                "2026-11-23T10:00Z|2026-11-23T10:00:00Z",
                "2026-11-23T10:00:00+01:00[Europe/Berlin]|2026-11-23T09:00:00Z",
                "2026/11/23 10:00:00|2026-11-23T10:00:00Z",
                "2026-11-23 10:00:00 UTC|2026-11-23T10:00:00Z",
                "2026-11-23 10:00:00 CET|2026-11-23T09:00:00Z",
                "2026-11-23-10.00.00.123456|2026-11-23T10:00:00.123456Z",
                "2026-11-23_10:00:00|2026-11-23T10:00:00Z",
                "2026 Nov 23 10:00:00|2026-11-23T10:00:00Z",
                "2026年11月23日 10:00:00|2026-11-23T10:00:00Z",
                "20261123T100000.123Z|2026-11-23T10:00:00.123Z",
                "20261123 10:00:00|2026-11-23T10:00:00Z",
                "20261123100000|2026-11-23T10:00:00Z",
                "20261123-10:0:7:44|2026-11-23T10:00:07.044Z",
                "261123 10:00:00|2026-11-23T10:00:00Z",
                "261123  9:05:01|2026-11-23T09:05:01Z",
                "081109 203615|2008-11-09T20:36:15Z",
                "26/11/23 10:00:00|2026-11-23T10:00:00Z",
                "23/Nov/2026:10:00:00 +0100|2026-11-23T09:00:00Z",
                "23-Nov-2026 10:00:00.123|2026-11-23T10:00:00.123Z",
                "23-Nov-2026::10:00:00|2026-11-23T10:00:00Z",
                "23-Nov-2026 10:00:00 Europe/Berlin|2026-11-23T09:00:00Z",
                "23 Nov 2026 10:00:00.123|2026-11-23T10:00:00.123Z",
                "23 Nov 10:00:00.123|2026-11-23T10:00:00.123Z",
                "Nov 23 10:00:00|2026-11-23T10:00:00Z",
                "Nov  3 10:00:00.123|2026-11-03T10:00:00.123Z",
                "Nov 23 2026 10:00:00|2026-11-23T10:00:00Z",
                "Nov 23, 2026 10:00:00 PM|2026-11-23T22:00:00Z",
                "November 23, 2026 12:00:00 AM|2026-11-23T00:00:00Z",
                "Mon Nov 23 10:00:00 2026|2026-11-23T10:00:00Z",
                "Mon Nov 23 10:00:00.123456 2026|2026-11-23T10:00:00.123456Z",
                "Mon Nov 23 10:00:00 CET 2026|2026-11-23T09:00:00Z",
                "Mon, 23 Nov 2026 10:00:00 GMT|2026-11-23T10:00:00Z",
                "11/23/2026 10:00:00 AM|2026-11-23T10:00:00Z",
                "23/11/2026 10:00:00|2026-11-23T10:00:00Z",
                "23.11.2026 10:00:00|2026-11-23T10:00:00Z",
                "11-23 10:00:00.123|2026-11-23T10:00:00.123Z",
                "10.30 16:49:06|2026-10-30T16:49:06Z",
                "1795428000|2026-11-23T10:00:00Z",
                "1795428000.123|2026-11-23T10:00:00.123Z",
                "1795428000123|2026-11-23T10:00:00.123Z",
                "1795428000123456|2026-11-23T10:00:00.123456Z",
                "1795428000123456789|2026-11-23T10:00:00.123456789Z",
                "11:59:59|2026-11-26T11:59:59Z",
                "23:59:59.5|2026-11-25T23:59:59.500Z",
                "2026-12-31T23:59:60Z|2027-01-01T00:00:00Z"
            })
    void commonStampsAreRead(String text, Instant expected) {
        assertThat(read(text, ZoneOffset.UTC, WRITTEN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "12",
                "1.2.3",
                "192.0.2.17",
                "10.30.16.49:80",
                "2026-11-23",
                "2026-13-01 10:00:00",
                "2026-02-29 10:00:00",
                "2026-11-23 25:00:00",
                "10:61:00",
                "12.345678",
                "12345",
                "0795428000",
                "May be 10:00:00",
                "Mono",
                "10:00",
                "2026.1",
                "99999999999999999999999",
                "5 Nov",
                "Nov 23"
            })
    void whatIsNoStampIsNotRead(String text) {
        assertThat(scanner(ZoneOffset.UTC, WRITTEN).at(text, 0)).isFalse();
    }

    @Test
    void zoneOfTheSourceHoldsForStampsThatNameNone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(read("2026-07-01 12:00:00", berlin, WRITTEN)).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(read("2026-11-23 12:00:00", berlin, WRITTEN)).isEqualTo(Instant.parse("2026-11-23T11:00:00Z"));
        assertThat(read("2026-07-01T12:00:00Z", berlin, WRITTEN)).isEqualTo(Instant.parse("2026-07-01T12:00:00Z"));
    }

    @Test
    void yearIsTheFilesAndTurnsWithIt() {
        Instant january = Instant.parse("2026-01-02T00:00:00Z");
        assertThat(read("Dec 31 23:00:00", ZoneOffset.UTC, january)).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
        assertThat(read("Jan  1 01:00:00", ZoneOffset.UTC, january)).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(read("Feb 29 10:00:00", ZoneOffset.UTC, january)).isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
    }

    @Test
    void aDayOverTwelveTellsThatDaysComeFirst() {
        TimeScanner scanner = scanner(ZoneOffset.UTC, WRITTEN);
        assertThat(scanner.at("03/04/2026 10:00:00", 0)).isTrue();
        assertThat(Instant.ofEpochSecond(scanner.epochSecond())).isEqualTo(Instant.parse("2026-03-04T10:00:00Z"));
        assertThat(scanner.at("23/04/2026 10:00:00", 0)).isTrue();
        assertThat(scanner.at("03/04/2026 10:00:00", 0)).isTrue();
        assertThat(Instant.ofEpochSecond(scanner.epochSecond())).isEqualTo(Instant.parse("2026-04-03T10:00:00Z"));
    }

    @Test
    void agreesWithJavaTimeOnRandomTimes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<DateTimeFormatter> formats = List.of(
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT),
                DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss,SSS", Locale.ROOT),
                DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ROOT),
                DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ROOT),
                DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.ROOT),
                DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT));
        for (String zone : List.of("UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")) {
            ZoneId id = ZoneId.of(zone);
            TimeScanner scanner = scanner(id, WRITTEN);
            for (int i = 0; i < 20_000; i++) {
                LocalDateTime time = LocalDateTime.ofEpochSecond(
                        random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000) * 1000, ZoneOffset.UTC);
                DateTimeFormatter format = formats.get(random.nextInt(formats.size()));
                String text = format.format(time);
                LocalDateTime written = LocalDateTime.parse(text, format);
                assertThat(scanner.at(text, 0)).as("%s, seed %d", text, seed).isTrue();
                assertThat(Instant.ofEpochSecond(scanner.epochSecond(), scanner.nanos()))
                        .as("%s in %s, seed %d", text, zone, seed)
                        .isEqualTo(written.atZone(id).toInstant());
            }
        }
    }
}
