package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of sources, and who looks at them; what the server says of them is made up. */
@ExtendWith(LogPages.class)
class SidebarPageIT {
    @Test
    void sourcesAreInGroupsWithSumsAndFold(LogPage page) {
        open(page);
        assertThat(names(page))
                .containsExactly(
                        "edge", "pay", "api", "billing", "shop", "a-source-of-a-very-long-name-indeed", "api", "cart");
        assertThat(group(page, "shop")).isEqualTo("shop1112/s");
        page.button("Fold shop").click();
        assertThat(names(page)).containsExactly("edge", "pay", "api", "billing", "shop");
        page.button("Fold shop").click();
        page.find("button.source-name[title='Show only pay/*']").click();
        page.await("new URLSearchParams(location.search).get('source') === 'pay/*'");
        page.await("document.querySelector('.source-row .source-id').textContent === 'pay/api'");
    }

    @Test
    void theyAreSortedByErrorsAndByRate(LogPage page) {
        open(page);
        page.find(".sort").selectOption("errors");
        assertThat(names(page)).startsWith("shop", "api", "cart");
        page.find(".sort").selectOption("rate");
        assertThat(names(page)).startsWith("pay", "billing", "api");
    }

    @Test
    void thoseThatAreFoundAreChosenTogether(LogPage page) {
        open(page);
        page.press("Control+k");
        page.page().keyboard().type("api");
        assertThat(names(page)).containsExactly("pay", "api", "shop", "api");
        page.button("Choose the 2 found").click();
        page.await("new URLSearchParams(location.search).get('source') === '*api*'");
        page.press("Control+k");
        page.page().keyboard().type("api shop");
        assertThat(names(page)).containsExactly("shop/api");
    }

    @Test
    void aLongNameIsShortenedOnceAndTheSearchIsNotSqueezed(LogPage page) {
        open(page);
        assertThat(page.find(".source-id").getByText("eed").locator("..").textContent())
                .isEqualTo("a-source-of-a-very-long-name-indeed");
        assertThat(page.find(".source-tools .field").first().boundingBox().height)
                .isGreaterThanOrEqualTo(28);
    }

    @Test
    void whoeverLooksAwayDoesNotAsk(LogPage page) {
        AtomicInteger asked = open(page);
        page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })");
        int before = asked.get();
        page.page().waitForTimeout(5500);
        assertThat(asked.get()).isEqualTo(before);
        page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        page.page().waitForCondition(() -> asked.get() > before);
    }

    @Test
    void whoOneIsIsSaidAndTheWayOutLeadsOut(LogPage page) {
        open(page);
        page.page().route("**/api/session", route -> {
            if (route.request().method().equals("DELETE")) {
                page.page().route("**/logs?**", each -> StatesPageIT.problem(each, 401, "a token, please"));
                route.fulfill(new Route.FulfillOptions().setStatus(204));
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"name\":\"ops\",\"role\":\"reader\",\"sources\":[\"pay/*\"],\"auth\":\"token\"}"));
            }
        });
        page.button("Who I am here").click();
        page.find(".account").getByText("ops · reader").waitFor();
        assertThat(page.find(".account").textContent()).contains("May see pay/*.");
        page.button("Sign out").click();
        page.find("state-panel[data-panel=signin]").waitFor();
        assertThat(page.messages()).isEmpty();
    }

    private static AtomicInteger open(LogPage page) {
        AtomicInteger asked = new AtomicInteger();
        page.open();
        page.page().route("**/api/sources", route -> {
            asked.incrementAndGet();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(Stream.of(
                                    source("edge", 1, 0),
                                    source("pay/api", 10, 0),
                                    source("pay/billing", 30, 2),
                                    source("shop/api", 5, 9),
                                    source("shop/cart", 6, 2),
                                    source("shop/a-source-of-a-very-long-name-indeed", 1, 0))
                            .collect(Collectors.joining(",", "{\"sources\":[", "]}"))));
        });
        page.page().navigate(page.server().uri().toString());
        page.awaitState("live");
        page.await("document.querySelectorAll('.source-row').length >= 8");
        return asked;
    }

    private static String source(String id, int rate, int errors) {
        return "{\"id\":\"" + id + "\",\"group\":\"" + id.replaceAll("/.*", "") + "\",\"files\":[],\"rate\":{\"lines\":"
                + rate + ",\"bytes\":0},\"recentErrors\":" + errors + "}";
    }

    /** Of those that are made up. */
    private static List<String> names(LogPage page) {
        return page.find(".source-row").allTextContents().stream()
                .map(text -> text.replaceAll("\\d+([.,]\\d+)?/s$", "").replaceAll("\\d+$", ""))
                .filter(text -> !text.matches("test-.*|app"))
                .toList();
    }

    private static String group(LogPage page, String name) {
        return page.find(".source-row.group").allTextContents().stream()
                .filter(text -> text.startsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
