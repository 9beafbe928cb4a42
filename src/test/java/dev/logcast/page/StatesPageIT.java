package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the page says when the stream is not as it should be; the answers are made up. */
@ExtendWith(LogPages.class)
class StatesPageIT {
    private static final String STREAMS = "**/logs?**";

    @Test
    void missingLinesAreARowWithTheirNumber(LogPage page) {
        page.open();
        AtomicBoolean told = new AtomicBoolean();
        page.page().route(STREAMS, route -> {
            // A server does not tell of the same lines again.
            if (told.getAndSet(true)) {
                route.abort();
            } else {
                answerStream(route);
            }
        });
        page.page().reload();
        page.awaitRow("1,204 lines missing · this browser was too slow");
        assertThat(page.messages()).hasSize(7);
        assertThat(page.messages().get(3)).startsWith("1,204 lines missing");
        page.await("document.documentElement.dataset.gaps === '1204'");
        assertThat(page.evaluate("document.documentElement.dataset.lines")).isEqualTo("6");
        page.find("#query").fill("line 5");
        page.await("document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])').length === 2");
        page.await("document.querySelector('.status-hits').textContent === '1 hit'");
    }

    @Test
    void aBrokenStreamIsTriedAgainAndRepeatedLinesAreDropped(LogPage page) {
        page.open();
        AtomicReference<String> resumedAt = new AtomicReference<>();
        page.page().route(STREAMS, route -> {
            resumedAt.set(route.request().headers().get("last-event-id"));
            answerStream(route);
        });
        page.page().reload();
        page.awaitState("reconnecting").awaitRow("line 6");
        page.button("Retry now").click();
        page.page().waitForCondition(() -> "x-6".equals(resumedAt.get()));
        page.await("document.documentElement.dataset.gaps === '1204'");
        assertThat(page.received()).isEqualTo(6);
        page.evaluate("Date.now = (now => () => now() + 40_000)(Date.now)");
        page.awaitState("offline");
        assertThat(page.find(".banner").textContent()).startsWith("Disconnected since");
        page.page().unroute(STREAMS);
        page.awaitState("live");
        assertThat(page.find(".banner").isVisible()).isFalse();
    }

    @Test
    void whatTheServerRefusesIsSaidInItsWords(LogPage page) {
        page.open();
        page.page().route(STREAMS, route -> problem(route, 400, "level must be trace or so"));
        page.page().reload();
        page.find("state-panel[data-panel=refused]").waitFor();
        assertThat(page.find("state-panel").textContent()).contains("400", "level must be trace or so");
        page.page().unroute(STREAMS);
        page.find("state-panel").getByText("Retry now").click();
        page.awaitState("live");
    }

    @Test
    void aSourceThatIsNotThereIsSaidAndAllAreOneClickAway(LogPage page) {
        page.append("here").navigate(List.of("gone"));
        page.find("state-panel[data-panel=missing]").waitFor();
        assertThat(page.find("state-panel").textContent())
                .contains("No such source", "There is no source \"gone\". The nearest is ");
        assertThat(page.evaluate("document.documentElement.dataset.state")).isEqualTo("refused");
        page.find("state-panel").getByText("Show all sources").click();
        page.awaitState("live");
        page.await("location.search === ''");
    }

    @Test
    void aTokenOpensTheStream(LogPage page) {
        page.append("secret").open();
        page.page().route(STREAMS, route -> problem(route, 401, "a token, please"));
        List<String> tokens = new ArrayList<>();
        page.page().route("**/api/session", route -> {
            tokens.add(route.request().postData());
            if (tokens.size() == 1) {
                problem(route, 401, "no such token");
            } else {
                page.page().unroute(STREAMS);
                route.fulfill(new Route.FulfillOptions().setStatus(204));
            }
        });
        page.page().reload();
        page.page().getByLabel("Token").fill("wrong");
        page.press("Enter");
        page.find(".form-error").getByText("This token is not valid.").waitFor();
        page.page().getByLabel("Token").fill("right");
        page.press("Enter");
        page.awaitState("live").awaitRow("secret");
        assertThat(tokens).containsExactly("{\"token\":\"wrong\"}", "{\"token\":\"right\"}");
    }

    @Test
    void theStreamsAddressInABrowserLeadsToThePage(LogPage page) {
        page.append("INFO alpha", "WARN beta").open();
        page.page().navigate(page.server().uri() + "logs/" + page.source() + "?level=warn");
        page.awaitRow("beta");
        assertThat(page.messages()).containsExactly("beta");
    }

    /** Six lines, some missing after the third, and the end. */
    static void answerStream(Route route) {
        String gap =
                "id: x-1207\nevent: logcast:gap\ndata: {\"reason\":\"slow-client\",\"missed\":1204,\"to\":\"x-3\"}\n\n";
        String body = Stream.of(
                        IntStream.rangeClosed(1, 3).mapToObj(StatesPageIT::event),
                        Stream.of(gap),
                        IntStream.rangeClosed(4, 6).mapToObj(StatesPageIT::event))
                .flatMap(events -> events)
                .collect(Collectors.joining());
        route.fulfill(
                new Route.FulfillOptions().setContentType("text/event-stream").setBody(body));
    }

    private static String event(int i) {
        return "id: x-" + i + "\ndata: {\"id\":\"app@1:" + i + "\",\"time\":\"2026-11-26T10:00:0" + i
                + ".000Z\",\"source\":\"app\",\"level\":\"INFO\",\"message\":\"line " + i + "\"}\n\n";
    }

    static void problem(Route route, int status, String detail) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setHeaders(Map.of("Content-Type", "application/problem+json"))
                .setBody("{\"detail\":\"" + detail + "\"}"));
    }
}
