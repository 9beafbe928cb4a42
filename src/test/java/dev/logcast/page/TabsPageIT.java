package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in more windows than a browser has connections to a server, below a path of another, and what it saves. */
class TabsPageIT {
    private static final int WINDOWS = 8;

    @TempDir
    private static Path directory;

    private static LogcastProcess server;
    private static Chromium chromium;
    private static int tests;

    private final List<String> complaints = new ArrayList<>();
    private String name;
    private BrowserContext context;
    private int written;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = LogcastProcess.start(
                directory,
                Map.of(
                        "LOGCAST_ARCHIVE", "local",
                        "LOGCAST_AUTH", "none",
                        "LOGCAST_SOURCE_APP_START", "beginning"));
        chromium = Chromium.launch();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        name = "tabs-" + ++tests;
        context = chromium.browser().newContext();
        write(100);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).as("complaints of the browser").isEmpty();
    }

    @Test
    void eightWindowsShowEachLineOnceAndNoneWaitsForAnother() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            pages.add(page(server.uri()));
            await(pages.get(i), "dataset.lines", 100);
        }
        for (int round = 0; round < 5; round++) {
            write(20);
            for (Page page : pages) {
                await(page, "dataset.lines", written);
                page.locator(".row").getByText("line " + written + " took").waitFor();
            }
        }
        // What else a window wants is not held up either.
        Page last = pages.get(WINDOWS - 1);
        last.keyboard().press("Home");
        last.locator(".row").getByText("Beginning of the log").waitFor();
        for (Page page : pages) {
            assertThat(page.evaluate("document.documentElement.dataset.gaps")).isEqualTo("0");
            assertThat(page.evaluate("document.documentElement.dataset.lines")).isEqualTo(Integer.toString(written));
        }
        pages.remove(0).close();
        pages.remove(0).close();
        write(20);
        for (Page page : pages) {
            await(page, "dataset.lines", written);
        }
    }

    @Test
    void aHiddenWindowGivesItsStreamAwayAndMissesNothing() throws IOException {
        List<String> streams = new ArrayList<>();
        context.onRequest(request -> {
            if (request.url().contains("/logs?") && !request.url().contains("/api/")) {
                streams.add(request.url());
            }
        });
        Page page = page(server.uri());
        await(page, "dataset.lines", 100);
        hide(page, true);
        int before = streams.size();
        for (int waited = 0; streams.size() == before && waited < 400; waited++) {
            page.waitForTimeout(50);
        }
        assertThat(streams).hasSizeGreaterThan(before);
        write(50);
        await(page, "dataset.lines", written);
        hide(page, false);
        write(50);
        await(page, "dataset.lines", written);
        assertThat(page.evaluate("document.documentElement.dataset.gaps")).isEqualTo("0");
    }

    @Test
    void belowAPathOfAProxyAllOfItWorks() throws IOException {
        try (ReverseProxy proxy = new ReverseProxy("/logs-ui/", server.uri())) {
            List<String> asked = new ArrayList<>();
            context.onRequest(request -> asked.add(request.url()));
            Page page = page(proxy.uri());
            await(page, "dataset.lines", 100);
            write(10);
            await(page, "dataset.lines", written);
            page.locator(".row").getByText("line " + written + " took").waitFor();
            page.locator("#query").fill("took");
            page.keyboard().press("t");
            page.locator("time-field input").fill("2026-11-20T08:00:30Z");
            page.locator("time-field input").press("Enter");
            page.locator("still-bar").getByText("Lines around").waitFor();
            page.waitForURL(url -> url.contains("/logs-ui/?") && url.contains("at=") && url.contains("q=took"));
            page.reload();
            page.locator("still-bar").getByText("Lines around").waitFor();
            page.locator(".source-rows").getByText("app/" + name).waitFor();
            assertThat(asked).allMatch(url -> url.startsWith(proxy.uri().toString()));
            assertThat(asked)
                    .anyMatch(url -> url.contains("api/histogram"))
                    .anyMatch(url -> url.contains("api/sources"))
                    .anyMatch(url -> url.contains("api/logs"));
            page.close();
        }
    }

    @Test
    void whatIsShownIsSavedAsItSays() throws IOException {
        Page page = page(server.uri());
        await(page, "dataset.lines", 100);
        page.locator("#query").fill("\"took 3\"");
        page.locator(".status-hits").getByText("14 hits").waitFor();
        page.locator(".viewport").focus();
        page.keyboard().press("d");
        page.locator(".export-about").getByText("14 lines, about").waitFor();
        page.locator("export-dialog input[value=csv]").check();
        page.locator(".export-about").getByText("14 lines, about").waitFor();
        Download filtered =
                page.waitForDownload(() -> page.locator("export-dialog .button").click());
        assertThat(filtered.suggestedFilename()).endsWith(".csv");
        assertThat(Files.readAllLines(filtered.path()))
                .hasSize(15)
                .startsWith("time,source,level,message")
                .element(1)
                .asString()
                .contains(",app/" + name + ",INFO,");
        page.keyboard().press("d");
        page.locator(".export-filter input").uncheck();
        page.locator("export-dialog input[value=ndjson]").check();
        page.locator(".export-about").getByText("100 lines, about").waitFor();
        Download all =
                page.waitForDownload(() -> page.locator("export-dialog .button").click());
        assertThat(Files.readAllLines(all.path()))
                .hasSize(100)
                .allMatch(line -> line.startsWith("{\"id\":\"app/" + name + "@"));
        page.keyboard().press("d");
        page.locator("input[name=export-from]").fill("tomorrow");
        page.locator("export-dialog .form-error").waitFor();
        assertThat(page.locator("export-dialog .button").isDisabled()).isTrue();
    }

    @Test
    void aSaveThatIsCancelledSavesNothing() throws IOException {
        Page page = page(server.uri());
        await(page, "dataset.lines", 100);
        // The file never ends.
        page.route(url -> url.contains("format=text") && !url.contains("limit="), route -> {});
        page.keyboard().press("d");
        page.locator(".export-about").getByText("100 lines, about").waitFor();
        page.locator("export-dialog .button").click();
        page.locator("export-dialog progress").waitFor();
        page.locator(".export-cancel").click();
        page.locator(".export-about").getByText("Cancelled").waitFor();
        assertThat(page.locator("export-dialog progress").isVisible()).isFalse();
        page.locator(".export-cancel").click();
        assertThat(page.locator("dialog.export").isVisible()).isFalse();
    }

    private Page page(URI uri) {
        Page page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + ' ' + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(uri + "?source=app/" + name);
        return page;
    }

    private static void hide(Page page, boolean hidden) {
        page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                hidden);
    }

    private static void await(Page page, String what, int number) {
        for (int waited = 0; waited < 1000; waited++) {
            if (Integer.parseInt(String.valueOf(page.evaluate("document.documentElement." + what))) >= number) {
                break;
            }
            page.waitForTimeout(20);
        }
        assertThat(page.evaluate("document.documentElement." + what)).isEqualTo(Integer.toString(number));
    }

    /** A line each second. */
    private void write(int lines) throws IOException {
        String text = IntStream.rangeClosed(written + 1, written + lines)
                .mapToObj(i -> "2026-11-20T08:" + String.format("%02d:%02d", i / 60, i % 60) + "Z INFO line " + i
                        + " took " + i % 7 + '\n')
                .collect(Collectors.joining());
        written += lines;
        Files.writeString(
                server.log(name),
                text,
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
