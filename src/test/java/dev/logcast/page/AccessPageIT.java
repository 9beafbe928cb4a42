package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No state of the page has anything that axe can find. */
@ExtendWith(LogPages.class)
class AccessPageIT {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light", "narrow"})
    void nothingIsInTheWayOfAnyone(String kind, LogPage page) {
        if (kind.equals("light")) {
            page.light();
        } else if (kind.equals("narrow")) {
            page.narrow();
        }
        page.open();
        page.find("state-panel[data-panel=empty]").waitFor();
        check(page, "empty");

        page.append("TRACE a", "DEBUG b", "INFO c", "WARN d", "ERROR e", "FATAL f", "no level", "中文 مرحبا")
                .awaitRow("no level");
        check(page, "live");

        page.press(" ").awaitState("paused");
        page.append("ERROR new").await("!document.querySelector('new-lines').hidden");
        check(page, "paused");

        page.press("k");
        page.press("Enter");
        page.find("line-details").waitFor();
        check(page, "details");
        page.press("Escape");

        page.press("?");
        page.find("dialog[open]").waitFor();
        check(page, "help");
        page.press("Escape");

        page.press("w");
        check(page, "wrapped or not");

        if (kind.equals("narrow")) {
            page.press("s");
            check(page, "sources");
            page.press("s");
        }

        page.find("#query").fill("nothing");
        page.find("state-panel[data-panel=nomatch]").waitFor();
        check(page, "no match");
        page.button("Clear filter").click();

        page.page().route("**/logs?**", StatesPageIT::answerStream);
        page.page().reload();
        page.awaitState("reconnecting").awaitRow("lines missing");
        check(page, "reconnecting, with a gap");
        page.evaluate("Date.now = (now => () => now() + 40_000)(Date.now)");
        page.awaitState("offline");
        check(page, "offline");

        page.page().unroute("**/logs?**");
        page.page().route("**/logs?**", route -> StatesPageIT.problem(route, 401, "a token, please"));
        page.page().reload();
        page.find("state-panel[data-panel=signin]").waitFor();
        check(page, "signed out");
    }

    static void check(LogPage page, String state) {
        page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => 0)))");
        List<String> violations = new AxeBuilder(page.page())
                .withTags(RULES).analyze().getViolations().stream()
                        .map(rule -> state + ": " + rule.getId() + ' ' + rule.getHelp() + ' '
                                + rule.getNodes().stream()
                                        .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                        .toList())
                        .toList();
        assertThat(violations).isEmpty();
    }
}
