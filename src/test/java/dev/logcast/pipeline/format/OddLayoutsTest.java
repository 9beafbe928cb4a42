package dev.logcast.pipeline.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import dev.logcast.pipeline.format.structured.LevelTable;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts of few programs, of each a line or two. */
class OddLayoutsTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");

    private static Reading read(String text) {
        return new SourceParser(new FormatChoice(FormatChoice.AUTO, ZoneOffset.UTC)).read(text, null, NOW);
    }

    private static @Nullable String message(String text) {
        int at = read(text).msgAt();
        return at < 0 ? null : text.substring(at);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "::error::boom|ERROR|boom",
                "::error file=app.js,line=10,title=T::it went wrong|ERROR|it went wrong",
                "::warning file=a.js::W|WARN|W",
                "::notice::N|INFO|N",
                "::debug::D|DEBUG|D",
                "::group::My group|-|-",
                "::add-mask::x|-|-",
                "##[error]Process completed with exit code 1.|ERROR|Process completed with exit code 1.",
                "##[warning]x|WARN|x",
                "##[debug]x|DEBUG|x",
                "##[group]Run make|-|-",
                "##[section]Starting: x|-|-",
                "2026-07-01T10:00:00.1234567Z ##[error]x|ERROR|x",
                "2026-07-01T10:00:00.1234567Z ::error::x|ERROR|x",
                "##vso[task.logissue type=error;sourcepath=a.cs]msg|ERROR|msg",
                "##vso[task.logissue type=warning]msg|WARN|msg",
                "##vso[task.complete result=Failed;]done|ERROR|done",
                "##vso[task.setvariable variable=error]y|-|-",
                "##teamcity[message text='x' status='ERROR']|ERROR|-",
                "##teamcity[testFailed name='x']|ERROR|-",
                "##teamcity[testStarted name='error']|-|-",
                "2026-07-01T10:00:00.123456Z 00O ERROR: Job failed|ERROR|Job failed",
                "section_start:1782900000:error|-|-",
                "src/a.ts(1,5): error TS2304: Cannot find name|ERROR|TS2304: Cannot find name",
                "Program.cs(10,5): warning CS1002: x|WARN|CS1002: x",
                "std::error::Error was thrown|-|-"
            })
    void markersOfBuildsAreLevels(String text, Level level, String message) {
        assertThat(read(text).level()).isEqualTo(level);
        assertThat(message(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "make: *** [Makefile:3: all] Error 2|ERROR",
                "make[1]: *** [src/a.o] Error 1|ERROR",
                "gmake[2]: *** [a/build.make:76: a.o] Error 1|ERROR",
                "mingw32-make: *** No rule to make target 'x'.  Stop.|ERROR",
                "2026-07-01T10:00:00.123Z make: *** [Makefile:3: all] Error 2|ERROR",
                "make: Nothing to be done for 'all'.|-",
                "making: *** of it|-",
                "ninja: build stopped: subcommand failed.|ERROR",
                "FAILED: CMakeFiles/a.dir/a.cpp.o|ERROR",
                "e: file:///home/a/src/Main.kt:12:5 Unresolved reference: foo|ERROR",
                "e: /home/a/src/Main.kt: (12, 5): Unresolved reference|ERROR",
                "e: C:/src/Main.kt: (12, 5): Unresolved reference|ERROR",
                "e: warnings found and -Werror specified|ERROR",
                "w: file:///home/a/src/Main.kt:12:5 Variable 'x' is never used|WARN",
                "e: 2.71828|-",
                "w: 3|-",
                "FAILED tests/test_a.py::test_x - AssertionError: assert 1 == 2|ERROR",
                "tests/test_a.py::test_x FAILED                [ 50%]|ERROR",
                "tests/test_a.py::test_x PASSED                [ 50%]|-",
                "> Task :app:test FAILED|ERROR",
                "> Task :app:test|-",
                "BUILD FAILED in 3s|ERROR",
                "BUILD SUCCESSFUL in 3s|-",
                "FAILURE: Build failed with an exception.|ERROR",
                "FAIL|ERROR",
                "FAIL\texample.com/pkg\t0.012s|ERROR",
                "FAIL src/a.test.js|ERROR",
                "not ok 1 - adds|ERROR",
                "ok 1 - adds|-",
                "not ok, he said|-",
                "npm error code ELIFECYCLE|ERROR",
                "npm warn deprecated x|WARN",
                "CMake Error at CMakeLists.txt:3 (find_package):|ERROR",
                "CMake Warning (dev) at CMakeLists.txt:3:|WARN",
                "a.c:12:5: fatal error: x.h: No such file or directory|ERROR",
                "[javac] /a/Main.java:12: error: cannot find symbol|ERROR",
                "#12 3.456 a.c:12:5: warning: unused|WARN",
                "GET /a: error: x 12: errors|-",
                "Traceback (most recent call last):|ERROR",
                "it FAILED there|-",
                "0 FAILED [ok]|-"
            })
    void verdictsOfBuildsAndTestsAreLevels(String text, Level level) {
        assertThat(read(text).level()).isEqualTo(level);
    }

    @Test
    void verdictIsPartOfTheMessage() {
        assertThat(message("2026-07-01 10:00:00 make: *** [all] Error 2")).isEqualTo("make: *** [all] Error 2");
        assertThat(message("2026-07-01 10:00:00 a.py::b FAILED [ 50%]")).isEqualTo("a.py::b FAILED [ 50%]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-07-01 10:00:00 something happened level=debug|DEBUG",
                "something happened here level=debug|DEBUG",
                "something happened here level=\"debug\"|DEBUG",
                "request done path=/x status=200 level=warn took=3ms|WARN",
                "request done level=warn msg=\"a b = c\" took=3ms|WARN",
                "done, level=error, took=3|ERROR",
                "2026-07-01 10:00:00 it happened severity=error|ERROR",
                "2026-07-01 10:00:00 it happened (level=error)|ERROR",
                "2026-07-01 10:00:00 it happened level: warn|WARN",
                "2026-07-01 10:00:00 it {\"a\":1,\"level\":\"warn\"}|WARN",
                "it happened {\"level\":\"debug\",\"n\":1}|DEBUG",
                "it happened (level: debug)|DEBUG",
                "it happened {\"log.level\":\"debug\"}|DEBUG",
                "it happened {\"sublevel\":\"debug\",\"n\":1}|-",
                "2026-07-01 10:00:00 it happened [DEBUG]|DEBUG",
                "2026-07-01 10:00:00;main;it happened;ERROR|ERROR",
                "Nov 23 10:00:00 host app[1]: it happened level=error|ERROR",
                "see https://example.com/info?level=error|-",
                "https://example.com/?a=b&level=error|-",
                "it happened other=error|-",
                "it happened level=high|-",
                "it happened level=error/warn|-",
                "it happened loglevel=|-",
                "2026-07-01 10:00:00 you have to press ERROR|-",
                "2026-07-01 10:00:00 you have to press the [error]|-",
                "it happened [ERROR]|-"
            })
    void levelMayBeSaidAtTheEnd(String written, Level expected) {
        assertThat(read(written).level()).isEqualTo(expected);
    }

    @Test
    void levelAtTheEndIsThatOfTheFirstLine() {
        assertThat(read("2026-07-01 10:00:00 | main | it happened | WARN").level())
                .isEqualTo(Level.WARN);
        assertThat(read("it happened level=warn\n  level=error").level()).isEqualTo(Level.WARN);
        assertThat(read("it happened\n  level=error").level()).isNull();
    }

    @Test
    void webLogicHasFieldsInAngleBrackets() {
        String text = "####<Jul 1, 2026 10:00:00,123 AM CEST> <Error> <Deployer> <host> <AdminServer>"
                + " <[ACTIVE] ExecuteThread: '0'> <<WLS Kernel>> <> <> <1782892800123> <BEA-149205> <It is <so>.>";
        Reading reading = read(text);
        assertThat(reading.level()).isEqualTo(Level.ERROR);
        assertThat(reading.time()).isEqualTo("2026-07-01T08:00:00.123Z");
        assertThat(reading.attributes())
                .hasToString("{code.namespace=Deployer, host.name=host, service.name=AdminServer,"
                        + " thread.name=[ACTIVE] ExecuteThread: '0', error.code=BEA-149205}");
        assertThat(message(text)).isEqualTo("It is <so>.>");

        // A zone in words: the milliseconds tell.
        assertThat(read(text.replace("CEST", "Mitteleuropäische Sommerzeit")).time())
                .isEqualTo("2026-07-01T08:00:00.123Z");
        assertThat(read("<Jul 1, 2026 10:00:00 AM GMT> <Notice> <Server> <BEA-000365> <Started.\n at last>")
                        .level())
                .isEqualTo(Level.INFO);
        assertThat(read("<Jul 1, 2026 10:00:00 AM Mitteleuropäische Sommerzeit> <Error> <Server> <BEA-1> <x>")
                        .time())
                .isNull();
        assertThat(read("<Jul 1, 2026 10:00:00 AM GMT> <So> <what> <> <x>").level())
                .isNull();
    }

    @Test
    void postgresqlWritesColumnsToo() {
        Reading reading = read(
                "2026-07-01 10:00:00.123 -03,\"app\",\"shop\",123,\"10.0.0.1:5432\",66a.7b,1,\"SELECT\","
                        + "2026-07-01 09:00:00 -03,3/12,0,ERROR,42P01,\"relation \"\"x\"\" is, not there\",,,,,,\"select\n1\",15,,\"psql\",\"client\",,0");
        assertThat(reading.level()).isEqualTo(Level.ERROR);
        assertThat(reading.time()).isEqualTo("2026-07-01T13:00:00.123Z");
        assertThat(reading.attributes())
                .hasToString(
                        "{user.name=app, db.namespace=shop, process.pid=123, client.address=10.0.0.1:5432,"
                                + " error.code=42P01, msg=relation \"x\" is, not there, db.query.text=select\n1, application=psql}");
        String cut = "2026-07-01 10:00:00.123 UTC,,,123,,66a.7b,1,,2026-07-01 09:00:00 UTC,,0,LOG,00000,\"cut here";
        assertThat(read(cut).level()).isEqualTo(Level.INFO);
        assertThat(read(cut).attributes().get("msg")).isEqualTo("cut here");
        assertThat(read("2026-07-01 10:00:00.123 UTC,1,2,3,4,5,6,7,8,9,10,ERROR,12,x")
                        .attributes()
                        .get("msg"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "-",
            value = {
                "\"192.0.2.7\" - \"-\" \"[04/Feb/2026:06:29:05 -0500]\" \"POST /cart HTTP/1.1\" \"502\" \"71\" \"-\" \"c/1\" \"-\" \"0.025\" \"192.0.2.1:9000\" \"shop.example\""
                        + "!502!2026-02-04T11:29:05Z!/cart!0.025",
                "192.0.2.7 | [04/Feb/2026:06:29:05 +0300] | GET /cart?id=1 HTTP/1.1 | 500 | 0 | http://shop.example/ | c/1 | 0.011"
                        + "!500!2026-02-04T03:29:05Z!/cart!0.011",
                "\"192.0.2.7\" shop.example [04/Feb/2026:06:29:05 +0000] \"GET /cart HTTP/1.1\" 503 88 394 \"-\" \"c/1\" 5.564 \"-\""
                        + "!503!2026-02-04T06:29:05Z!/cart!5.564",
                "192.0.2.7 - - [04/Feb/2026:06:29:05 +1000] 1939 \"GET /cart HTTP/1.1\" 500 6846 \"-\" \"c/1\" 0.5"
                        + "!500!2026-02-03T20:29:05Z!/cart!0.5",
                "\"2026-02-04T06:29:05+00:00\",\"192.0.2.7\",\"GET /cart HTTP/1.1\",\"404\",\"12\",\"0.5\""
                        + "!404!2026-02-04T06:29:05Z!/cart!0.5",
                "192.0.2.7;-;[04/Feb/2026:06:29:05 +0000];\"GET /cart HTTP/1.1\";404;12;0.5"
                        + "!404!2026-02-04T06:29:05Z!/cart!0.5",
                "https 2026-02-04T06:29:05.186641Z app/lb 192.0.2.7 10.0.0.1:80 0.5 0.048 0.037 502 200 0 57 \"GET /cart HTTP/1.1\" \"c/1\""
                        + "!502!2026-02-04T06:29:05.186641Z!/cart!-",
                "192.0.2.7 - bob smith [04/févr./2026:06:29:05 +0000] \"GET /cart HTTP/1.1\" 200 5 \"-\" \"c/1\" 0.5"
                        + "!200!2026-02-04T06:29:05Z!/cart!0.5",
                "192.0.2.7\t[04/Feb/2026:06:29:05 +0000]\tGET /cart HTTP/2.0\t200\t12\t0.5"
                        + "!200!2026-02-04T06:29:05Z!/cart!0.5",
                "'192.0.2.7 - - [04/Feb/2026:06:29:05 +0000] \"GET /cart HTTP/1.1\" 200 5 \"-\" \"curl/8\" 1 \"web@docker\" \"http://10.0.0.1:80\" 500ms'"
                        + "!200!2026-02-04T06:29:05Z!/cart!0.5"
            })
    void accessLogsMayHaveAnOrderOfTheirOwn(String text, long status, Instant time, String path, Double duration) {
        Reading reading = read(text);
        assertThat(reading.attributes().get("http.response.status_code")).isEqualTo(status);
        assertThat(reading.time()).isEqualTo(time);
        assertThat(reading.level()).isEqualTo(LevelTable.ofStatus(status));
        assertThat(reading.attributes().get("client.address")).isEqualTo("192.0.2.7");
        assertThat(reading.attributes().get("url.path")).isEqualTo(path);
        assertThat(reading.attributes().get("duration")).isEqualTo(duration);
    }

    @Test
    void thirdQuotedFieldOfAnAccessLogIsAnAddressOrARouter() {
        String head = "192.0.2.7 - - [04/Feb/2026:06:29:05 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"curl/8\" ";
        assertThat(read(head + "\"203.0.113.9, 2001:db8::1\"").attributes().get("http.request.header.x-forwarded-for"))
                .isEqualTo("203.0.113.9, 2001:db8::1");
        Reading traefik = read(head + "1 \"web@docker\" \"http://10.0.0.1:80\" 3ms");
        assertThat(traefik.attributes().get("http.request.header.x-forwarded-for"))
                .isNull();
        assertThat(traefik.attributes().get("router")).isEqualTo("web@docker");
        assertThat(traefik.attributes().get("upstream")).isEqualTo("http://10.0.0.1:80");
        assertThat(traefik.attributes().get("duration")).isEqualTo(0.003);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "2026-11-23T10:00:00.123456+00:00 vm myapp: text|vm|myapp|-",
                "2026-11-23T10:00:00.123456+00:00 vm sudo:     root : TTY=pts/0 ; COMMAND=/bin/ls|vm|sudo|-",
                "2026-11-23T10:00:00+0100 vm myapp: ERROR text|vm|myapp|ERROR",
                "2026-11-23T10:00:00+01:00 vm kernel: text|vm|kernel|-",
                "2026-11-23T10:00:00.123456-03:00 vm postfix/smtpd[7]: text|vm|postfix/smtpd|-",
                "août 19 11:08:37 vm myapp: text|vm|myapp|-",
                "11月 19 11:08:37 vm myapp[1]: text|vm|myapp|-",
                "2026-11-23T10:00:00+00:00 main INFO: text|-|-|INFO",
                "2026-11-23T10:00:00Z main app: text|-|-|-"
            })
    void stampsOfDaemonsAreFollowedByHostAndProgram(String text, String host, String program, Level level) {
        Reading reading = read(text);
        assertThat(reading.attributes().get("host.name")).isEqualTo(host);
        assertThat(reading.attributes().get("service.name")).isEqualTo(program);
        assertThat(reading.level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"MESSAGE\":\"{\\\"level\\\":\\\"error\\\",\\\"msg\\\":\\\"in\\\"}\",\"PRIORITY\":\"6\"}|ERROR|in",
                "{\"PRIORITY\":\"6\",\"MESSAGE\":\"level=error msg=in\"}|ERROR|in",
                "{\"PRIORITY\":\"6\",\"MESSAGE\":\"WARN: in\"}|WARN|WARN: in",
                "{\"PRIORITY\":\"3\",\"MESSAGE\":\"in\"}|ERROR|in",
                "{\"PRIORITY\":\"3\",\"MESSAGE\":[\"first\",\"second\"]}|ERROR|first␤second",
                "{\"PRIORITY\":\"3\",\"MESSAGE\":\"{broken\",\"_PID\":\"1\"}|ERROR|{broken"
            })
    void whatAProgramSaysGoesBeforeWhatJournaldSaysOfIt(String text, Level level, String message) {
        Reading reading = read(text);
        assertThat(reading.level()).isEqualTo(level);
        assertThat(reading.attributes().get("msg")).isEqualTo(message.replace('␤', '\n'));
        assertThat(read("{\"PRIORITY\":\"3\",\"MESSAGE\":null}").level()).isEqualTo(Level.ERROR);
    }

    @Test
    void attributesOfTheEnvelopeOutliveABrokenObjectInTheMessage() {
        Reading reading = read("Nov 23 10:00:00 vm myapp[7]: {\"level\":\"error\",\"a\":");
        assertThat(reading.level()).isEqualTo(Level.ERROR);
        assertThat(reading.attributes().get("host.name")).isEqualTo("vm");
    }
}
