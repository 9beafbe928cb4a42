package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordBatch;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files whose reading does not come back, as on a file system behind a network that is gone. */
@Timeout(60)
class HeldUpTest extends Threaded {
    private final CountDownLatch network = new CountDownLatch(1);

    /** What happens to a worker at a file that blocks, wherever it does. */
    private final RecordListener blocking = new RecordListener() {
        @Override
        public void onRecords(RecordBatch batch) {
            if (batch.records().stream().anyMatch(record -> record.text().startsWith("blocks"))) {
                boolean interrupted = false;
                while (network.getCount() > 0) {
                    try {
                        network.await();
                    } catch (InterruptedException e) {
                        // As with a read of the system.
                        interrupted = true;
                    }
                }
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            log.onRecords(batch);
        }

        @Override
        public void onLoss(SourceId source) {
            log.onLoss(source);
        }
    };

    @Override
    @AfterEach
    void stop() throws InterruptedException {
        network.countDown();
        super.stop();
    }

    @Test
    void othersAreReadThoughMoreFilesBlockThanThereAreWorkers() throws IOException {
        follow(
                2,
                blocking,
                Checkpoints.none(),
                SourceSpec.of("app", PathGlob.escape(directory.toString()) + "/{name}.log"));
        for (int i = 0; i < 4; i++) {
            write("dead-" + i + ".log", "blocks\n");
        }
        write("app.log", "goes on\n");
        awaitTexts("goes on");
        write("app.log", "and on\n");
        awaitTexts("goes on", "and on");
    }

    @Test
    void stopDoesNotWaitForThem() throws IOException, InterruptedException {
        follow(
                1,
                blocking,
                Checkpoints.none(),
                SourceSpec.of("app", PathGlob.escape(directory.toString()) + "/{name}.log"));
        write("dead.log", "blocks\n");
        write("app.log", "goes on\n");
        awaitTexts("goes on");

        long start = System.nanoTime();
        follower.stop(Duration.ofMillis(700));
        follower.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
