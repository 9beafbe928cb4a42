package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How fast the page is and how little it takes. With {@code logcast.soak} for a minute, and by the full measure. */
@ExtendWith(LogPages.class)
class LoadPageIT {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final int SECONDS = SOAK ? 60 : 8;
    private static final int PER_SECOND = 10_000;
    private static final int PER_STEP = 100;
    private static final int MAX_TRANSFER = 90_000;

    private static final String WATCH =
            """
            (() => {
              const frames = [], tasks = [];
              let last = performance.now(), running = true;
              const frame = now => { frames.push(now - last); last = now; if (running) requestAnimationFrame(frame); };
              requestAnimationFrame(frame);
              new PerformanceObserver(list => tasks.push(...list.getEntries().map(e => e.duration))).observe({type: 'longtask'});
              window.measured = () => {
                running = false;
                const sorted = frames.slice(1).sort((a, b) => a - b);
                const total = sorted.reduce((a, b) => a + b, 0);
                return {fps: 1000 * sorted.length / total, p95: sorted[Math.floor(sorted.length * 0.95)], longest: Math.max(0, ...tasks)};
              };
            })()
            """;

    @Test
    void tenThousandLinesASecondRunThroughSmoothly(LogPage page) throws Exception {
        page.append("INFO begin").open().awaitRow("begin");
        page.evaluate(WATCH);
        int lines = write(page);
        page.await("Number(document.documentElement.dataset.lines) >= " + (lines + 1));
        Map<?, ?> measured = (Map<?, ?>) page.evaluate("measured()");
        System.out.println("Page at " + PER_SECOND + " lines/s for " + SECONDS + " s: " + measured);
        assertThat(page.received()).isEqualTo(lines + 1);
        assertThat(page.evaluate("document.documentElement.dataset.gaps")).isEqualTo("0");
        page.awaitRow(" line " + (lines - 1) + ' ');
        assertThat(number(measured, "fps")).isGreaterThan(SOAK ? 50 : 20);
        assertThat(number(measured, "longest")).isLessThan(SOAK ? 100 : 400);
        if (SOAK) {
            assertThat(number(measured, "p95")).isLessThanOrEqualTo(20);
        }
    }

    @Test
    void thePageIsSmallPaintedAtOnceAndFromHereOnly(LogPage page) throws Exception {
        page.append("a").open().awaitRow("a");
        List<String> files = page.requests().stream()
                .map(url -> url.replaceAll("[?#].*", ""))
                .filter(url -> !url.endsWith("/logs") && !url.contains("/api/"))
                .distinct()
                .toList();
        assertThat(page.requests())
                .allMatch(url -> url.startsWith(page.server().uri().toString()));
        int transfer = 0;
        for (String file : files) {
            try (var in = URI.create(file).toURL().openStream()) {
                transfer += compressed(in.readAllBytes());
            }
        }
        double painted = ((Number) page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                .doubleValue();
        System.out.println("Page: " + files.size() + " files, " + transfer + " bytes compressed, painted after "
                + Math.round(painted) + " ms");
        assertThat(files.size()).isBetween(5, 10);
        assertThat(transfer).isLessThan(MAX_TRANSFER);
        assertThat(painted).isLessThan(SOAK ? 300 : 1500);
    }

    /** Lines of 126 characters, evenly over each second. */
    private static int write(LogPage page) throws IOException, InterruptedException {
        int lines = 0;
        String rest = "x".repeat(80);
        try (BufferedWriter log = Files.newBufferedWriter(page.log(), StandardOpenOption.APPEND)) {
            long start = System.nanoTime();
            while (lines < SECONDS * PER_SECOND) {
                StringBuilder step = new StringBuilder();
                for (int i = 0; i < PER_STEP; i++, lines++) {
                    step.append(lines % 50 == 0 ? "ERROR" : "INFO ")
                            .append(" line ")
                            .append(lines)
                            .append(" of the load test, ")
                            .append(rest)
                            .append('\n');
                }
                log.write(step.toString());
                log.flush();
                long due = start + lines * (1_000_000_000L / PER_SECOND);
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                }
            }
        }
        return lines;
    }

    private static double number(Map<?, ?> measured, String name) {
        return ((Number) measured.get(name)).doubleValue();
    }

    private static int compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
