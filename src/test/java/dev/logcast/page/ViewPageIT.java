package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is seen of the stream. */
@ExtendWith(LogPages.class)
class ViewPageIT {
    private static List<String> lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> "INFO line " + i + " of many")
                .toList();
    }

    @Test
    void anAppendedLineAppearsAtOnce(LogPage page) {
        page.append("first").open().awaitRow("first");
        long start = System.nanoTime();
        page.append("second").awaitRow("second");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(page.messages()).containsExactly("first", "second");
    }

    @Test
    void withoutALineItSaysHowToSendOne(LogPage page) {
        page.open();
        page.find("state-panel[data-panel=empty]").waitFor();
        assertThat(page.find("state-panel").textContent())
                .contains("No lines yet", page.source(), "curl")
                .doesNotContain("echo");
        page.button("Copy the command").first().click();
        assertThat((String) page.evaluate("navigator.clipboard.readText()")).startsWith("curl ");
        page.append("one").awaitRow("one");
        assertThat(page.find("state-panel").isVisible()).isFalse();
    }

    @Test
    void aPausedViewDoesNotMoveAndCountsWhatIsNew(LogPage page) {
        page.append(lines(1, 500)).open().awaitRow("line 500 of many");
        page.press(" ").awaitState("paused");
        page.await("document.querySelector('.strip .row:not([hidden])').ariaRowIndex !== null");
        Object places = page.evaluate(PLACES);

        page.append(lines(501, 1701)).append("ERROR one", "ERROR two", "FATAL three");
        page.await("document.querySelector('new-lines').textContent.includes('1,204 new lines')");

        assertThat(page.find(".pill").textContent()).contains("3 errors");
        assertThat(page.evaluate(PLACES)).isEqualTo(places);

        page.find(".pill").click();
        page.awaitState("live").awaitRow("three");
        assertThat(page.find(".pill").isVisible()).isFalse();
    }

    @Test
    void scrollingUpPausesAndReachingTheEndFollowsAgain(LogPage page) {
        page.append(lines(1, 800)).open().awaitRow("line 800 of many");
        page.page().mouse().move(700, 400);
        page.page().mouse().wheel(0, -1000);
        page.awaitState("paused").awaitRow("line 740 of many");
        page.append("later");
        page.await("document.querySelector('new-lines').textContent.includes('1 new line')");
        page.page().mouse().wheel(0, 1400);
        page.awaitState("live").awaitRow("later");
    }

    @Test
    void anyPlaceOfManyLinesIsReachedAtOnce(LogPage page) {
        page.append("INFO the first").open().awaitRow("the first");
        page.append(lines(1, 100_000));
        page.await("document.documentElement.dataset.lines === '100001'");
        page.press("Home").awaitState("paused").awaitRow("the first");
        page.evaluate("(v => v.scrollTop = v.scrollHeight / 2)(document.querySelector('.viewport'))");
        page.await("/line (49|50)\\d{3} of/.test(document.querySelector('.strip').textContent)");
        page.press("End").awaitState("live").awaitRow("line 100000 of many");
    }

    @Test
    void levelsAreCountedHiddenAndSingledOut(LogPage page) {
        page.append("INFO alpha", "WARN beta", "ERROR gamma", "INFO delta", "no level")
                .open()
                .awaitRow("no level");
        page.await("document.querySelector('.chip[data-level=INFO]').textContent === 'INFO2'");
        page.find(".chip[data-level=INFO]").click();
        page.await(messagesAre("beta", "gamma", "no level"));
        page.press("3");
        page.await(messagesAre("alpha", "beta", "gamma", "delta", "no level"));
        page.press("Alt+5");
        page.await(messagesAre("gamma"));
        assertThat(page.find(".chip[data-level=ERROR]").getAttribute("aria-pressed"))
                .isEqualTo("true");
        page.await("location.search.includes('levels=error')");
        page.append("INFO later", "ERROR last");
        page.await(messagesAre("gamma", "last"));
        page.press("Alt+5");
        page.await(messagesAre("alpha", "beta", "gamma", "delta", "no level", "later", "last"));
    }

    @Test
    void countsOfLevelsAreThoseOfTheHitsAndLinesWithoutALevelHaveAChip(LogPage page) {
        page.append("INFO a 1", "ERROR a 2", "ERROR b 3", "no level a 4").open().awaitRow("a 4");
        page.await(countOfLevelIs("NONE", 1));
        double width = page.find("#query").boundingBox().width;
        page.find("#query").fill("a");
        page.await(countOfLevelIs("ERROR", 1));
        page.await(countOfLevelIs("INFO", 1));
        assertThat(page.find("#query").boundingBox().width).isEqualTo(width);
        page.find("#query").fill("");
        page.await(countOfLevelIs("ERROR", 2));
        for (int level = 1; level <= 6; level++) {
            page.press("ArrowDown");
            page.find(".viewport").press(Integer.toString(level));
        }
        page.await("document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])').length === 1");
        page.awaitRow("no level a 4");
        page.find(".chip[data-level=NONE]").click();
        page.awaitRow("a 1").awaitRow("a 4");
    }

    private static String countOfLevelIs(String level, int count) {
        return "document.querySelector('.chip[data-level=" + level + "] .chip-count').textContent === '" + count + "'";
    }

    @Test
    void aPhoneHeldAcrossAndTheSmallestScreenShowAllOfThePage(LogPage page) {
        page.narrow().append("INFO begin").open().awaitRow("begin");
        page.page().setViewportSize(844, 390);
        page.page().reload();
        page.awaitRow("begin");
        assertThat(page.find(".sidebar").isVisible()).isFalse();
        page.await("(() => { const middle = element => { const { top, bottom } = element.getBoundingClientRect();"
                + " return (top + bottom) / 2; }; return Math.abs(middle(document.querySelector('query-field svg'))"
                + " - middle(document.querySelector('#query'))) < 2; })()");
        page.page().setViewportSize(320, 640);
        page.await(
                "[...document.querySelectorAll('footer *, .bar *')].every(element =>"
                        + " { const { right, width } = element.getBoundingClientRect(); return width === 0 || right <= 320.5; })");
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    }

    /** A log whose clock has whole seconds is not late by what it leaves out. */
    @Test
    void aClockOfWholeSecondsIsNoLag(LogPage page) {
        page.append("INFO begin").open().awaitRow("begin");
        for (int i = 0; i < 20; i++) {
            page.append(java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS) + " INFO line " + i);
            page.awaitRow("line " + i);
            assertThat(Integer.parseInt(String.valueOf(page.evaluate("document.documentElement.dataset.lagMs"))))
                    .isLessThan(500);
            page.page().waitForTimeout(100);
        }
    }

    @Test
    void wordsPhrasesAndExclusionsFilterLines(LogPage page) {
        page.append("GET /cart 200", "GET /cart 500 timed out", "GET /pay 500 out timed")
                .open()
                .awaitRow("/pay");
        page.press("/");
        page.page().keyboard().type("get 500 -\"out timed\"");
        page.await(messagesAre("GET /cart 500 timed out"));
        page.await("document.querySelector('.status-hits').textContent === '1 hit'");
        page.await("new URLSearchParams(location.search).get('q') === 'get 500 -\"out timed\"'");
        page.append("get 500 again", "get 200");
        page.await(messagesAre("GET /cart 500 timed out", "get 500 again"));

        page.find("#query").fill("nothing like it");
        page.find("state-panel[data-panel=nomatch]").waitFor();
        page.button("Clear filter").click();
        page.await(messagesAre(
                "GET /cart 200", "GET /cart 500 timed out", "GET /pay 500 out timed", "get 500 again", "get 200"));
    }

    @Test
    void theAddressSaysWhatIsShown(LogPage page) {
        page.append("INFO alpha", "WARN beta", "ERROR gamma", "ERROR delta").open("level=warn", "q=-delta");
        page.await(messagesAre("beta", "gamma"));
        assertThat(page.find("#query").inputValue()).isEqualTo("-delta");
    }

    @Test
    void oneSourceIsChosenAndOthersAreAdded(LogPage page) {
        page.append("mine").open().awaitRow("mine");
        String other = page.source() + "-other";
        appendTo(page, "other", "theirs");
        page.openSources(List.of(page.source() + "*")).awaitRow("theirs").awaitRow("mine");
        page.find("button.source-name[title='Show only " + other + "']").click();
        page.await(messagesAre("theirs"));
        page.find("input[aria-label='Also show " + page.source() + "']").check();
        page.awaitRow("mine").awaitRow("theirs");
        page.await("new URLSearchParams(location.search).getAll('source').length === 2");
    }

    @Test
    void wrappedRowsAreAsHighAsTheirText(LogPage page) {
        page.append(
                        "x".repeat(1000),
                        "中文字符".repeat(120),
                        "tab\tand\ttab " + "y".repeat(300),
                        "words and spaces   ".repeat(40),
                        "😀".repeat(200),
                        "short")
                .open()
                .awaitRow("short");
        page.press("w");
        page.await("document.querySelector('log-list').hasAttribute('data-wrap')"
                + " && document.querySelector('.strip .row:not([data-level=EDGE])').offsetHeight > 100");
        Object overflowing = page.evaluate(
                "[...document.querySelectorAll('.strip .row:not([hidden])')]"
                        + ".filter(row => Math.abs(row.querySelector('.body').scrollHeight - row.offsetHeight) > 1)"
                        + ".map(row => row.textContent.slice(0, 40) + row.offsetHeight + ' ' + row.querySelector('.body').scrollHeight)");
        assertThat((List<?>) overflowing).isEmpty();
        page.press("w");
        page.await("document.querySelector('.strip .row:not([data-level=EDGE])').offsetHeight < 30");
    }

    @Test
    void everythingCanBeDoneByKeyboard(LogPage page) {
        page.append("INFO alpha", "ERROR beta", "INFO gamma", "INFO delta")
                .open()
                .awaitRow("delta");
        page.press("k").press("k");
        assertThat(page.find(".row.cursor .message").textContent()).isEqualTo("gamma");
        page.press("Shift+ArrowDown");
        assertThat(page.find(".row[aria-selected]").count()).isEqualTo(2);
        page.press("c");
        page.await("document.querySelector('.toast').textContent === '2 lines copied'");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("INFO gamma\nINFO delta");
        page.press("Shift+E");
        page.await("document.querySelector('.row.cursor .message')?.textContent === 'beta'");
        page.press("Enter");
        page.find("line-details").waitFor();
        page.await("document.querySelector('.raw')?.textContent === 'ERROR beta'");
        page.press("j");
        page.await("document.querySelector('.raw')?.textContent === 'INFO gamma'");
        page.press("Escape");
        assertThat(page.find("line-details").isVisible()).isFalse();
        page.press("Escape");
        assertThat(page.find(".row.cursor").count()).isZero();
        page.press("Shift+G").awaitState("live");
        page.press("?");
        page.find("dialog[open]").waitFor();
        page.press("Escape");
        assertThat(page.find("dialog[open]").count()).isZero();
        page.press("s");
        assertThat(page.find(".sidebar").isVisible()).isFalse();
        page.press("/");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("query");
        page.page().keyboard().type("w");
        assertThat(page.find("#query").inputValue()).isEqualTo("w");
        page.press("Escape").press("Escape");
        assertThat(page.evaluate("document.activeElement.className")).isEqualTo("viewport");
    }

    @Test
    void aChosenThemeOutlivesThePageAndNonsenseDoesNot(LogPage page) {
        page.open();
        page.button("Theme: like the system").click();
        page.button("Theme: dark").click();
        page.open();
        assertThat(page.evaluate("document.documentElement.dataset.theme")).isEqualTo("light");
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        page.evaluate("localStorage.setItem('logui.v1', '{nonsense')");
        page.open();
        assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(14, 17, 22)");
    }

    @Test
    void anUnknownParameterOfTheStreamIsNoneOfThePage(LogPage page) {
        page.append("a").open("speed=fast", "tail=x").awaitRow("a");
    }

    /** The rows that can be seen: those beyond the edges come and go. */
    private static final String PLACES = "[...document.querySelectorAll('.strip .row:not([hidden])')]"
            + ".map(row => [row.textContent, row.getBoundingClientRect()])"
            + ".filter(([text, place]) => place.top >= document.querySelector('.viewport').getBoundingClientRect().top"
            + " && place.bottom <= document.querySelector('.viewport').getBoundingClientRect().bottom)"
            + ".map(([text, place]) => text + place.top)";

    private static void appendTo(LogPage page, String suffix, String line) {
        try {
            Files.writeString(page.server().log(page.source().substring("app/".length()) + '-' + suffix), line + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String messagesAre(String... messages) {
        return "JSON.stringify([...document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE]) .message')].map(m => m.textContent)) === "
                + "JSON.stringify(['" + String.join("','", messages) + "'])";
    }
}
