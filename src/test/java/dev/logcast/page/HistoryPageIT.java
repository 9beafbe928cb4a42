package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The past in the page: one list from the first line that is kept to the one that has just come. */
class HistoryPageIT extends ArchivePages {
    private static final int LINES = 6000;
    private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

    /** A line each ten seconds; one in a thousand is an error. */
    @BeforeEach
    void fill() {
        page.append(IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> time(i) + (i % 1000 == 500 ? " ERROR" : " INFO") + " line " + i + " took "
                                + i % 7 + (i == 42 ? " needle" : ""))
                        .toList())
                .open()
                .awaitRow("line " + LINES + " took");
    }

    @Test
    void eachLineFromTheLastToTheFirstIsSeenByScrollingAndTheEndIsLive() {
        page.page().mouse().move(700, 400);
        TreeSet<Integer> seen = new TreeSet<>(numbers());
        int first = seen.first();
        for (int step = 0; step < 600 && page.row("Beginning of the log").count() == 0; step++) {
            page.page().mouse().wheel(0, -500);
            // Scrolling takes its time: a screen that nobody looked at may have passed when the next step comes too
            // early.
            int arrived = Math.max(1, first - 22);
            for (int look = 0; look < 300 && first > arrived; look++) {
                page.page().waitForTimeout(16);
                List<Integer> shown = numbers();
                for (int i = 1; i < shown.size(); i++) {
                    assertThat(shown.get(i)).isEqualTo(shown.get(i - 1) + 1);
                }
                seen.addAll(shown);
                first = shown.get(0);
            }
        }
        page.awaitRow("Beginning of the log · 2026-11-20 ");
        seen.addAll(numbers());
        assertThat(seen).hasSize(LINES);
        page.append("the newest").press("End").awaitState("live").awaitRow("the newest");
        assertThat(numbers()).last().isEqualTo(LINES);
        assertThat(page.find(".row .message").filter(withText("the newest")).count())
                .isOne();
    }

    @Test
    void whatOneHasGoneToStaysWhenAViewOfTheListBeforeItHasYetToBePainted() {
        page.press(" ").awaitState("paused");
        page.evaluate(
                """
                (() => {
                  const list = document.querySelector('log-list');
                  const { show, send } = list;
                  const places = (window.places = []);
                  let turned = false;
                  list.send = (command) => {
                    if (turned && command.type === 'view') places.push(command.place);
                    else send(command);
                  };
                  list.show = (view) => {
                    show.call(list, view);
                    if (turned) return;
                    turned = true;
                    list.turnTo('still', { place: { kind: 'line', seq: 7, px: 0 }, follow: false });
                    document.querySelector('.viewport').scrollTop -= 100;
                    list.page(1);
                    requestAnimationFrame(() => requestAnimationFrame(() => list.refresh()));
                  };
                  list.refresh();
                })()""");
        page.await("window.places.length >= 3");
        page.await("window.places.every(({ kind, seq, px }) => kind === 'line' && seq === 7 && px === 0)");
    }

    @Test
    void theViewStandsStillWhileOlderLinesAreLoaded() {
        page.press(" ").awaitState("paused");
        Object places = page.evaluate(PLACES);
        page.await("parseInt(document.querySelector('.status-lines').textContent.replace(',', '')) > 1000");
        page.page().waitForTimeout(300);
        assertThat(page.evaluate(PLACES)).isEqualTo(places);
    }

    @Test
    void aFilterFindsWhatIsFarBackAndItsContextIsOneKeyAway() {
        page.press("/");
        page.page().keyboard().type("needle");
        page.awaitRow("needle").awaitRow("Beginning of the log");
        page.await("document.querySelector('.status-hits').textContent === '1 hit'");
        page.press("ArrowDown").press("k").press("x").awaitRow("line 40 took").awaitRow("line 44 took");
        assertThat(page.find("still-bar").textContent()).startsWith("Context of a line of " + page.source());
        assertThat(page.find(".row.cursor .message").textContent()).isEqualTo("line 42 took 0 needle");
        page.press("Escape");
        page.await("document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])').length === 1");
        page.press("/").press("Escape").awaitRow("line 40 took").awaitRow("line 44 took");
        assertThat(page.find(".row.cursor .message").textContent()).isEqualTo("line 42 took 0 needle");
    }

    @Test
    void levelsAreThoseOfAllLines() {
        page.press("Alt+5");
        page.await("document.querySelector('.status-hits').textContent === '6 hits'");
        assertThat(numbers()).containsExactly(500, 1500, 2500, 3500, 4500, 5500);
    }

    @Test
    void whatTheServerAloneUnderstandsIsAskedOfTheServer() {
        page.append(
                        "{\"level\":\"info\",\"msg\":\"fine\",\"status\":200}",
                        "{\"level\":\"info\",\"msg\":\"bad\",\"status\":503}")
                .awaitRow("bad");
        page.press("/");
        page.page().keyboard().type("status>=500");
        page.await("document.querySelector('.status-hits').textContent === '1 hit'");
        assertThat(page.messages()).containsExactly("bad");
        page.append(
                        "{\"level\":\"info\",\"msg\":\"worse\",\"status\":504}",
                        "{\"level\":\"info\",\"msg\":\"fine\",\"status\":200}")
                .awaitRow("worse");
        assertThat(page.messages()).containsExactly("bad", "worse");
        assertThat(page.row("worse").locator(".extras").textContent()).contains("status=504");

        page.find("#query").fill("status>=5x0");
        page.find(".query-error").waitFor();
        assertThat(page.find(".query-error").textContent()).contains("column 9", "must be a number");
        assertThat(page.find(".query-mark u").textContent()).isEqualTo("5x0");
        assertThat(page.messages()).containsExactly("bad", "worse");
        page.find("#query").fill("/line [12] took/ -/took 1/");
        page.awaitRow("line 2 took");
        assertThat(numbers()).containsExactly(2);
        assertThat(page.find(".query-error").isVisible()).isFalse();
    }

    @Test
    void anUnfinishedQueryLeavesTheOneBeforeInForce() {
        page.find("#query").fill("needle");
        page.awaitRow("needle");
        page.find("#query").fill("(needle OR line");
        page.find(".query-error").waitFor();
        assertThat(page.messages()).containsExactly("line 42 took 0 needle");
        page.find("#query").fill("(needle OR line) \"took 0\"");
        page.awaitRow("line " + (LINES - LINES % 7) + " took 0");
        assertThat(page.find(".query-error").isVisible()).isFalse();
    }

    @Test
    void aTimeIsGoneToAndLeftAgain() {
        Object places = page.evaluate(PLACES);
        page.press("t");
        page.page().keyboard().type(time(3000).toString());
        page.press("Enter").awaitState("still").awaitRow("line 3000 took").awaitRow("line 2999 took");
        assertThat(page.find(".row.cursor .message").textContent()).startsWith("line 3000 ");
        assertThat(page.find(".day").textContent()).contains("Nov 20, 2026");
        page.await("new URLSearchParams(location.search).get('at') === '"
                + time(3000).toString().replace("Z", ".000Z") + "'");
        page.press("Home").awaitRow("line 1 took").awaitRow("Beginning of the log");
        page.press("Escape").awaitState("live");
        page.await("JSON.stringify(" + PLACES + ") === '" + json(places) + "'");
        page.await("!location.search.includes('at=')");
        page.press("t");
        page.page().keyboard().type("tomorrow");
        page.press("Enter");
        page.find(".time-error").waitFor();
    }

    @Test
    void aLinkOpensAtItsLine() {
        page.find("#query").fill("needle");
        page.awaitRow("needle").press("ArrowDown").press("k").press("y");
        page.await("document.querySelector('.toast').textContent === 'Link to the line copied'");
        String link = (String) page.evaluate("navigator.clipboard.readText()");
        page.page().navigate("about:blank");
        page.page().navigate(link);
        page.awaitState("still").awaitRow("needle");
        assertThat(page.find(".row.cursor .message").textContent()).isEqualTo("line 42 took 0 needle");
        assertThat(page.find("#query").inputValue()).isEqualTo("needle");
        page.press("l").awaitState("live");
        page.page().navigate(link.replaceAll("line=[^&]*", "line=" + page.source() + "@1:7"));
        page.find("still-bar.wrong").waitFor();
        assertThat(page.find("still-bar").textContent()).contains("not kept any more");
        page.awaitState("live");
    }

    @Test
    void aRestartOfTheServerLeavesNoSeam() throws IOException, InterruptedException {
        page.page().mouse().move(700, 400);
        page.page().mouse().wheel(0, -3000);
        page.awaitState("paused");
        server.kill();
        page.awaitState("reconnecting");
        page.append(time(LINES + 1) + " INFO line " + (LINES + 1) + " took a restart");
        server.restart();
        page.awaitState("paused");
        page.press("Home").awaitRow("line 1 took").press("l").awaitState("live");
        page.append(time(LINES + 2) + " INFO line " + (LINES + 2) + " took no time")
                .awaitRow("line " + (LINES + 2) + " took");
        assertThat(numbers()).endsWith(LINES - 1, LINES, LINES + 1, LINES + 2).doesNotHaveDuplicates();
        page.await("document.documentElement.dataset.gaps === '0'");
    }

    /** The last lines of a query are those that the server finds, whoever of the two answers it. */
    @Test
    void theListIsWhatTheServerFinds() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
        System.out.println("Queries of the seed " + seed);
        Random random = new Random(seed);
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < (Boolean.getBoolean("logcast.soak") ? 300 : 25); i++) {
            String query = query(random, 2);
            String found = http.send(
                            HttpRequest.newBuilder(server.uri()
                                            .resolve("api/logs?format=ndjson&source=" + page.source() + "&q="
                                                    + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            List<String> numbers = Pattern.compile("line (\\d+) took")
                    .matcher(found)
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            numbers = numbers.subList(Math.max(0, numbers.size() - 12), numbers.size());
            page.find("#query").fill(query);
            page.await("JSON.stringify(" + MESSAGES
                    + ".map(text => text.split(' ')[1]).slice(-" + Math.max(1, numbers.size()) + ")) === '"
                    + numbers.stream().map(number -> '"' + number + '"').collect(Collectors.joining(",", "[", "]"))
                    + "'");
        }
    }

    private static String query(Random random, int depth) {
        String term =
                switch (random.nextInt(8)) {
                    case 0 -> "took " + random.nextInt(7);
                    case 1 -> "\"line " + (1 + random.nextInt(5999)) + '"';
                    case 2 -> "-\"took " + random.nextInt(7) + '"';
                    case 3 -> "level>=" + List.of("info", "warn", "error").get(random.nextInt(3));
                    case 4 -> "/line \\d*" + random.nextInt(100) + " /";
                    case 5 -> "level:error";
                    case 6 -> "-level=info";
                    default -> Integer.toString(random.nextInt(1000));
                };
        if (depth == 0) {
            return term;
        }
        return switch (random.nextInt(4)) {
            case 0 -> term + ' ' + query(random, depth - 1);
            case 1 -> '(' + term + " OR " + query(random, depth - 1) + ')';
            case 2 -> "-(" + query(random, depth - 1) + ") " + term;
            default -> term;
        };
    }

    @Test
    void theBackButtonTakesBackAFilter() {
        page.find("#query").fill("needle");
        page.await("location.search.includes('q=needle')");
        page.page().goBack();
        page.awaitRow("line " + LINES + " took");
        assertThat(page.find("#query").inputValue()).isEmpty();
        page.page().goForward();
        page.awaitRow("needle");
    }

    private static final String PLACES = "[...document.querySelectorAll('.strip .row:not([hidden])')]"
            + ".map(row => [row.textContent, row.getBoundingClientRect()])"
            + ".filter(([text, place]) => place.top >= document.querySelector('.viewport').getBoundingClientRect().top"
            + " && place.bottom <= document.querySelector('.viewport').getBoundingClientRect().bottom)"
            + ".map(([text, place]) => text + place.top)";

    /** At once: rows are used again for other lines. */
    private static final String MESSAGES =
            "[...document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE]) .message')].map(message => message.textContent)";

    private static Instant time(int line) {
        return FIRST.plusSeconds(10L * line);
    }

    private static String json(Object texts) {
        return ((List<?>) texts)
                .stream()
                        .map(text -> '"' + text.toString() + '"')
                        .toList()
                        .toString()
                        .replace("\", \"", "\",\"");
    }

    private static com.microsoft.playwright.Locator.FilterOptions withText(String text) {
        return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
    }

    /** Of the lines that are shown. */
    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (Object each : (List<?>) page.evaluate(MESSAGES)) {
            String message = each.toString();
            if (message.startsWith("line ")) {
                numbers.add(Integer.valueOf(message.substring(5, message.indexOf(' ', 5))));
            }
        }
        return numbers;
    }
}
