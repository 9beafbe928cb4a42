package dev.logcast.pipeline.format.time;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-07-01 10:00:00 GMT+2|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 GMT+02:00|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 GMT+0200|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 UTC-5|2026-07-01T15:00:00Z",
                "2026-07-01 10:00:00 UTC+5:30|2026-07-01T04:30:00Z",
                "2026-07-01 10:00:00 UTC+530|2026-07-01T04:30:00Z",
                "2026-07-01 10:00:00 (UTC+02:00)|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 (UTC)|2026-07-01T10:00:00Z",
                "2026-07-01 10:00:00 (+02:00)|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 [+0200]|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 (CEST)|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 [Europe/Berlin]|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 Etc/GMT+3|2026-07-01T13:00:00Z",
                "2026-07-01T10:00:00 -03|2026-07-01T13:00:00Z",
                "2026-07-01 10:00:00.5 +03|2026-07-01T07:00:00.500Z",
                "Wed Jul  1 10:00:00 +02 2026|2026-07-01T08:00:00Z",
                "Wed Jul 01 2026 10:00:00 GMT+0200 (Central European Summer Time)|2026-07-01T08:00:00Z",
                "Wed Jul 01 2026 10:00:00 GMT+0200 (Mitteleuropäische Sommerzeit)|2026-07-01T08:00:00Z",
                "2026-07-01 10:00:00 PKT|2026-07-01T05:00:00Z",
                "2026-07-01 10:00:00 WIB|2026-07-01T03:00:00Z",
                "2026-07-01 10:00:00 WITA|2026-07-01T02:00:00Z",
                "2026-07-01 10:00:00 BRT|2026-07-01T13:00:00Z",
                "2026-07-01 10:00:00 AKDT|2026-07-01T18:00:00Z",
                "Wed Jul  1 10:00:00 HST 2026|2026-07-01T20:00:00Z"
            })
    void zonesAreReadInAllTheirShapes(String text, Instant expected) {
        TimeScanner scanner = scanner(ZoneOffset.UTC, WRITTEN);
        assertThat(scanner.at(text, 0)).isTrue();
        assertThat(scanner.end()).isEqualTo(text.length());
        assertThat(Instant.ofEpochSecond(scanner.epochSecond(), scanner.nanos()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-01 10:00:00+99:99",
                "2026-07-01 10:00:00 +99:99",
                "2026-07-01T10:00:00+9999",
                "2026-07-01T10:00:00+99",
                "2026-07-01 10:00:00-25:00",
                "2026-07-01T10:00:00.123+00:60"
            })
    void offsetThatCannotBeMakesNoTime(String text) {
        assertThat(scanner(ZoneOffset.UTC, WRITTEN).at(text, 0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" -12.5 degrees", " +15% more", " -99 apples", " (main) x", " [EU] x", " GMTX x", " -5 left"})
    void whatFollowsATimeAndIsNoZoneIsLeftAlone(String behind) {
        TimeScanner scanner = scanner(ZoneOffset.UTC, WRITTEN);
        assertThat(scanner.at("2026-07-01 10:00:00" + behind, 0)).isTrue();
        assertThat(scanner.end()).isEqualTo(19);
        assertThat(Instant.ofEpochSecond(scanner.epochSecond())).isEqualTo("2026-07-01T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai,CST,02:00",
        "Asia/Taipei,CST,02:00",
        "America/Chicago,CST,16:00",
        "America/Havana,CST,15:00",
        "UTC,CST,16:00",
        "Asia/Jerusalem,IST,08:00",
        "Asia/Jerusalem,IDT,07:00",
        "Europe/Dublin,IST,09:00",
        "Asia/Kolkata,IST,04:30",
        "UTC,IST,04:30",
        "Asia/Manila,PST,02:00",
        "America/Los_Angeles,PST,18:00",
        "Europe/Berlin,CEST,08:00",
        "Europe/Berlin,EST,15:00"
    })
    void abbreviationMeansWhatTheZoneOfTheSourceMeansByIt(String zone, String name, String utc) {
        assertThat(read("2026-07-01 10:00:00 " + name, ZoneId.of(zone), WRITTEN))
                .isEqualTo("2026-07-01T" + utc + ":00Z");
    }

    @Test
    void signsOfPosixCountToTheWest() {
        TimeScanner scanner = scanner(ZoneOffset.UTC, WRITTEN);
        for (String[] stamp : new String[][] {{"GMT+3", "13"}, {"GMT-3", "07"}, {"-03", "13"}, {"+03", "07"}}) {
            assertThat(scanner.atPosix("2026-07-01 10:00:00 " + stamp[0], 0)).isTrue();
            assertThat(Instant.ofEpochSecond(scanner.epochSecond())).isEqualTo("2026-07-01T" + stamp[1] + ":00:00Z");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "août 19 11:08:37|2026-08-19T11:08:37Z",
                "19 août 2026 11:08:37|2026-08-19T11:08:37Z",
                "1 июл 2026 10:00:00|2026-07-01T10:00:00Z",
                "1 июля 2026 10:00:00|2026-07-01T10:00:00Z",
                "So 29. Nov 01:14:35 CET 2026|2026-11-29T00:14:35Z",
                "19. August 2026 10:00:00|2026-08-19T10:00:00Z",
                "dim. 22 nov. 2026 01:14:35 UTC|2026-11-22T01:14:35Z",
                "dimanche 22 novembre 2026, 01:14:35 (UTC+0000)|2026-11-22T01:14:35Z",
                "mar 19 11:08:37|2026-03-19T11:08:37Z",
                "mar. 17 nov. 2026 11:08:37|2026-11-17T11:08:37Z",
                "lun nov 23 10:00:00 CET 2026|2026-11-23T09:00:00Z",
                "19 de agosto de 2026 10:00:00|2026-08-19T10:00:00Z",
                "Dez 12 10:00:00|2025-12-12T10:00:00Z",
                "mrt 12 10:00:00|2026-03-12T10:00:00Z",
                "paź 12 10:00:00|2026-10-12T10:00:00Z",
                "19/août/2026:11:08:37 +0200|2026-08-19T09:08:37Z",
                "八月 19, 2026 11:08:37 下午|2026-08-19T23:08:37Z",
                "11月 19 11:08:37|2026-11-19T11:08:37Z",
                "11月19日 11:08:37|2026-11-19T11:08:37Z",
                "2026/7/1 下午10:00:00|2026-07-01T22:00:00Z",
                "Aug. 19, 2026 11:08:37 nachm.|2026-08-19T23:08:37Z",
                "19/8/2026 11:08:37 p. m.|2026-08-19T23:08:37Z",
                "7/1/2026, 10:00:00\u202fPM|2026-07-01T22:00:00Z",
                "1 июл. 2026 г., 10:00:00|2026-07-01T10:00:00Z",
                "1 июля 2026 г. в 10:00:00 GMT+3|2026-07-01T07:00:00Z",
                "1 лип. 2026 р., 10:00:00|2026-07-01T10:00:00Z",
                "1. Juli 2026 um 10:00:00 MESZ|2026-07-01T08:00:00Z",
                "1 juil. 2026 à 10:00:00|2026-07-01T10:00:00Z",
                "July 1, 2026 at 10:00:00 PM UTC|2026-07-01T22:00:00Z",
                "2026. 7. 1. 오후 3:00:00|2026-07-01T15:00:00Z",
                "2026. 07. 01. 10:00:00|2026-07-01T10:00:00Z",
                "2026.07.01. 10:00:00|2026-07-01T10:00:00Z",
                "1. 7. 2026 10:00:00|2026-07-01T10:00:00Z",
                "2026年7月1日 10時00分05秒|2026-07-01T10:00:05Z",
                "2026年7月1日 下午3时05分|2026-07-01T15:05:00Z"
            })
    void monthsMayBeOfOtherLanguages(String text, Instant expected) {
        assertThat(read(text, ZoneOffset.UTC, WRITTEN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"foo 19 11:08:37", "19 foo 2026 11:08:37", "lundi 11:08:37", "juist 5 10:00:00", "mo 12 10:00:00"
            })
    void wordThatIsNoMonthMakesNoStamp(String text) {
        assertThat(scanner(ZoneOffset.UTC, WRITTEN).at(text, 0)).isFalse();
    }

    /** Clocks of Berlin were set back from 3 to 2 on 25 October 2026. */
    @Test
    void hourThatThereIsTwiceIsTheSecondOneWhenTheFirstIsOver() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeScanner scanner = scanner(berlin, WRITTEN);
        Instant expected = Instant.parse("2026-10-24T22:00:00Z");
        for (int minute = 0; minute < 5 * 60; minute++) {
            String text = LocalDateTime.ofInstant(expected, berlin)
                    .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
            assertThat(scanner.at(text, 0)).isTrue();
            assertThat(Instant.ofEpochSecond(scanner.epochSecond())).as(text).isEqualTo(expected);
            // What is a little out of order is no hour late.
            String before = LocalDateTime.ofInstant(expected.minusSeconds(2), berlin)
                    .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss"));
            if (minute > 60 && minute < 180) {
                scanner.at(before, 0);
                assertThat(Instant.ofEpochSecond(scanner.epochSecond()))
                        .as(before)
                        .isEqualTo(expected.minusSeconds(2));
            }
            expected = expected.plusSeconds(60);
        }
    }

    @Test
    void ofAnHourThatThereIsTwiceTheLastWriteTellsWhereNothingElseDoes() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        String text = "2026-10-25 02:30:00";
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = Instant.parse("2026-10-25T01:30:00Z");
        assertThat(read(text, berlin, first.plusSeconds(1))).isEqualTo(first);
        assertThat(read(text, berlin, second.plusSeconds(1))).isEqualTo(second);
        assertThat(read(text, berlin, second.plusSeconds(86_400))).isEqualTo(first);
        assertThat(read(text + " CEST", berlin, second.plusSeconds(1))).isEqualTo(first);
        assertThat(read(text + " CET", berlin, first.plusSeconds(1))).isEqualTo(second);
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
