package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The timeline above the lines, by mouse, by keyboard and by ear; and in which zone times are said. */
class TimelinePageIT extends ArchivePages {
    private static final int LINES = 3000;

    /** The browser complains of canvases that are read without having been made for that. */
    private static final String COPY = "const canvas = document.querySelector('.timeline canvas');"
            + " const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });"
            + " copy.drawImage(canvas, 0, 0);";

    private final Instant first = Instant.now().minusSeconds(LINES);
    /** A line each second up to now; the last minute but ten has errors only. */
    @BeforeEach
    void fill() {
        page.append(IntStream.range(0, LINES)
                        .mapToObj(i -> first.plusSeconds(i)
                                + (i / 60 == LINES / 60 - 10 ? " ERROR" : i % 3 == 0 ? " WARN" : " INFO") + " line "
                                + i + " took " + i % 7)
                        .toList())
                .open()
                .awaitRow("line " + (LINES - 1) + " took");
        awaitTable(LINES);
    }

    @Test
    void theTableSaysHowManyLinesAndErrorsThereAreAndWhatComesIsDrawn() {
        assertThat(sum("td:nth-child(3)")).isEqualTo((LINES - 60) / 3);
        assertThat(sum("td:nth-child(4)")).isEqualTo(60);
        assertThat(page.find("time-line table tbody tr").count()).isLessThanOrEqualTo(24);
        assertThat(painted("ERROR")).isPositive();
        assertThat(painted("FATAL")).isZero();
        page.append(Instant.now() + " FATAL this is the end").awaitRow("this is the end");
        awaitPainted("FATAL");
    }

    @Test
    void aDragShowsTheRange() {
        BoundingBox box = page.find(".timeline").boundingBox();
        drag(box, 0.3, 0.6);
        page.awaitState("still").awaitRow("The range begins");
        page.await("location.search.includes('since=') && location.search.includes('until=')");
        Instant since = parameter("since");
        Instant until = parameter("until");
        assertThat(since)
                .isBetween(Instant.now().minusSeconds(2700), Instant.now().minusSeconds(2300));
        assertThat(until)
                .isBetween(Instant.now().minusSeconds(1600), Instant.now().minusSeconds(1200));
        page.awaitRow("line " + (since.getEpochSecond() - first.getEpochSecond() + 1) + " took");
        page.press("Escape").awaitState("live");
    }

    @Test
    void aClickGoesToTheTime() {
        BoundingBox box = page.find(".timeline").boundingBox();
        page.page().mouse().click(box.x + box.width / 2, box.y + 30);
        page.awaitState("still");
        page.await("location.search.includes('at=')");
        assertThat(parameter("at"))
                .isBetween(Instant.now().minusSeconds(2000), Instant.now().minusSeconds(1600));
        assertThat(page.find(".row.cursor").count()).isOne();
    }

    @Test
    void theWheelZoomsAndThePointedTimeIsTold() {
        BoundingBox box = page.find(".timeline").boundingBox();
        page.page().mouse().move(box.x + box.width / 2, box.y + 30);
        page.await("/ (WARN|ERROR|INFO)/.test(document.querySelector('.timeline-tip').textContent)");
        int before = Integer.parseInt(page.find(".timeline").getAttribute("aria-valuemax"));
        for (int i = 0; i < 8; i++) {
            page.page().mouse().wheel(0, 100);
        }
        page.await("Number(document.querySelector('.timeline').getAttribute('aria-valuemax')) !== " + before);
        for (int i = 0; i < 20; i++) {
            page.page().mouse().wheel(0, -100);
        }
        awaitTableBelow(200);
    }

    @Test
    void theHitsOfTheQueryAreAStripAtTheTop() {
        // The mark of what is in sight reaches the top, too.
        int before = paintedAtTop();
        page.find("#query").fill("level>=error");
        page.await("document.querySelector('.status-hits').textContent === '60 hits'");
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (paintedAtTop() <= before + 1 && System.nanoTime() < deadline) {
            page.page().waitForTimeout(50);
        }
        assertThat(paintedAtTop() - before).isBetween(2, 60);
    }

    @Test
    void theKeyboardChoosesATimeOrARange() {
        page.find(".timeline").focus();
        assertThat(page.find(".timeline").getAttribute("role")).isEqualTo("slider");
        for (int i = 0; i < 10; i++) {
            page.press("ArrowLeft");
        }
        String told = page.find(".timeline").getAttribute("aria-valuetext");
        assertThat(told).matches(".*\\d\\d:\\d\\d:\\d\\d – .*(INFO|ERROR).*");
        page.press("Enter").awaitState("still");
        page.await("location.search.includes('at=')");
        page.press("Escape").awaitState("live").find(".timeline").focus();
        page.press("End");
        for (int i = 0; i < 10; i++) {
            page.press("Shift+ArrowLeft");
        }
        assertThat(page.find(".timeline").getAttribute("aria-valuetext")).startsWith("Range ");
        page.press("Enter").awaitState("still").awaitRow("The range begins");
    }

    @Test
    void aKeyMakesItLargerAndTakesItAway() {
        assertThat(page.find(".timeline").boundingBox().height).isEqualTo(72);
        page.press("h");
        assertThat(page.find(".timeline").boundingBox().height).isEqualTo(140);
        page.press("h");
        assertThat(page.find(".timeline").isVisible()).isFalse();
        page.page().reload();
        page.awaitState("live").awaitRow("line " + (LINES - 1) + " took");
        assertThat(page.find(".timeline").isVisible()).isFalse();
        assertThat(page.requests().stream().filter(url -> url.contains("histogram")))
                .hasSizeLessThan(4);
        page.press("h");
        awaitTable(LINES);
    }

    @Test
    void timesAreSaidInTheZoneOfTheAddressAndAKeyChangesIt() {
        page.press("u");
        page.await("location.search.includes('tz=utc')");
        assertThat(page.find(".status-zone").textContent()).isEqualTo("UTC");
        assertThat(page.row("line " + (LINES - 1) + " took").locator(".time").textContent())
                .startsWith(first.plusSeconds(LINES - 1).toString().substring(11, 19));
        page.press("t");
        page.page().keyboard().type(first.plusSeconds(100).toString().substring(0, 19));
        page.press("Enter").awaitState("still");
        assertThat(page.find(".row.cursor .message").textContent()).startsWith("line 100 ");
        page.await("location.search.includes('at=')");
        page.page().reload();
        page.awaitState("still");
        assertThat(page.find(".row.cursor .time").textContent())
                .startsWith(first.plusSeconds(100).toString().substring(11, 19));
        page.find(".status-zone").click();
        page.await("!location.search.includes('tz=utc')");
    }

    private void drag(BoundingBox box, double from, double to) {
        page.page().mouse().move(box.x + box.width * from, box.y + 30);
        page.page().mouse().down();
        page.page().mouse().move(box.x + box.width * (from + to) / 2, box.y + 40);
        page.page().mouse().move(box.x + box.width * to, box.y + 30);
        page.page().mouse().up();
    }

    private Instant parameter(String name) {
        return Instant.parse((String) page.evaluate("new URLSearchParams(location.search).get('" + name + "')"));
    }

    private void awaitTable(int lines) {
        page.await(sumOf("td:nth-child(2)") + " >= " + lines);
    }

    private void awaitTableBelow(int lines) {
        page.await(sumOf("td:nth-child(2)") + " < " + lines);
    }

    private int sum(String cells) {
        return ((Number) page.evaluate(sumOf(cells))).intValue();
    }

    private static String sumOf(String cells) {
        return "[...document.querySelectorAll('time-line tbody " + cells + "')]"
                + ".reduce((sum, cell) => sum + Number(cell.textContent), 0)";
    }

    /** How many pixels have the colour of a level. */
    private int painted(String level) {
        return pixels("document.querySelector('.timeline-colours ." + level + "')", "canvas.height");
    }

    private int paintedAtTop() {
        return ((Number) page.evaluate("(() => { " + COPY
                        + " const { data } = copy.getImageData(0, 1, canvas.width, 1);"
                        + " let n = 0; for (let i = 3; i < data.length; i += 4) if (data[i] > 60 && data[i - 1] > 200) n++;"
                        + " return n; })()"))
                .intValue();
    }

    private int pixels(String swatch, String height) {
        return ((Number) page.evaluate("(() => { " + COPY
                        + " const keys = document.querySelector('.timeline-colours'); keys.hidden = false;"
                        + " const wanted = getComputedStyle(" + swatch + ").color.match(/\\d+/g).map(Number);"
                        + " keys.hidden = true;"
                        + " const { data } = copy.getImageData(0, 0, canvas.width, " + height + ");"
                        + " let n = 0; for (let i = 0; i < data.length; i += 4)"
                        + " if (data[i + 3] > 0 && wanted.every((part, j) => Math.abs(data[i + j] - part) < 3)) n++;"
                        + " return n; })()"))
                .intValue();
    }

    private void awaitPainted(String level) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (painted(level) == 0) {
            assertThat(System.nanoTime() - deadline)
                    .as("nothing is drawn for " + level)
                    .isNegative();
            page.page().waitForTimeout(50);
        }
    }
}
