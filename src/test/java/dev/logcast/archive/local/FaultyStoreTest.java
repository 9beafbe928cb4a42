package dev.logcast.archive.local;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.MixedLogs;
import dev.logcast.archive.Reread;
import dev.logcast.duty.Duty;
import dev.logcast.duty.Faults;
import dev.logcast.line.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever those throw that the storing thread works with, it goes on. */
@Timeout(60)
class FaultyStoreTest {
    private final Faults faults = new Faults(Telemetry.NONE);
    private volatile boolean failing = true;

    @TempDir
    private Path directory;

    @Test
    void linesAreStoredThoughNobodyCanBeTold() throws IOException, InterruptedException {
        LocalArchive archive = new LocalArchive(
                directory,
                ArchiveSettings.of(1_000_000_000, Duration.ofDays(7)),
                "1kx3",
                InstantSource.system(),
                Runnable::run,
                Reread.NOTHING,
                positions -> {
                    if (failing) {
                        throw new NoClassDefFoundError("a/B");
                    }
                },
                lines -> {},
                faults);
        archive.open();
        Duty duty = archive.duties().get(0);
        Thread thread = new Thread(duty);
        thread.start();
        MixedLogs logs = new MixedLogs(1, Instant.parse("2026-11-20T00:00:00Z"), 10);

        archive.append(logs.batch(10));
        await(() -> faults.lasting().containsKey("store"));
        archive.append(logs.batch(10));
        await(() -> archive.report().lagLines() == 0);
        assertThat(duty.problem()).isNull();

        failing = false;
        await(() -> faults.lasting().isEmpty());
        archive.close();
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
        archive.release();
    }
}
