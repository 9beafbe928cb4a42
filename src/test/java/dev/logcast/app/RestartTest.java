package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.crash.BusyLogs;
import dev.logcast.crash.Received;
import dev.logcast.hub.Outlet;
import dev.logcast.hub.StreamStart;
import dev.logcast.hub.Subscription;
import dev.logcast.line.Cursor;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.StreamFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * All parts are ended and begun again, as the server does it, while logs grow and are renamed: a client that resumes where it stopped has
 * every line exactly once. A server that is killed is the matter of {@link dev.logcast.crash.CrashTest}.
 */
@Timeout(600)
class RestartTest {
    private static final int RESTARTS = Boolean.getBoolean("logcast.soak") ? 20 : 4;
    private static final int MOST_LINES_OF_A_RUN = 20_000;

    /** Little, so that much comes from the archive. */
    private static final long RECENT_BYTES = 500_000;

    private static final ArchiveSettings SMALL =
            new ArchiveSettings(10_000_000_000L, Duration.ofDays(7), 32_000, 500_000, 4_000_000);

    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final Received received = new Received();
    private final Client client = new Client();

    @TempDir
    private Path directory;

    private Path logs;
    private Path data;

    @Test
    void clientThatResumesHasEveryLineExactlyOnceAndInOrder() throws Exception {
        logs = Files.createDirectory(directory.resolve("logs"));
        data = Files.createDirectory(directory.resolve("data"));
        try {
            restartUnderFlow();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void restartUnderFlow() throws Exception {
        BusyLogs busy = BusyLogs.start(logs, seed);
        try (busy) {
            for (int run = 0; run < RESTARTS; run++) {
                Serverless serverless = start(run);
                long enough = received.taken() + 1 + random.nextInt(MOST_LINES_OF_A_RUN);
                Await.await(() -> received.taken() >= enough);
                if (run == 0) {
                    Await.await(received::knowsEveryFile);
                    busy.renameNowAndThen();
                }
                serverless.stop();
                assertThat(serverless.archive().report().lagLines()).isZero();
            }
        }
        Serverless serverless = start(RESTARTS);
        received.awaitComplete(busy, () -> {});
        serverless.stop();
        assertThat(received.gaps()).isZero();
        assertThat(client.faults).isEmpty();
        assertThat(received.taken()).as("no line comes again").isEqualTo(received.lines());
        System.out.println("seed " + seed + ": " + RESTARTS + " restarts, " + received.summary(busy));
    }

    private Serverless start(int run) throws Exception {
        Serverless serverless =
                new Serverless(data, "run" + run, ServerlessProcess.spec(logs.toString(), true), SMALL, RECENT_BYTES);
        serverless.start();
        Await.await(() -> serverless.follower().ready());
        StreamStart start = StreamStart.after(Cursor.parse(client.cursor).orElse(new Cursor("run0", 0)));
        serverless
                .hub()
                .subscribe(new Subscription(LineFilter.ALL, StreamFormat.ndjson()), start, "", client)
                .writable();
        return serverless;
    }

    /** Takes what it is given, and remembers where it is. One connection at a time writes. */
    private final class Client implements Outlet {
        private static final Pattern LINE =
                Pattern.compile("\\{\"id\":\"(?<content>[^\":]+):(?<offset>\\d+)\".*\"cursor\":\"(?<cursor>[^\"]+)\"}");

        private final Map<String, Long> offsets = new HashMap<>();
        private final List<String> faults = new ArrayList<>();
        private final ByteArrayOutputStream torn = new ByteArrayOutputStream();
        private volatile String cursor = "run0-0";

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n') {
                    take(torn.toString(StandardCharsets.UTF_8));
                    torn.reset();
                } else {
                    torn.write(bytes[i]);
                }
            }
        }

        private void take(String json) {
            if (json.startsWith("{\"gap\"")) {
                received.gap(json);
                return;
            }
            Matcher line = LINE.matcher(json);
            if (line.matches()) {
                long offset = Long.parseLong(line.group("offset"));
                Long before = offsets.put(line.group("content"), offset);
                if (before != null && before >= offset) {
                    faults.add(json + " comes behind " + before);
                }
                cursor = line.group("cursor");
            }
            received.line(json);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
