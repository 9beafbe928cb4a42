package dev.logcast.archive;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Logs as several kinds of programs write them, from a seed: access logs, JSON, Spring, stack traces, and ids of all kinds; one source
 * each. Time goes on by a random step with each record.
 */
public final class MixedLogs {
    private static final DateTimeFormatter ACCESS =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SPRING = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] WORDS = {
        "connection",
        "order",
        "payment",
        "customer",
        "inventory",
        "timeout",
        "retry",
        "cache",
        "session",
        "invoice",
        "shipment",
        "queue",
        "worker",
        "request",
        "response",
        "database",
        "transaction",
        "rollback",
        "commit",
        "user",
        "account",
        "email",
        "template",
        "render",
        "search",
        "index",
        "product",
        "basket",
        "checkout",
        "refund",
        "token",
        "metrics",
        "scheduler",
        "partition",
        "consumer",
        "producer",
        "offset",
        "leader",
        "replica",
        "snapshot"
    };
    private static final String[] PATHS = {
        "/api/orders",
        "/api/customers",
        "/api/products",
        "/static/app.js",
        "/static/style.css",
        "/login",
        "/health",
        "/api/search",
        "/api/basket",
        "/images/logo.png"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
                + " Mobile/15E148 Safari/604.1",
        "curl/8.5.0",
        "kube-probe/1.29"
    };
    private static final String[] SOURCES = {"access", "json", "spring", "worker"};
    private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "INFO", "INFO", "WARN", "ERROR"};

    private final Random random;
    private final Pipeline pipeline = new Pipeline(
            InstantSource.system(), new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE), Map.of());
    private final long[] offsets = new long[SOURCES.length];
    private Instant time;
    private final int stepMillis;
    private long sequence;
    private long bytes;

    /** @param stepMillis between records on average */
    public MixedLogs(long seed, Instant start, int stepMillis) {
        this.random = new Random(seed);
        this.time = start;
        this.stepMillis = stepMillis;
    }

    /** Of all records made, in UTF-8, with their line ends. */
    public long bytes() {
        return bytes;
    }

    public Instant time() {
        return time;
    }

    public long sequence() {
        return sequence;
    }

    /** Goes on behind a sequence number. */
    public void goOnBehind(long last) {
        sequence = last;
    }

    /** Records of one source, read together. */
    public LineBatch batch(int records) {
        int source = random.nextInt(SOURCES.length);
        SourceId id = new SourceId(SOURCES[source]);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            time = time.plusMillis(random.nextInt(2 * stepMillis + 1));
            texts.add(text(source));
        }
        Pipeline.Batch made = pipeline.batch(id, 7 + source, time, time);
        made.meet(texts.stream());
        List<LogLine> lines = new ArrayList<>();
        for (String text : texts) {
            lines.add(made.line(offsets[source], text, -1, false, null));
            offsets[source] += text.length() + 1;
            bytes += text.length() + 1;
        }
        LineBatch batch = new LineBatch(id, sequence + 1, System.nanoTime(), lines);
        sequence = batch.lastSequence();
        return batch;
    }

    private String text(int source) {
        return switch (source) {
            case 0 -> access();
            case 1 -> json();
            case 2 -> spring();
            default -> worker();
        };
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String level() {
        return LEVELS[random.nextInt(LEVELS.length)];
    }

    private String hex(int digits) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            hex.append(Character.forDigit(random.nextInt(16), 16));
        }
        return hex.toString();
    }

    private String uuid() {
        return hex(8) + '-' + hex(4) + "-4" + hex(3) + "-a" + hex(3) + '-' + hex(12);
    }

    private String sentence() {
        StringBuilder text = new StringBuilder(word());
        for (int i = 3 + random.nextInt(6); i > 0; i--) {
            text.append(' ').append(word());
        }
        return text.toString();
    }

    private String access() {
        return "10.%d.%d.%d - - [%s] \"%s %s/%d HTTP/1.1\" %d %d \"-\" \"%s\" %d"
                .formatted(
                        random.nextInt(4),
                        random.nextInt(256),
                        random.nextInt(256),
                        ACCESS.format(time),
                        random.nextInt(5) == 0 ? "POST" : "GET",
                        PATHS[random.nextInt(PATHS.length)],
                        random.nextInt(100_000),
                        random.nextInt(50) == 0 ? 500 : random.nextInt(20) == 0 ? 404 : 200,
                        random.nextInt(50_000),
                        AGENTS[random.nextInt(AGENTS.length)],
                        random.nextInt(2000));
    }

    private String json() {
        return ("{\"timestamp\":\"%s\",\"level\":\"%s\",\"logger\":\"com.example.shop.%s.%sService\",\"thread\":\"http-nio-8080"
                        + "-exec-%d\",\"message\":\"%s\",\"trace_id\":\"%s\",\"span_id\":\"%s\",\"duration_ms\":%d,"
                        + "\"customer\":{\"id\":%d,\"tier\":\"gold\"}}")
                .formatted(
                        time,
                        level(),
                        word(),
                        word(),
                        random.nextInt(200),
                        sentence(),
                        hex(32),
                        hex(16),
                        random.nextInt(3000),
                        random.nextInt(1_000_000));
    }

    private String spring() {
        String head = "%s %5s 1 --- [nio-8080-exec-%d] c.e.shop.%s.%sController : %s for order %s"
                .formatted(SPRING.format(time), level(), random.nextInt(200), word(), word(), sentence(), uuid());
        return random.nextInt(60) == 0 ? head + trace() : head;
    }

    private String trace() {
        StringBuilder trace = new StringBuilder("\njava.lang.IllegalStateException: " + sentence());
        for (int i = 10 + random.nextInt(20); i > 0; i--) {
            trace.append("\n\tat com.example.shop.")
                    .append(word())
                    .append('.')
                    .append(word())
                    .append("Service.")
                    .append(word())
                    .append("(Service.java:")
                    .append(random.nextInt(900))
                    .append(')');
        }
        return trace.toString();
    }

    private String worker() {
        return "%s [%s] worker-%d job=%s took=%dms items=%d %s"
                .formatted(
                        time,
                        level(),
                        random.nextInt(16),
                        uuid(),
                        random.nextInt(9000),
                        random.nextInt(500),
                        sentence());
    }
}
