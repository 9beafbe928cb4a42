package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.logcast.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one can do with a row, and what it shows of what the line has brought. */
@ExtendWith(LogPages.class)
class RowsPageIT {
    private static final String ESC = "\u001b";

    @Test
    void coloursOfTheLineAreShownAndNothingElseOfItsEscapes(LogPage page) {
        page.append(
                        "INFO " + ESC + "[1;32mgreen" + ESC + "[0m plain " + ESC + "[38;5;208morange" + ESC + "[0m",
                        "INFO " + ESC + "]8;;http://evil.example" + ESC + "\\title" + ESC + "]8;;" + ESC + "\\ " + ESC
                                + "[2Jcleared",
                        "INFO no colours")
                .open()
                .awaitRow("no colours");
        assertThat(page.row("green").locator(".message").textContent()).isEqualTo("green plain orange");
        assertThat(page.row("green").locator(".ansi").allTextContents()).containsExactly("green", "orange");
        assertThat(page.row("green").locator(".ansi").first().getAttribute("class"))
                .contains("bold");
        assertThat(page.row("cleared").locator(".message").textContent()).isEqualTo("title cleared");
        assertThat(page.row("no colours").locator(".ansi").count()).isZero();
        page.find("#query").fill("plain orange");
        page.await("document.querySelector('.status-hits').textContent === '1 hit'");
        page.await("[...CSS.highlights.get('match')].length === 2");
    }

    /** By the formula of WCAG 2, as the browser mixes the colours. */
    @ParameterizedTest
    @ValueSource(strings = {"DARK", "LIGHT"})
    void whateverColourALineBringsItCanBeRead(String scheme, LogPage page) {
        if (ColorScheme.valueOf(scheme) == ColorScheme.LIGHT) {
            page.light();
        }
        StringBuilder all = new StringBuilder("INFO ");
        for (int colour = 0; colour < 256; colour += 5) {
            all.append(ESC + "[38;5;" + colour + "mx");
        }
        all.append(ESC + "[0m");
        for (int colour = 0; colour < 8; colour++) {
            all.append(ESC + "[9" + colour + ";4" + (7 - colour) + "mx");
        }
        page.append(all.toString(), "INFO last").open().awaitRow("last");
        page.find(".row")
                .filter(new Locator.FilterOptions().setHasText("xxxx"))
                .first()
                .click();
        assertThat((List<?>) page.evaluate(CONTRASTS)).isEmpty();
    }

    @Test
    void addressesAreLinksAndWhatTurnsTextAroundIsAPicture(LogPage page) {
        page.append("INFO see https://a.example/b?c=d, or javascript:alert(1)", "INFO run \u202Egnp.exe now")
                .open()
                .awaitRow("run");
        Locator link = page.row("see").locator(".message a");
        assertThat(link.getAttribute("href")).isEqualTo("https://a.example/b?c=d");
        assertThat(link.getAttribute("rel")).isEqualTo("noopener noreferrer");
        assertThat(page.row("run").locator(".message").textContent()).isEqualTo("run \u2426gnp.exe now");
    }

    @Test
    void linesAreSelectedByMouseAndCopiedAsTheyAre(LogPage page) {
        page.append("INFO one", "WARN two", "INFO three", "ERROR four").open().awaitRow("four");
        page.row("one").locator(".message").click();
        page.row("three")
                .locator(".message")
                .click(new Locator.ClickOptions()
                        .setModifiers(List.of(com.microsoft.playwright.options.KeyboardModifier.SHIFT)));
        assertThat(page.find(".row[aria-selected]").count()).isEqualTo(3);
        page.press("Control+c");
        page.await("document.querySelector('.toast').textContent === '3 lines copied'");
        assertThat(clipboard(page)).isEqualTo("INFO one\nWARN two\nINFO three");
        page.press("Control+a").press("Control+c");
        page.await("document.querySelector('.toast').textContent === '4 lines copied'");
        assertThat(clipboard(page)).isEqualTo("INFO one\nWARN two\nINFO three\nERROR four");
        page.press("Escape");
        page.find("#query").fill("level>=warn");
        page.await("document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])').length === 2");
        page.press("ArrowDown").press("Control+a").press("Control+c");
        page.await("document.querySelector('.toast').textContent === '2 lines copied'");
        assertThat(clipboard(page)).isEqualTo("WARN two\nERROR four");
    }

    @Test
    void onlyMessagesCanBeSelectedAsText(LogPage page) {
        page.append("INFO one two", "INFO three four").open().awaitRow("three");
        Locator first = page.row("one").locator(".message");
        Locator last = page.row("three").locator(".message");
        page.page().mouse().move(first.boundingBox().x + 1, first.boundingBox().y + 8);
        page.page().mouse().down();
        page.page().mouse().move(last.boundingBox().x + last.boundingBox().width, last.boundingBox().y + 8);
        page.page().mouse().up();
        assertThat(((String) page.evaluate("String(getSelection())")).strip()).isEqualTo("one two\nthree four");
    }

    @Test
    void theMenuOfALineIsThereByMouseAndByKeyboard(LogPage page) {
        String id = "0af7651916cd43dd8448eb211c80319c";
        page.append(
                        "{\"level\":\"info\",\"msg\":\"cache hit for 17\",\"trace_id\":\"" + id + "\"}",
                        "INFO paid " + id,
                        "INFO cache hit for 18",
                        "INFO other")
                .open()
                .awaitRow("other");
        page.row("cache hit for 17").hover();
        page.find(".dots").click();
        page.find("[role=menu]").waitFor();
        page.find("[role=menuitem]").getByText("Copy as JSON").click();
        page.await("document.querySelector('.toast').textContent === '1 line copied'");
        assertThat(clipboard(page))
                .startsWith("{\"id\":\"" + page.source() + "@")
                .contains("\"trace_id\":\"" + id);

        page.press(".");
        page.find("[role=menu]").waitFor();
        page.press("ArrowDown").press("ArrowDown").press("Enter");
        page.await("!document.querySelector('[role=menu]:popover-open')");
        Await.await(() -> clipboard(page).startsWith("**" + page.source() + "** "));

        page.row("cache hit for 18").hover();
        page.find(".dots").click();
        page.find("[role=menuitem]").getByText("Hide lines like this").click();
        page.await("document.querySelector('#query').value === '-\"cache hit for\"'");
        page.await("document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])').length === 2");
        page.find("#query").fill("");
        page.awaitRow("cache hit for 17")
                .row("cache hit for 17")
                .locator(".message")
                .click();
        page.press(".");
        page.find("[role=menuitem]").getByText("Follow this id").click();
        page.await("document.querySelector('#query').value === '" + id + "'");
        page.await("location.search === '?q=" + id + "'");
        page.awaitRow("paid").awaitRow("cache hit for 17");
    }

    @Test
    void aTapOpensTheDetailsAndALongPressTheMenu(LogPage page) {
        page.touch().append("INFO one", "INFO two").open().awaitRow("two");
        page.row("one").locator(".message").tap();
        page.find("line-details").waitFor();
        assertThat(page.find("line-details .raw").textContent()).isEqualTo("INFO one");
        page.button("Close (Esc)").click();
        page.row("two")
                .locator(".message")
                .dispatchEvent("pointerdown", Map.of("pointerType", "touch", "bubbles", true));
        page.find("[role=menu]").waitFor();
    }

    @Test
    void detailsAreFieldsTheRecordATreeAndTheStack(LogPage page) {
        page.append(
                        "{\"level\":\"info\",\"msg\":\"paid\",\"status\":200,\"user\":{\"plan\":\"gold\"}}",
                        "{\"level\":\"info\",\"msg\":\"not paid\",\"status\":402}",
                        "ERROR failed\njava.lang.IllegalStateException: no\n\tat com.shop.Cart.add(Cart.java:1)",
                        "INFO last")
                .open()
                .awaitRow("last");
        page.row("not paid").locator(".message").click();
        page.press("k").press("Enter");
        page.find("line-details").waitFor();
        page.await("document.querySelector('.fields').textContent.includes('gold')");
        page.find("[role=tab]").getByText("JSON").click();
        assertThat(page.find(".tree summary").allTextContents()).containsExactly("user {1}");
        page.find("[role=tab]").getByText("Raw").click();
        assertThat(page.find(".raw").textContent()).startsWith("{\"level\"");
        page.row("failed").first().locator(".message").click();
        page.find("[role=tab]").getByText("Stack").click();
        assertThat(page.find(".frame-own").allTextContents()).containsExactly("\tat com.shop.Cart.add(Cart.java:1)");

        page.row("not paid").locator(".message").click();
        page.find("[role=tab]").getByText("Fields").click();
        page.button("Only lines without this status").click();
        page.await("document.querySelector('#query').value === '-status=402'");
        page.await(
                "[...document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE]) .message')].map(m => m.textContent).join()"
                        + " === 'paid,failed,last'");
        page.find("#query").fill("");
        page.awaitRow("not paid").row("not paid").locator(".message").click();
        page.press("Enter");
        page.button("Copy status").click();
        page.await("document.querySelector('.toast').textContent === 'Value copied'");
        assertThat(clipboard(page)).isEqualTo("402");
    }

    @Test
    void theSameGapToldAgainIsOneRow(LogPage page) {
        page.open();
        AtomicInteger asked = new AtomicInteger();
        page.page().route("**/logs?**", route -> {
            asked.incrementAndGet();
            StatesPageIT.answerStream(route);
        });
        page.page().reload();
        page.awaitRow("1,204 lines missing");
        page.page().waitForCondition(() -> asked.get() > 2);
        page.await("document.documentElement.dataset.gaps === '1204'");
        assertThat(page.row("lines missing").count()).isOne();
    }

    private static String clipboard(LogPage page) {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    /** Those below 4.5 : 1. */
    private static final String CONTRASTS =
            """
            (() => {
              const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
              const luminance = (...colours) => {
                for (const colour of colours) {
                  canvas.fillStyle = colour;
                  canvas.fillRect(0, 0, 1, 1);
                }
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
                  .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              return [...document.querySelectorAll('.strip .row:not([hidden]) .ansi')].flatMap(span => {
                const row = getComputedStyle(span.closest('.row')).backgroundColor;
                const { color, backgroundColor } = getComputedStyle(span);
                const [dark, light] = [luminance(row, backgroundColor), luminance(row, backgroundColor, color)].sort((a, b) => a - b);
                const contrast = (light + 0.05) / (dark + 0.05);
                return contrast < 4.5 ? [`${color} on ${backgroundColor}: ${contrast}`] : [];
              });
            })()
            """;
}
