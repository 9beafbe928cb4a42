package dev.logcast.source.record;

import dev.logcast.Doubling;
import dev.logcast.source.multiline.Multiline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Twice as many lines, or lines that are twice as long, are twice the work for all that makes records of bytes. */
class JoinerDoublingTest {
    private static final int LENGTH = 12_000;
    private static final int MAX_RECORD_BYTES = 1_000_000;
    private static final String STAMP = "2026-11-26T05:19:57.123456789Z stdout ";

    private static final List<String> LINES = List.of(
            "",
            " ",
            "  at a",
            "\tat a.B.c(B.java:1)",
            "x",
            "Error: x",
            "panic: x",
            "a.b.FooException",
            "main.main",
            "\t/a.go:1",
            "goroutine 1 [running]:",
            "Traceback (most recent call last):",
            "During handling of the above exception, another exception occurred:",
            "  + Exception Group Traceback (most recent call last):",
            "app.rb:1:in 'f'",
            "# Time: x",
            "# User@Host: x",
            "SELECT a",
            "FROM a",
            "UNION",
            "thread 'a' panicked at b:",
            "assertion `a",
            "/a.js:1",
            "[2026-11-26 05:19:57 ERROR] x",
            "2026-11-26 05:19:57 ERROR x",
            "2026-11-26 05:19:57 ERROR x\nError: x",
            "2026-11-26 05:19:57 ERROR x\n\n",
            "2026-11-26 05:19:57 ERROR : ",
            "[2026-11-26T05:19:57] x [[",
            "** (x",
            "#0 {main}",
            "\r",
            "\r\n",
            "x\r",
            STAMP + "P x",
            STAMP + "F x",
            STAMP + "P \uFFFD",
            "{\"log\":\"x\",\"stream\":\"stdout\",\"time\":\"2026-11-26T05:19:57.123456789Z\"}");

    static Stream<Doubling.Texts> texts() {
        List<Doubling.Texts> all = new ArrayList<>(Doubling.hostile());
        LINES.forEach(line -> all.add(Doubling.repeating(line + '\n')));
        LINES.stream().filter(line -> !line.isEmpty()).forEach(line -> all.add(Doubling.repeating(line)));
        for (String begun :
                List.of("2026-11-26 05:19:57 ERROR ", "SELECT ", "Error: ", STAMP + "P ", "panic serving ")) {
            all.add(new Doubling.Texts(
                    "one line of " + begun, length -> begun + begun.charAt(0) + "a.bError".repeat(length / 8)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void workGrowsAsTheTextDoes(Doubling.Texts texts) {
        for (Multiline multiline : List.of(Multiline.AUTO, Multiline.parse("^(a+)+ERROR|x.*y.*z$"))) {
            Doubling.assertGrowsAsTheText(
                    "joining by " + multiline, texts, LENGTH, Doubling.cpuTime(text -> read(multiline, text)));
        }
    }

    /** Reads a text as a tailer does, and waits behind every line. */
    private static void read(Multiline multiline, String text) {
        LineFramer framer = new LineFramer(TextEncoding.of(StandardCharsets.UTF_8), MAX_RECORD_BYTES);
        Unwrapper unwrapper = new Unwrapper(MAX_RECORD_BYTES, Duration.ofSeconds(5));
        RecordAssembler assembler = new RecordAssembler(multiline.joiner(), MAX_RECORD_BYTES);
        byte[] bytes = (text + '\n').getBytes(StandardCharsets.UTF_8);
        framer.frame(bytes, 0, bytes.length, 0);
        for (Line line : framer.take()) {
            unwrapper.add(line, 0, whole -> assembler.add(whole, 0));
            assembler.pause();
            assembler.expire(0);
            assembler.heldFrom();
        }
        unwrapper.finish(whole -> assembler.add(whole, 0));
        assembler.finish();
        assembler.take();
    }
}
