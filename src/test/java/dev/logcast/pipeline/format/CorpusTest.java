package dev.logcast.pipeline.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Level;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusTest {
    /** How many of how many were right. */
    private static final class Tally {
        private int right;
        private int all;

        void add(boolean correct) {
            right += correct ? 1 : 0;
            all++;
        }

        double rate() {
            return all == 0 ? 1 : (double) right / all;
        }

        @Override
        public String toString() {
            return right + " of " + all;
        }
    }

    @Test
    void levelsAndTimesOfAllLayoutsAreRight() {
        Tally levels = new Tally();
        Tally withoutLevel = new Tally();
        Tally times = new Tally();
        List<String> wrong = new ArrayList<>();
        List<Corpus> corpora = Corpus.all();
        for (Corpus corpus : corpora) {
            SourceParser parser = corpus.parser();
            for (Corpus.Entry entry : corpus.entries()) {
                Reading reading = parser.read(entry.text(), null, corpus.written());
                boolean level = reading.level() == entry.level();
                boolean time = Objects.equals(reading.time(), entry.time());
                (entry.level() == null ? withoutLevel : levels).add(level);
                times.add(time);
                if (!level || !time) {
                    wrong.add(corpus.layout() + ": " + reading + " of " + entry);
                }
            }
        }
        System.out.printf(
                "corpus: %d layouts, levels %s, no level where there is none %s, times %s%n",
                corpora.size(), levels, withoutLevel, times);
        assertThat(corpora)
                .hasSizeGreaterThanOrEqualTo(40)
                .allMatch(corpus -> corpus.entries().size() >= 25);
        assertThat(levels.rate()).as("levels: %s", wrong).isGreaterThanOrEqualTo(0.995);
        assertThat(withoutLevel.rate()).as("no level: %s", wrong).isGreaterThanOrEqualTo(0.99);
        assertThat(times.rate()).as("times: %s", wrong).isGreaterThanOrEqualTo(0.995);
    }

    @ParameterizedTest
    @CsvSource({
        "json-ecs,json",
        "logfmt-logrus,logfmt",
        "access-combined,access",
        "access-vhost,access",
        "error-nginx,error",
        "error-apache,error",
        "syslog-3164,syslog",
        "syslog-5424,syslog",
        "log4j,pattern",
        "python,pattern",
        "klog,klog",
        "jul-simple,java",
        "payara,java",
        "postgresql,postgresql",
        "mysql,mysql",
        "redis,redis",
        "logcat,logcat",
        "plain,plain"
    })
    void formatIsFoundAndFits(String layout, String format) {
        SourceParser parser = Corpus.of(layout).parser();
        assertThat(parser.format()).isEqualTo(format);
        assertThat(parser.misfits()).isZero();
    }

    /** Lines that say level words, or letters, in places where they are none; and levels in odd places. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "0 errors found|-",
                "user info updated|-",
                "user clicked the ERROR button|-",
                "GET /error/info 200|-",
                "https://example.com/info?level=error|-",
                "com.example.ERROR_HANDLER ran|-",
                "java.lang.Error: x|-",
                "/var/log/debug|-",
                "Errors: 0, Warnings: 0|-",
                "DEBUG_MODE enabled|-",
                "key=value other=error|-",
                "    at com.example.ERROR.run(X.java:1)|-",
                "[   12.345678] usb 1-1: new device|-",
                "Nov 23 10:00:00 host sshd[1]: authentication failure|-",
                "2026-11-23 10:00:00 received the ERROR code|-",
                "2026-11-23 10:00:00 user info: updated|-",
                "2026-11-23 10:00:00 updated debug symbols|-",
                "2026-11-23 10:00:00 I think so|-",
                "{\"message\":\"no level\",\"error\":\"none\"}|-",
                "错误率为零|-",
                "no level here|-",
                "java.lang.IllegalStateException: ERROR state|-",
                "C:\\logs\\error\\info.log|-",
                "Nov 23 10:00:00 host kernel: [12345.678901] EXT4-fs error (device sda1): x|-",
                "2026-11-23 10:00:00 Error handler installed|-",
                "2026-11-23 10:00:00 D-Bus connected|-",
                "level: error msg: x|ERROR",
                "2026-11-23 10:00:00 host=a app=b lvl=ERROR msg=x|ERROR",
                "2026-11-23 10:00:00 【ERROR】 连接失败|ERROR",
                "''|-",
                "错误: 连接失败|ERROR",
                "ERROR: x|ERROR",
                "E: Unable to locate package foo|ERROR",
                "W: Some index files failed to download.|WARN",
                "I: think so|-",
                "E:x|-",
                "so E: x|-",
                "error: cannot find symbol|ERROR",
                "src/main.c:10:5: warning: unused variable|WARN",
                "panic: runtime error: index out of range|FATAL",
                "[ERROR] COMPILATION ERROR|ERROR",
                "npm WARN deprecated x|WARN",
                "{\"time\":\"2026-11-23T10:00:00Z\",\"level\":\"WARN\",\"msg\":\"cut o|WARN",
                "ts=2026-11-23T10:00:00Z level=warn msg=\"cut o|WARN",
                "Nov 23 10:00:00 host sshd[1]: error: Received disconnect|ERROR",
                "Nov 23 10:00:00 host docker/web[1]: level=error msg=\"x\"|ERROR",
                "*Nov 23 10:00:00.123: %SYS-3-CPUHOG: x|ERROR",
                "2026-11-23 10:00:00 - module - ERROR - x|ERROR",
                "2026-11-23 10:00:00 E connect failed|ERROR",
                "2026-11-23 10:00:00;WARN;main;x|WARN",
                "2026-11-23 10:00:00 (error) x|ERROR",
                "[main] ERROR 2026-11-23 10:00:00.123 x|ERROR",
                "[23-Nov-2026 10:00:00 UTC] PHP Warning:  x|WARN",
                "=INFO REPORT==== 23-Nov-2026::10:00:00 ===|INFO",
                "2026-11-23 10:00:00 [INFO] [error-handler] ready|INFO",
                "2026-11-23 10:00:00.123  INFO 1 --- [main] c.e.App : ERROR count 0|INFO"
            })
    void levelIsWhereALayoutPutsIt(String line, Level expected) {
        SourceParser parser = new SourceParser(new FormatChoice(FormatChoice.AUTO, ZoneOffset.UTC));
        assertThat(parser.read(line, null, Instant.parse("2026-11-26T00:00:00Z"))
                        .level())
                .isEqualTo(expected);
    }
}
