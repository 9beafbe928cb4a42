package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.find.StartPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where reading begins in files that are there when their source is first seen. */
class StartTest extends Stepwise {
    private void startAt(String start) throws IOException {
        position = StartPosition.parse(start);
        Files.deleteIfExists(data.resolve("checkpoints"));
        follower.close();
        Files.deleteIfExists(data.resolve("checkpoints"));
        start();
    }

    @ParameterizedTest
    @CsvSource({
        "beginning, 1|2|3|4",
        "end, ''",
        "0, ''",
        "1, 4",
        "3, 2|3|4",
        "4, 1|2|3|4",
        "1000, 1|2|3|4",
    })
    void soManyLinesBeforeTheEndAreRead(String start, String expected) throws IOException {
        append("app.log", "1\n2\n3\n4\n");
        startAt(start);
        readsNow(expected.isEmpty() ? new String[0] : expected.split("\\|"));
        append("app.log", "new\n");
        readsNow("new");
    }

    @Test
    void unfinishedLineCountsAsALine() throws IOException {
        append("app.log", "1\n2\n3");
        startAt("2");
        readsNow("2");
        append("app.log", "3\n");
        readsNow("33");
    }

    @Test
    void unitsOfTwoBytesAreKeptTogether() throws IOException {
        for (Charset each : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            Files.deleteIfExists(directory.resolve("app.log"));
            encoding = each;
            append("app.log", "\uFEFF\u0a0a 1\n\u0a0a 2\n\u0a0a 3\n".getBytes(each));
            startAt("2");
            readsNow("\u0a0a 2", "\u0a0a 3");
        }
    }

    @Test
    void fileThatAppearsLaterIsReadFromItsBeginning() throws IOException {
        append("app.log", "1\n");
        startAt("end");
        append("app.log", "2\n");
        readsNow("2");
        rename("app.log", "app.log.1");
        append("app.log", "3\n4\n");
        readsNow("3", "4");
    }

    @Test
    void fileThatAppearedWhileDownIsReadFromItsBeginning() throws IOException {
        globs = List.of("*.log");
        append("app.log", "1\n");
        startAt("end");
        stop();
        append("later.log", "2\n3\n");
        start();
        readsNow("2", "3");
    }

    @ParameterizedTest
    @CsvSource({"end, ''", "3, 'last 3|last 2|last 1'"})
    void hugeFileIsNotReadToFindItsLastLines(String start, String expected) throws IOException {
        Path file = directory.resolve("app.log");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            byte[] lines = ("line\n".repeat(100_000) + "last 3\nlast 2\nlast 1\n").getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(lines), 8_000_000_000L);
        }
        long before = ReadBytes.byThisProcess();
        startAt(start);
        readsNow(expected.isEmpty() ? new String[0] : expected.split("\\|"));
        assertThat(ReadBytes.byThisProcess() - before).isLessThan(5_000_000);
    }
}
