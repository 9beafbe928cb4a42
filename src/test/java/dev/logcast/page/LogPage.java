package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page in a window of its own, and the file whose lines it shows. */
final class LogPage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What a browser says of a request that failed is no fault of the page when the server was meant to be away. */
    private static final List<String> EXPECTED =
            List.of("/api/sources", "/api/session", "/api/logs?", "/api/histogram?", "/logs?");

    private final Browser browser;
    private final LogcastProcess server;
    private final String name;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private ColorScheme scheme = ColorScheme.DARK;
    private int width = 1280;
    private int height = 800;
    private boolean touch;
    private BrowserContext context;
    private Page page;

    LogPage(Browser browser, LogcastProcess server) {
        this.browser = browser;
        this.server = server;
        this.name = "test-" + COUNT.incrementAndGet();
    }

    LogPage light() {
        scheme = ColorScheme.LIGHT;
        return this;
    }

    LogPage touch() {
        touch = true;
        return narrow();
    }

    LogPage narrow() {
        width = 390;
        height = 844;
        return this;
    }

    /** @param parameters of the address, besides the source */
    LogPage open(String... parameters) {
        return openSources(List.of("app/" + name), parameters);
    }

    LogPage openSources(List<String> sources, String... parameters) {
        navigate(sources, parameters);
        return awaitState("live");
    }

    /** Opens the page whatever comes of it. */
    void navigate(List<String> sources, String... parameters) {
        if (context == null) {
            context = browser.newContext(new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setHasTouch(touch)
                    .setColorScheme(scheme));
            context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            page = context.newPage();
            page.setDefaultTimeout((double) PATIENCE.toMillis());
            page.addInitScript("addEventListener('securitypolicyviolation',"
                    + " e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI), true)");
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    complain(message.text() + ' ' + message.location());
                }
            });
            page.onPageError(this::complain);
            page.onDialog(dialog -> {
                complain("dialog: " + dialog.message());
                dialog.dismiss();
            });
            page.onRequest(request -> requests.add(request.url()));
        }
        String query = Stream.concat(
                        sources.stream().map(source -> "source=" + URLEncoder.encode(source, StandardCharsets.UTF_8)),
                        Arrays.stream(parameters))
                .collect(Collectors.joining("&", "?", ""));
        page.navigate(server.uri() + query);
    }

    Page page() {
        return page;
    }

    LogcastProcess server() {
        return server;
    }

    String source() {
        return "app/" + name;
    }

    Path log() {
        return server.log(name);
    }

    LogPage append(String... lines) {
        return append(List.of(lines));
    }

    LogPage append(List<String> lines) {
        try {
            Files.writeString(
                    log(), String.join("\n", lines) + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    LogPage awaitState(String state) {
        await("document.documentElement.dataset.state === '" + state + "'");
        return this;
    }

    /** Waits until so many lines have come, and fails if more do. */
    LogPage awaitLines(long lines) {
        await("Number(document.documentElement.dataset.lines) >= " + lines);
        assertThat(received()).isEqualTo(lines);
        return this;
    }

    /**
     * Asks again and again; the browser cannot, for it would have to evaluate text, which the page's policy forbids.
     *
     * @param condition a JavaScript expression; one that asks what is not there yet is not true yet
     */
    void await(String condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String asked = "(() => { try { return Boolean(" + condition
                + "); } catch (error) { if (error instanceof TypeError) return String(error); throw error; } })()";
        for (Object answer = evaluate(asked); !Boolean.TRUE.equals(answer); answer = evaluate(asked)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("did not become true: " + condition + ": " + answer + "; the state is "
                        + evaluate("document.documentElement.dataset.state") + ", the panel says "
                        + page.locator("body").innerText().lines().limit(20).toList() + ", the rows are " + messages()
                        + ", the page complained of " + complaints);
            }
            page.waitForTimeout(20);
        }
    }

    long received() {
        return Long.parseLong(String.valueOf(evaluate("document.documentElement.dataset.lines")));
    }

    Object evaluate(String script) {
        return page.evaluate(script);
    }

    LogPage press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator button(String label) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label));
    }

    Locator row(String text) {
        return page.locator(".strip .row:not([hidden])").filter(new Locator.FilterOptions().setHasText(text));
    }

    LogPage awaitRow(String text) {
        row(text).first().waitFor();
        return this;
    }

    /** What the messages of the rows say, from the first to the last. */
    List<String> messages() {
        return page.locator(".strip .row:not([hidden]):not([data-level=EDGE]) .message")
                .allTextContents();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    void assertNoComplaint() {
        assertThat(complaints).as("complaints of the browser").isEmpty();
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    private void complain(String text) {
        if (EXPECTED.stream().noneMatch(text::contains)) {
            complaints.add(text);
        }
    }
}
