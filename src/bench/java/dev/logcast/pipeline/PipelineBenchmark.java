package dev.logcast.pipeline;

import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.query.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What becomes of records on one core. An operation is a megabyte (10^6 bytes) of them, so that the figures are MB/s: the whole pipeline
 * with one query behind it, and its parts alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PipelineBenchmark {
    private static final int MEGABYTES = 4;
    private static final SourceId SOURCE = new SourceId("app");

    @Param({"plain", "layout", "access", "json"})
    private String kind = "";

    private final List<String> records = new ArrayList<>();
    private final List<LogLine> lines = new ArrayList<>();
    private final RecordMasking masking = new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE);
    private final Pipeline pipeline = new Pipeline(InstantSource.system(), masking, Map.of());
    private final Instant read = Instant.parse("2026-11-23T10:00:00Z");
    private Query query;

    @Setup
    public void prepare() throws Exception {
        Random random = new Random(1);
        int bytes = 0;
        while (bytes < MEGABYTES * 1_000_000) {
            String record = record(random, records.size());
            records.add(record);
            bytes += record.length() + 1;
            lines.add(batch().line(bytes, record, -1, false, null));
        }
        query = Query.parse("timeout -health", read, ZoneOffset.UTC);
    }

    /** One in a hundred holds a secret, as in the logs of services that are careless. */
    private String record(Random random, int number) {
        boolean secret = number % 100 == 0;
        String path = List.of("/api/v1/items", "/api/v1/orders", "/static/app.js", "/health")
                        .get(random.nextInt(4))
                + '/'
                + random.nextInt(100_000);
        int status = List.of(200, 200, 200, 304, 404, 500).get(random.nextInt(6));
        return switch (kind) {
            case "access" ->
                "10.0." + random.nextInt(256) + '.' + random.nextInt(256) + " - - [23/Nov/2026:10:00:00 +0000] \"GET "
                        + path
                        + (secret ? "?access_token=abc123def456ghi" : "") + " HTTP/1.1\" " + status + ' '
                        + random.nextInt(50_000)
                        + " \"https://shop.example.com/basket\" \"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\"";
            case "json" ->
                "{\"time\":\"2026-11-23T10:00:00.123Z\",\"level\":\"info\",\"logger\":\"com.example.shop.OrderService\",\"thread\":\"worker-"
                        + random.nextInt(16) + "\",\"msg\":\"order handled\",\"path\":\"" + path + "\",\"status\":"
                        + status + ",\"took_ms\":"
                        + random.nextInt(500) + ",\"user\":{\"id\":" + random.nextInt(100_000) + ",\"name\":\"anna\"}"
                        + (secret ? ",\"password\":\"hunter2\"" : "") + '}';
            case "layout" ->
                "2026-11-23T10:00:00.123Z INFO [worker-" + random.nextInt(16) + "] c.e.shop.OrderService - "
                        + sentence(random, secret);
            default -> sentence(random, secret);
        };
    }

    private static String sentence(Random random, boolean secret) {
        return "order " + random.nextInt(1_000_000) + " of the shop was paid and is on its way: the basket held "
                + random.nextInt(20) + " items, the total was " + random.nextInt(1000) + ".99 EUR"
                + (secret ? " password=hunter2" : "");
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int pipelineAndQuery() {
        int matching = 0;
        Pipeline.Batch batch = batch();
        for (int i = 0; i < records.size(); i++) {
            LogLine line = batch.line(i, records.get(i), -1, false, null);
            matching += query.matches(line) ? 1 : 0;
        }
        return matching;
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int masking() {
        int masked = 0;
        for (String record : records) {
            masked += masking.mask(SOURCE, 1, record).any() ? 1 : 0;
        }
        return masked;
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int query() {
        int matching = 0;
        for (LogLine line : lines) {
            matching += query.matches(line) ? 1 : 0;
        }
        return matching;
    }

    @Benchmark
    @OperationsPerInvocation(MEGABYTES)
    public int format() {
        int known = 0;
        for (String record : records) {
            known += pipeline.parser(SOURCE).read(record, null, read).level() == null ? 0 : 1;
        }
        return known;
    }

    private Pipeline.Batch batch() {
        return pipeline.batch(SOURCE, 1, read, read);
    }
}
