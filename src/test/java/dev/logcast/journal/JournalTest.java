package dev.logcast.journal;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.duty.Faults;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a journalctl that knows the few options that are used, and whose journal is a file. */
class JournalTest {
    private final Map<SourceId, String> stored = new ConcurrentHashMap<>();
    private final List<Journal> running = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile String refused = "";

    @TempDir
    private Path directory;

    private Path records;
    private Path command;

    @BeforeEach
    void journalctl() throws IOException {
        records = Files.createFile(directory.resolve("records"));
        command = directory.resolve("journalctl");
        Files.writeString(
                command,
                """
                #!/bin/sh
                echo "$@" >> '%1$s/asked'
                from=1
                for word in "$@"; do
                  case $word in
                    --after-cursor=*) from=$(( $(grep -n "\\"__CURSOR\\":\\"${word#--after-cursor=}\\"" '%2$s' | cut -d: -f1) + 1 )) ;;
                    --lines=all) from=1 ;;
                    --lines=*) from=$(( $(wc -l < '%2$s') - ${word#--lines=} + 1 )); [ $from -lt 1 ] && from=1 ;;
                  esac
                done
                exec tail -n +$from -s 0.02 -f '%2$s'
                """
                        .formatted(directory, records));
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
    }

    @AfterEach
    void close() {
        running.forEach(Journal::close);
    }

    private Journal follow(long lastRecords) {
        JournalSpec spec = new JournalSpec("journal", Optional.empty(), lastRecords);
        Journal journal = new Journal(spec, command.toString(), directory.resolve("data"), this::store);
        running.add(journal);
        Thread thread = new Thread(journal.duty(new Faults(Telemetry.NONE)), "journal");
        thread.setDaemon(true);
        thread.start();
        return journal;
    }

    private void store(SourceId source, byte[] lines) throws IOException {
        if (full) {
            throw new IOException("no room");
        }
        if (source.value().equals(refused)) {
            throw new IOException("no room for " + source);
        }
        stored.merge(source, new String(lines, StandardCharsets.UTF_8), String::concat);
    }

    private void write(String cursor, String unit, String message) throws IOException {
        Files.writeString(
                records,
                "{\"__CURSOR\":\"" + cursor + "\",\"_SYSTEMD_UNIT\":\"" + unit + "\",\"MESSAGE\":\"" + message
                        + "\"}\n",
                StandardOpenOption.APPEND);
    }

    /** The messages of a unit. */
    private List<String> messages(String unit) {
        return stored.getOrDefault(new SourceId("journal/" + unit), "")
                .lines()
                .map(line -> line.replaceAll(".*\"MESSAGE\":\"(.*)\"}", "$1"))
                .toList();
    }

    @Test
    void recordsAreStoredByUnitInTheirOrder() throws IOException {
        write("c1", "ssh.service", "old");
        write("c2", "ssh.service", "one");
        follow(1);
        await(() -> messages("ssh").equals(List.of("one")));

        write("c3", "cron.service", "due");
        write("c4", "ssh.service", "grüße");

        await(() -> messages("ssh").equals(List.of("one", "grüße")));
        assertThat(messages("cron")).containsExactly("due");
    }

    @Test
    void goesOnBehindTheLastRecordAfterARestart() throws IOException {
        write("c1", "ssh.service", "1");
        Journal first = follow(Long.MAX_VALUE);
        await(() -> messages("ssh").size() == 1);
        first.close();
        for (int i = 2; i < 40; i++) {
            write("c" + i, "ssh.service", Integer.toString(i));
        }

        follow(Long.MAX_VALUE);

        await(() -> messages("ssh").size() >= 39);
        assertThat(messages("ssh"))
                .hasSize(39)
                .doesNotHaveDuplicates()
                .startsWith("1", "2")
                .endsWith("38", "39");
        assertThat(Files.readString(directory.resolve("asked"))).contains("--after-cursor=c1");
    }

    @Test
    void whatIsStoredIsNotStoredAgainWhereWhatFollowsIsRefused() throws IOException {
        refused = "journal/cron";
        write("c1", "ssh.service", "one");
        write("c2", "cron.service", "two");
        follow(Long.MAX_VALUE);
        await(() -> Files.exists(directory.resolve("data/journal.cursor")));
        assertThat(Files.readString(directory.resolve("data/journal.cursor"))).isEqualTo("c1");
        refused = "";

        await(() -> messages("cron").contains("two"));
        assertThat(messages("ssh")).containsExactly("one");
    }

    @Test
    void namesThatTheJournalsWritersMakeUpAreBounded() throws IOException {
        for (int i = 0; i < 300; i++) {
            write("c" + i, "made-up-" + i + ".service", Integer.toString(i));
        }
        follow(Long.MAX_VALUE);

        await(() -> messages("other").size() == 100);
        assertThat(stored).hasSize(201);
    }

    @Test
    void whatCouldNotBeStoredIsReadAgain() throws IOException {
        full = true;
        write("c1", "ssh.service", "kept");
        follow(Long.MAX_VALUE);
        await(() -> Files.exists(directory.resolve("asked")));
        full = false;

        await(() -> messages("ssh").contains("kept"));
        assertThat(messages("ssh")).containsExactly("kept");
    }
}
