package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More files than a process may have open. */
@Timeout(180)
class FewDescriptorsTest {
    private static final Path SHELL = Path.of("/bin/bash");
    private static final int FILES = 3_000;
    private static final int LINES = 10;

    @TempDir
    private Path logs;

    @TempDir
    private Path classes;

    private void append(int service, String text) throws IOException {
        Files.writeString(
                logs.resolve("svc-" + service + ".log"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void eachFileIsReadOnceAndReadOn() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SHELL));
        for (int service = 0; service < FILES; service++) {
            int number = service;
            append(
                    service,
                    IntStream.range(0, LINES)
                            .mapToObj(line -> "service " + number + " line " + line + '\n')
                            .collect(Collectors.joining()));
        }
        List<String> limited = List.of(SHELL.toString(), "-c", "ulimit -n 1024; exec \"$@\"", "limited");
        try (FollowingProcess following = FollowingProcess.start(limited, classes, logs + "/{svc}.log")) {
            await(() -> following.said("record: ") >= FILES * LINES);
            for (int turn = 0; turn < 7; turn++) {
                append(turn * 400, "one more\n");
                int more = turn + 1;
                await(() -> following.said("record: one more") >= more);
            }
            // Another scan has seen all that was there.
            append(FILES, "the last one\n");
            await(() -> following.said("record: the last one") > 0);
            assertThat(following.said("record: ")).isEqualTo(FILES * LINES + 8);
            assertThat(following.said("record: one more")).isEqualTo(7);
            assertThat(following.said("WARN")).isZero();
            assertThat(following.said("Too many open files")).isZero();
        }
    }
}
