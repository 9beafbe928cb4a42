package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking for lines: what is offered, counted and found, in all that is kept. */
class QueryPageIT extends ArchivePages {
    private static final int LINES = 5000;
    private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

    /** A line each second; one in a hundred has a status of 503, one in a thousand is an error. */
    @BeforeEach
    void fill() {
        page.append(IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> "{\"time\":\"" + FIRST.plusSeconds(i) + "\",\"level\":\""
                                + (i % 1000 == 500 ? "error" : "info") + "\",\"msg\":\"line " + i
                                + "\",\"status\":" + (i % 100 == 0 ? 503 : 200) + ",\"user\":{\"plan\":\"gold\"}}")
                        .toList())
                .open()
                .awaitRow("line " + LINES);
    }

    @Test
    void fieldsValuesAndLevelsAreCompletedByKeyboardAlone() {
        page.press("/");
        page.page().keyboard().type("user");
        page.await(optionsAre("user.plan:"));
        assertThat(page.find("#query").getAttribute("aria-expanded")).isEqualTo("true");
        page.press("ArrowDown");
        assertThat(page.find("#query").getAttribute("aria-activedescendant")).isEqualTo("query-option-0");
        page.press("Enter");
        page.await(optionsAre("user.plan:gold"));
        page.press("ArrowDown").press("Tab");
        assertThat(page.find("#query").inputValue()).isEqualTo("user.plan:gold");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("query");
        page.page().keyboard().type(" level>=e");
        page.await(optionsAre("level>=error"));
        page.press("Escape");
        assertThat(page.find("#query-options").isVisible()).isFalse();
        assertThat(page.find("#query").inputValue()).isEqualTo("user.plan:gold level>=e");
        page.find("#query").fill("source:test");
        Locator option = page.find("[role=option]").first();
        option.waitFor();
        String offered = option.textContent();
        assertThat(offered).startsWith("source:app/test-");
        option.click();
        assertThat(page.find("#query").inputValue()).isEqualTo(offered);
    }

    @Test
    void whatWasAskedBeforeIsOneKeyAway() {
        page.find("#query").fill("status>=500");
        page.await(countIs("50 lines"));
        page.press("Enter");
        page.await("/^\\d+ of 50$/.test(document.querySelector('.hits').textContent)");
        page.find("#query").fill("line 4999");
        page.await(countIs("1 line"));
        page.press("Enter");
        page.await(countIs("1 of 1"));
        page.press("Escape");
        page.await("document.querySelector('#query').value === ''");
        page.press("ArrowUp");
        page.await(optionsAre("line 4999", "status>=500"));
        page.press("ArrowDown").press("Enter");
        page.await("document.querySelector('#query').value === 'status>=500'");
        page.await("/\\b50\\b/.test(document.querySelector('.hits').textContent)");
    }

    /** The way there takes long; the lines that come are those of the query that is in force by then. */
    @Test
    void aQueryGivenUpOnTheWayToATimeIsNotThatOfTheLinesThere() {
        page.find("#query").fill("status>=500");
        page.await(countIs("50 lines"));
        page.page().route("**/api/logs?*until=*", route -> {
            page.page().unroute("**/api/logs?*until=*");
            page.find("#query").fill("");
            page.page().waitForTimeout(500);
            route.resume();
        });
        page.find("time-field input").fill(FIRST.plusSeconds(1650).toString());
        page.press("Enter").awaitState("still").awaitRow("line 1681");
        assertThat(page.evaluate("new URLSearchParams(location.search).has('q')"))
                .isEqualTo(false);
    }

    @Test
    void hitsAreCountedByTheServerAndSteppedThroughOverAllOfThePast() {
        page.find("#query").fill("status>=500");
        page.await(countIs("50 lines"));
        page.awaitRow("line 5000").press("Enter");
        page.await("/^\\d+ of 50$/.test(document.querySelector('.hits').textContent)");
        page.press("ArrowDown").press("End").awaitRow("line 5000");
        page.find(".strip .row:not([hidden])")
                .filter(text("line 5000"))
                .locator(".message")
                .click();
        page.await(countIs("50 of 50"));
        page.press("Shift+N");
        page.await(countIs("49 of 50"));
        assertThat(chosen()).isEqualTo("line 4900");
        page.press("n");
        page.await(countIs("50 of 50"));
        page.press("n");
        page.await("document.querySelector('.toast').textContent === 'There is no other one'");
    }

    @Test
    void linesThatAreOnlyMarkedStayAmongAllOthers() {
        page.find("#query").fill("4321");
        page.await(countIs("1 line"));
        page.press("ArrowDown").press("Alt+h");
        page.awaitRow("line 4990");
        page.await("new URLSearchParams(location.search).get('mode') === 'highlight'");
        page.press("Shift+N");
        page.await("document.querySelector('.row.cursor .message')?.textContent === 'line 4321'");
        page.awaitRow("line 4320").awaitRow("line 4322");
        page.await(countIs("1 of 1"));
        page.find("#query").fill("status=503 4000");
        page.press("Shift+Enter");
        page.await("document.querySelector('.row.cursor .message')?.textContent === 'line 4000'");
        page.awaitRow("line 3999");
        page.find("#query").fill("status>=x");
        page.find(".query-error").waitFor();
        page.button("Filter").click();
        page.find(".query-error").waitFor();
    }

    /** The page has the last thousand lines; the error is far behind them. */
    @Test
    void anErrorIsFoundBeyondWhatIsLoaded() {
        page.page().route("**/api/logs?*limit=2000*", Route::abort);
        page.press("End").press("k").press("Shift+E");
        page.await("document.querySelector('.row.cursor .message')?.textContent === 'line 4500'");
        page.press("Shift+E");
        page.await("document.querySelector('.row.cursor .message')?.textContent === 'line 3500'");
        page.awaitState("still").awaitRow("line 3499").awaitRow("line 3501");
        page.press("e");
        page.await("document.querySelector('.row.cursor .message')?.textContent === 'line 4500'");
    }

    @Test
    void conditionsAreSwitchedOffInvertedAndRemoved() {
        page.find("#query").fill("status>=500 -\"line 4900\" OR");
        page.find(".query-error").waitFor();
        page.find("#query").fill("status>=500 -\"line 4900\"");
        page.await(countIs("49 lines"));
        page.await(conditionsAre("status>=500", "-\"line 4900\""));
        page.button("Invert -\"line 4900\"").click();
        page.await(countIs("1 line"));
        page.await(conditionsAre("status>=500", "\"line 4900\""));
        page.button("Invert \"line 4900\"").click();
        page.find(".condition-name").first().click();
        page.await(conditionsAre("-\"line 4900\"", "status>=500"));
        assertThat(page.find("#query").inputValue()).isEqualTo("-\"line 4900\"");
        page.await("new URLSearchParams(location.search).get('off') === 'status>=500'");
        page.find(".condition-name[aria-pressed=false]").click();
        page.await(countIs("49 lines"));
        page.button("Remove -\"line 4900\"").click();
        page.await(countIs("50 lines"));
        page.button("Remove status>=500").click();
        page.awaitRow("line 4999");
        assertThat(page.find("hit-bar").isVisible()).isFalse();
    }

    @Test
    void theFirstErrorOfANightIsFoundSeenAmongItsNeighboursAndSentByFiveKeys() {
        page.press("t");
        page.page().keyboard().type(FIRST.plusSeconds(1600).toString());
        page.press("Enter").awaitState("still").awaitRow("line 1600");
        page.press("e");
        page.await(chosenIs("line 2500"));
        page.press("x").awaitRow("line 2499").awaitRow("line 2501");
        page.press("y");
        assertLinkLeadsTo("line 2500");
    }

    @Test
    void theFirstErrorOfANightIsFoundSeenAmongItsNeighboursAndSentBySixActionsOfTheMouse() {
        page.find("time-field input").click();
        page.page().keyboard().type(FIRST.plusSeconds(1600) + "\n");
        page.awaitState("still").awaitRow("line 1600");
        page.find(".chip[data-level=ERROR]")
                .click(new Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.ALT)));
        page.await(chosenIs("line 2500"));
        page.row("line 2500").hover();
        page.find(".dots").click();
        page.find("[role=menuitem]").getByText("Show in context").click();
        page.awaitRow("line 2499").awaitRow("line 2501");
        page.button("Copy link (y)").click();
        assertLinkLeadsTo("line 2500");
    }

    private void assertLinkLeadsTo(String line) {
        page.await("document.querySelector('.toast').textContent === 'Link to the line copied'");
        String link = (String) page.evaluate("navigator.clipboard.readText()");
        page.page().navigate("about:blank");
        page.page().navigate(link);
        page.awaitState("still").awaitRow(line);
        page.await(chosenIs(line));
    }

    private static String chosenIs(String line) {
        return "document.querySelector('.row.cursor .message')?.textContent === '" + line + "'";
    }

    private String chosen() {
        return page.find(".row.cursor .message").textContent();
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static String countIs(String text) {
        return "document.querySelector('.hits').textContent === '" + text + "'";
    }

    private static String optionsAre(String... options) {
        return textsAre("[role=option]", List.of(options));
    }

    private static String conditionsAre(String... conditions) {
        return textsAre(".condition-name", List.of(conditions));
    }

    private static String textsAre(String selector, List<String> texts) {
        return "[...document.querySelectorAll('" + selector + "')].map(each => each.textContent).join('|') === '"
                + String.join("|", texts) + "'";
    }
}
