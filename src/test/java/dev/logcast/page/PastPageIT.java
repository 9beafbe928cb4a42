package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page before an archive of three days and eight sources: where one looks there is what the files have, each line once. With {@code
 * logcast.soak} of three million lines, and by the full measure of time; a busy machine says nothing about it.
 */
class PastPageIT {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final int LINES = SOAK ? 3_000_000 : 80_000;
    private static final int LOOKS = SOAK ? 100 : 16;
    private static final List<String> SOURCES =
            List.of("auth", "cart", "gateway", "inventory", "mailer", "orders", "payment", "search");
    private static final Duration SPAN = Duration.ofDays(3);
    private static final Pattern COUNT = Pattern.compile("\"INFO\":(\\d+)");

    /** Resolves with the milliseconds until the rows show a line and no other than its neighbours, by the number of each. */
    private static final String WATCH =
            """
            (() => {
              const shown = () => [...document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])')]
                .map(row => ({ number: Number(/line (\\d+) /.exec(row.textContent)?.[1] ?? NaN), ...row.getBoundingClientRect().toJSON() }))
                .sort((a, b) => a.top - b.top);
              const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
              window.until = async condition => {
                const began = performance.now();
                for (;;) {
                  const { top, bottom } = document.querySelector('.viewport').getBoundingClientRect();
                  const rows = shown().filter(row => row.bottom > top + 1 && row.top < bottom - 1);
                  const whole = rows.length > 0 && rows[0].top <= top + 21 && rows.at(-1).bottom >= bottom - 21;
                  if (whole && condition(rows.map(({ number }) => number))) return { millis: performance.now() - began, numbers: rows.map(({ number }) => number) };
                  if (performance.now() - began > 15000) throw new Error('not seen: ' + JSON.stringify(rows));
                  await frame();
                }
              };
              window.jump = (time, number) => {
                const field = document.querySelector('time-field input');
                field.value = time;
                field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
                return window.until(numbers => numbers.includes(number));
              };
              // As a wheel does it; what it takes is the longest wait at one of its steps.
              window.back = async px => {
                const viewport = document.querySelector('.viewport');
                const first = shown().find(row => row.bottom > viewport.getBoundingClientRect().top + 1).number;
                let millis = 0;
                for (let left = px; left > 0; left -= 100) {
                  const began = performance.now();
                  viewport.scrollTop -= Math.min(100, left);
                  await frame();
                  await window.until(() => true);
                  millis = Math.max(millis, performance.now() - began);
                }
                return { ...await window.until(numbers => numbers[0] < first), millis };
              };
              window.places = () => {
                const { top: above, bottom: below } = document.querySelector('.viewport').getBoundingClientRect();
                const seen = shown().filter(({ top, bottom }) => bottom > above + 1 && top < below - 1);
                return seen.map(({ number, top }) => `${number} at ${top}`);
              };
            })()
            """;

    @TempDir
    private static Path directory;

    private static Instant first;
    private static LogcastProcess server;
    private static Chromium chromium;

    private LogPage page;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("logs"));
        first = Instant.now().minus(SPAN);
        write();
        server = LogcastProcess.start(
                directory, Map.of("LOGCAST_ARCHIVE", "local", "LOGCAST_SOURCE_APP_START", "beginning"));
        chromium = Chromium.launch();
        awaitArchived();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @BeforeEach
    void open() {
        page = new LogPage(chromium.browser(), server);
    }

    @AfterEach
    void close() {
        page.close();
        page.assertNoComplaint();
    }

    /** Each time for somebody who has never seen it. */
    @Test
    void thePageOpensWithTheLastLines() {
        List<Double> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            if (i > 0) {
                page.close();
                page = new LogPage(chromium.browser(), server);
            }
            page.navigate(List.of());
            opened.add(millis(page.evaluate("new Promise(resolve => { const look = () =>"
                    + " document.querySelector('.strip .row:not([hidden]):not([data-level=EDGE]) .message')?.textContent"
                    + " ? resolve({ millis: performance.now() }) : requestAnimationFrame(look); look(); })")));
            page.awaitState("live").awaitRow("line ");
        }
        System.out.println("Page of " + LINES + " lines: the last ones " + summary(opened));
        if (SOAK) {
            assertThat(percentile(opened, 0.5)).isLessThanOrEqualTo(500);
        }
    }

    @Test
    void whereverOneLooksThereAreTheLinesOfTheFiles() {
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
        System.out.println("Looks of the seed " + seed);
        Random random = new Random(seed);
        page.openSources(List.of()).awaitRow("line ");
        page.evaluate(WATCH);
        List<Double> jumps = new ArrayList<>();
        List<Double> scrolls = new ArrayList<>();
        for (int i = 0; i < LOOKS; i++) {
            int number = 2000 + random.nextInt(LINES - 4000);
            Map<?, ?> there = (Map<?, ?>) page.evaluate("jump('" + time(number) + "', " + number + ")");
            jumps.add(millis(there));
            assertNeighbours(there, number);
            for (int scroll = 0; scroll < 3; scroll++) {
                Map<?, ?> back = (Map<?, ?>) page.evaluate("back(" + (300 + random.nextInt(900)) + ")");
                scrolls.add(millis(back));
                assertNeighbours(back, number);
            }
            List<?> places = (List<?>) page.evaluate("places()");
            page.page().waitForTimeout(150);
            // A row may have come where the edge was.
            assertThat(List.<Object>copyOf((List<?>) page.evaluate("places()")))
                    .as("the view has moved")
                    .containsAll(places);
        }
        System.out.println("Page of " + LINES + " lines: " + jumps.size() + " jumps " + summary(jumps) + ", "
                + scrolls.size() + " scroll-backs " + summary(scrolls));
        if (SOAK) {
            assertThat(percentile(jumps, 0.95)).isLessThanOrEqualTo(150);
            assertThat(percentile(scrolls, 0.95)).isLessThanOrEqualTo(150);
        }
    }

    /** Line for line, and not far away. */
    private static void assertNeighbours(Map<?, ?> seen, int number) {
        List<Integer> numbers = ((List<?>) seen.get("numbers"))
                .stream().map(each -> ((Number) each).intValue()).toList();
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(numbers.get(i - 1) + 1);
        }
        assertThat(numbers.get(0)).isBetween(number - 400, number);
    }

    private static double millis(Object measured) {
        return ((Number) ((Map<?, ?>) measured).get("millis")).doubleValue();
    }

    private static String summary(List<Double> millis) {
        return "p50 " + Math.round(percentile(millis, 0.5)) + " ms, p95 " + Math.round(percentile(millis, 0.95))
                + " ms, at most " + Math.round(Collections.max(millis)) + " ms";
    }

    private static double percentile(List<Double> millis, double share) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.min((double) sorted.size() - 1, Math.floor((double) sorted.size() * share)));
    }

    private static Instant time(int number) {
        return first.plusNanos(SPAN.toNanos() / LINES * number);
    }

    /** Each line is in the next file. */
    private static void write() throws IOException {
        List<BufferedWriter> files = new ArrayList<>();
        for (String source : SOURCES) {
            files.add(Files.newBufferedWriter(directory.resolve("logs").resolve(source + ".log")));
        }
        for (int i = 0; i < LINES; i++) {
            files.get(i % files.size())
                    .append(time(i).toString())
                    .append(" INFO [nio-8080-exec-3] o.e.shop.OrderService : line ")
                    .append(Integer.toString(i))
                    .append(" accepted for the customer with a total of 17.20 EUR\n");
        }
        for (BufferedWriter file : files) {
            file.close();
        }
    }

    private static void awaitArchived() throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI uri = server.uri().resolve("api/histogram?buckets=1&since=" + first.minusSeconds(60));
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        long found = 0;
        while (found < LINES) {
            assertThat(System.nanoTime() - deadline)
                    .as(found + " lines are in the archive")
                    .isNegative();
            Thread.sleep(200);
            String body = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            found = COUNT.matcher(body)
                    .results()
                    .map(MatchResult::group)
                    .mapToLong(group -> Long.parseLong(group.substring(7)))
                    .sum();
        }
    }
}
