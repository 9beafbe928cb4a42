package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory of logs, and a follower that watches and reads them in threads of its own. */
abstract class Threaded {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final RecordLog log = new RecordLog();
    Follower follower;

    @TempDir
    Path directory;

    @AfterEach
    void stop() throws InterruptedException {
        if (follower != null) {
            follower.stop(Duration.ofSeconds(1));
            follower.close();
        }
        threads.shutdownNow();
        assertThat(threads.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    void follow(SourceSpec... specs) {
        follow(2, log, Checkpoints.none(), specs);
    }

    void follow(int workers, RecordListener listener, Checkpoints checkpoints, SourceSpec... specs) {
        follower = new Follower(List.of(specs), listener, InstantSource.system(), checkpoints);
        follower.duties(workers).forEach(threads::execute);
        await(follower::ready);
    }

    SourceSpec spec(String glob) {
        return SourceSpec.of("app", PathGlob.escape(directory.toString()) + '/' + glob);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    List<String> texts() {
        return log.texts();
    }

    void awaitTexts(String... expected) {
        await(() -> texts().size() >= expected.length);
        assertThat(texts()).containsExactly(expected);
    }
}
