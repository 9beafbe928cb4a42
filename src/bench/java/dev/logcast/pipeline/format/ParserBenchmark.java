package dev.logcast.pipeline.format;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading records whose format is found: {@code megabytes} is how many of them a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ParserBenchmark {
    private static final int LINES = 2000;

    @Param({"access", "json", "plain", "pattern", "logfmt", "syslog", "bench"})
    private String format = "";

    private final List<String> lines = new ArrayList<>();
    private final SourceParser parser = new SourceParser(new FormatChoice(FormatChoice.AUTO, ZoneOffset.UTC));
    private final Instant now = Instant.parse("2026-11-26T00:00:00Z");
    private int bytes;

    /** What JMH divides by time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Megabytes {
        public double megabytes;
    }

    @Setup
    public void prepare() {
        Random random = new Random(1);
        for (int i = 0; i < LINES; i++) {
            String line = line(
                    random,
                    String.format("2026-11-23T10:%02d:%02d.%03d", i / 60 % 60, i % 60, random.nextInt(1000)),
                    i);
            lines.add(line);
            bytes += line.length() + 1;
        }
        parser.meet(lines.stream(), now);
    }

    private String line(Random random, String time, int i) {
        int n = random.nextInt(100_000);
        return switch (format) {
            case "access" ->
                String.format(
                        "192.0.2.%d - - [23/Nov/2026:10:%02d:%02d +0000] \"GET /api/v1/items/%d?page=%d HTTP/1.1\" %d %d"
                                + " \"https://www.example.com/shop/%d\" \"Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101"
                                + " Firefox/120.0\"",
                        n % 250, i / 60 % 60, i % 60, n, n % 7, n % 10 == 0 ? 404 : 200, n, n);
            case "json" ->
                "{\"@timestamp\":\"" + time + "Z\",\"log.level\":\"INFO\",\"message\":\"order " + n
                        + " was paid and is on its way to the customer\",\"ecs.version\":\"1.2.0\",\"service.name\":\"shop\","
                        + "\"process.thread.name\":\"http-nio-8080-exec-" + n % 9
                        + "\",\"log.logger\":\"com.example.shop.OrderService\",\"duration\":" + n % 100
                        + ".5,\"user\":{\"id\":" + n
                        + ",\"name\":\"anna\"}}";
            case "plain" ->
                "handled request " + n
                        + " of the shop: the basket was paid and is on its way to the customer, who waits for it";
            case "pattern" ->
                time.replace('T', ' ') + " INFO  [http-nio-8080-exec-" + n % 9
                        + "] com.example.shop.OrderService - order " + n
                        + " was paid and is on its way to the customer, who waits for it";
            case "logfmt" ->
                "time=" + time + "Z level=info msg=\"order was paid and is on its way\" order=" + n
                        + " user=anna duration=12.5ms component=shop status=200";
            case "syslog" ->
                "<30>Nov 23 10:00:01 web-1 shop[411]: order " + n
                        + " was paid and is on its way to the customer, who waits for it";
            default ->
                time + "Z INFO seq=" + String.format("%013d", i) + " t=" + (1_790_000_000_000_000L + n)
                        + " request handled by worker path /api/v1/items id 4711 status 200 request handled by worker path"
                        + " /api/v1/items id 4711 status 200 request handled$";
        };
    }

    @Benchmark
    public void read(Blackhole sink, Megabytes read) {
        for (String line : lines) {
            sink.consume(parser.read(line, null, now));
        }
        read.megabytes += bytes / 1e6;
    }
}
