package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges of the past in the page: which lines they hold, and how one comes to them and away. */
class RangePageIT extends ArchivePages {
    private static final int LINES = 6000;
    private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

    /** A line each ten seconds, the two of a pair in the wrong order; one in a thousand is an error. */
    @BeforeEach
    void fill() {
        page.append(IntStream.rangeClosed(1, LINES)
                        .map(i -> i % 2 == 1 ? i + 1 : i - 1)
                        .mapToObj(
                                i -> time(i) + (i % 1000 == 500 ? " ERROR" : " INFO") + " line " + i + " took " + i % 7)
                        .toList())
                .open()
                .awaitRow("line " + LINES + " took");
    }

    @Test
    void aRangeHasTheLinesOfItsTimesInTheirOrderAndEndsAtBothSides() {
        openRange(1000, 4000);
        page.awaitRow("The range begins · 2026-11-20 ").awaitRow("line 1001 took");
        assertThat(numbers()).startsWith(1000, 1001, 1002);
        assertThat(page.find("still-bar").textContent()).startsWith("Range 2026-11-20 ");
        page.append(time(1500) + " INFO line 1500 has come late");
        page.press("End").awaitRow("The range ends · 2026-11-20 ").awaitRow("line 3999 took");
        assertThat(numbers()).endsWith(3998, 3999).isSorted();
        page.press("Home").awaitRow("The range begins").awaitRow("line 1000 took");
        page.press("l").awaitState("live").awaitRow("has come late");
        page.await("!location.search.includes('since=')");
    }

    @Test
    void filterSourcesAndAddressKeepTheRange() {
        openRange(1000, 4000);
        page.awaitRow("line 1000 took");
        page.find("#query").fill("level>=error");
        page.await("JSON.stringify(" + NUMBERS + ") === '[1500,2500,3500]'");
        page.awaitRow("The range begins").awaitRow("The range ends");
        page.await("location.search.includes('q=') && location.search.includes('since=2026-11-20T10:46:40')"
                + " && location.search.includes('until=')");
        page.page().reload();
        page.awaitState("still").awaitRow("line 3500 took");
        assertThat(numbers()).containsExactly(1500, 2500, 3500);
        page.find("#query").fill("nothing like that");
        page.await("document.querySelector('still-bar').textContent.includes('· no line matches')");
        page.find("#query").fill("");
        page.awaitRow("line 1500 took").awaitRow("line 1501 took");
        page.find(".source-all").click();
        page.awaitState("still").awaitRow("The range begins");
    }

    @Test
    void theBackButtonStepsThroughRanges() {
        openRange(1000, 4000);
        page.await("location.search.includes('since=2026-11-20T10:46:40')");
        openRange(2000, 3000);
        page.awaitRow("line 2000 took");
        page.await("location.search.includes('since=2026-11-20T13:33:20')");
        page.page().goBack();
        page.awaitRow("line 1000 took").awaitState("still");
        page.page().goBack();
        page.awaitState("live").awaitRow("line " + LINES + " took");
        page.page().goForward();
        page.awaitRow("line 1000 took");
    }

    @Test
    void aTimeWithinTheRangeIsGoneToInItAndOneWithoutLeavesIt() {
        openRange(1000, 4000);
        page.awaitRow("line 1000 took");
        goTo(3000);
        page.awaitRow("line 3000 took");
        page.press("End").awaitRow("The range ends");
        goTo(5000);
        page.awaitRow("line 5000 took");
        assertThat(page.find("still-bar").textContent()).startsWith("Lines around");
        page.await("!location.search.includes('since=')");
    }

    @Test
    void theLastMinutesAreOneClickAway() {
        page.append(Instant.now() + " INFO just now").awaitRow("just now");
        page.button("Range").click();
        page.find(".range-popup").waitFor();
        page.find(".range-preset").getByText("15m").click();
        page.awaitState("still").awaitRow("just now").awaitRow("The range ends");
        assertThat(numbers()).isEmpty();
        page.press("Escape").awaitState("live");
    }

    @Test
    void aRangeThatIsNoneIsSaidToBeSo() {
        page.button("Range").click();
        page.find("input[name=from]").fill("tomorrow");
        page.find("input[name=from]").press("Enter");
        page.find(".range-popup .form-error").waitFor();
        page.find("input[name=from]").fill("5m");
        page.find("input[name=to]").fill("10m");
        page.find("input[name=to]").press("Enter");
        page.await("document.querySelector('.range-popup .form-error').textContent.startsWith('The end')");
        page.press("Escape").awaitState("live");
    }

    @Test
    void linesThatComeLateAreMarkedWhereTheyStand() {
        page.append(
                        "2026-11-21T10:00:00Z INFO in time",
                        "2026-11-21T09:00:00Z INFO an hour late",
                        "2026-11-21T10:00:01Z INFO in time again")
                .awaitRow("in time again");
        assertThat(page.row("an hour late").getAttribute("data-late")).isNotNull();
        assertThat(page.row("an hour late").locator(".time").getAttribute("title"))
                .startsWith("Came late");
        assertThat(page.row("in time again").getAttribute("data-late")).isNull();
    }

    private void openRange(int from, int to) {
        page.button("Range").click();
        page.find("input[name=from]").fill(time(from).toString());
        page.find("input[name=to]").fill(time(to).toString());
        page.find("input[name=to]").press("Enter");
        page.awaitState("still");
    }

    private void goTo(int line) {
        page.press("t");
        page.page().keyboard().type(time(line).toString());
        page.press("Enter");
    }

    private static final String NUMBERS =
            "[...document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE]) .message')]"
                    + ".map(message => /^line (\\d+) took/.exec(message.textContent)).filter(found => found).map(found => Number(found[1]))";

    private static Instant time(int line) {
        return FIRST.plusSeconds(10L * line);
    }

    private List<Integer> numbers() {
        return ((List<?>) page.evaluate(NUMBERS))
                .stream().map(number -> ((Number) number).intValue()).toList();
    }
}
