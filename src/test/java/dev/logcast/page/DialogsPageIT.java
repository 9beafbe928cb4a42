package dev.logcast.page;

import static dev.logcast.page.AccessPageIT.check;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens before the lines, and the lists of the past, have nothing that axe can find either. */
class DialogsPageIT extends ArchivePages {
    private static final Instant FIRST = Instant.parse("2026-11-20T08:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light", "narrow"})
    void nothingIsInTheWayOfAnyone(String kind) {
        if (kind.equals("light")) {
            page.light();
        } else if (kind.equals("narrow")) {
            page.narrow();
        }
        page.append(IntStream.rangeClosed(1, 3000)
                        .mapToObj(i -> "{\"time\":\"" + FIRST.plusSeconds(i) + "\",\"level\":\""
                                + (i % 100 == 0 ? "error" : "info") + "\",\"msg\":\"line " + i
                                + "\",\"user\":{\"plan\":\"gold\"}}")
                        .toList())
                .open()
                .awaitRow("line 3000");

        page.find("#query").fill("user");
        page.find("[role=option]").first().waitFor();
        check(page, "query with an offer");
        page.press("Escape").find("#query").fill("level:error -\"line 4\"");
        page.await("/\\d/.test(document.querySelector('.hits').textContent)");
        check(page, "hits and conditions");
        page.press("ArrowDown").press("k").press(".");
        page.find("[role=menuitem]").first().waitFor();
        check(page, "menu of a row");
        page.press("Escape").find(".viewport").press("k");
        page.press("Enter").find("line-details [role=tab]").first().waitFor();
        for (String tab : List.of("fields", "raw", "json")) {
            page.find("#details-" + tab).click();
            check(page, "details, " + tab);
        }
        page.press("Escape").press("d");
        page.find(".export-about").waitFor();
        check(page, "export");
        page.press("Escape").find("range-menu button").first().click();
        page.find(".range-presets").waitFor();
        check(page, "range");
        page.press("Escape").find("account-menu button").first().click();
        page.find("account-menu p").first().waitFor();
        check(page, "account");
        page.press("Escape").find("#query").fill("");
        page.find("time-field input").fill(FIRST.plusSeconds(1500).toString());
        page.press("Enter").awaitState("still").awaitRow("line 1500");
        check(page, "lines around a time");
        page.find(".viewport").press("x");
        page.find("still-bar").waitFor();
        check(page, "lines around a line");
    }
}
