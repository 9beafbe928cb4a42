package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names of files that the system's language cannot write, or that no language can. */
@Timeout(120)
class ForeignNamesTest {
    private static final Path SHELL = Path.of("/bin/bash");

    /** A rocket, whose letters stand in pairs; an accent; bytes that are no text; a line end; a quote. */
    private static final List<String> NAMES = List.of(
            "run-$'\\360\\237\\232\\200'.log",
            "$'\\360\\237\\232\\200\\360\\237\\232\\200'-1.log",
            "caf$'\\303\\251'.log",
            "bad-$'\\377\\376'.log",
            "cut-$'\\360\\237'.log",
            "two$'\\n'lines.log",
            "\"it's\".log");

    /** Of a checkpoint at whose offset something has been read: its file. */
    private static final Pattern OFFSET = Pattern.compile("(?m)^\\+app\t[^\t]+\t([^\t]+)\t[^\t]+\t[1-9]");

    private static final List<String> POSIX = List.of("/usr/bin/env", "LC_ALL=POSIX");
    private static final List<String> UNICODE = List.of("/usr/bin/env", "LC_ALL=C.UTF-8");

    @TempDir
    private Path logs;

    @TempDir
    private Path classes;

    @TempDir
    private Path data;

    private void shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(SHELL.toString(), "-c", command)
                .directory(logs.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private FollowingProcess follow(List<String> language) throws IOException {
        return FollowingProcess.start(
                language, List.of("-Ddata=" + data), classes, logs + "/*.log*", logs + "/deeper/**/*.log");
    }

    private void readAllOnce(List<String> first, List<String> then) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL));
        try (FollowingProcess following = follow(first)) {
            for (int i = 0; i < NAMES.size(); i++) {
                shell("echo hello " + i + " > " + NAMES.get(i));
            }
            shell("mkdir -p deeper/caf$'\\303\\251'; echo hello deeper > deeper/caf$'\\303\\251'/a.log");
            for (int i = 0; i < NAMES.size(); i++) {
                following.awaitRecord("hello " + i);
            }
            following.awaitRecord("hello deeper");
            shell("echo other > other.log");
            following.awaitRecord("other");
            // A rotation of each.
            for (int i = 0; i < NAMES.size(); i++) {
                shell("mv " + NAMES.get(i) + ' ' + NAMES.get(i) + ".1; echo next " + i + " > " + NAMES.get(i));
                following.awaitRecord("next " + i);
            }
            awaitWritten(2 * NAMES.size() + 2);
            following.kill();
        }
        for (int i = 0; i < NAMES.size(); i++) {
            shell("echo last " + i + " >> " + NAMES.get(i));
        }
        try (FollowingProcess following = follow(then)) {
            for (int i = 0; i < NAMES.size(); i++) {
                following.awaitRecord("last " + i);
            }
            assertThat(following.said("record: hello")).isZero();
            assertThat(following.said("record: next")).isZero();
            assertThat(following.said("Exception")).isZero();
        }
    }

    /** Waits until it is written down that all of so many files have been read. */
    private void awaitWritten(int files) {
        await(() -> OFFSET.matcher(written())
                        .results()
                        .map(line -> line.group(1))
                        .distinct()
                        .count()
                >= files);
    }

    private String written() {
        try {
            return Files.readString(data.resolve("checkpoints"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void filesAreReadOnceWhereNoNameCanBeWritten() throws IOException, InterruptedException {
        readAllOnce(POSIX, POSIX);
    }

    @Test
    void filesAreReadOnceWhereNamesCanBeWritten() throws IOException, InterruptedException {
        readAllOnce(UNICODE, UNICODE);
    }

    @Test
    void filesAreKnownWhereTheirNamesCouldBeWrittenBefore() throws IOException, InterruptedException {
        readAllOnce(UNICODE, POSIX);
    }
}
