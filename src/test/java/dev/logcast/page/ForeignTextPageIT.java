package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a log holds is text and nothing else; that the browser has nothing to say about it is checked after each test. */
@ExtendWith(LogPages.class)
class ForeignTextPageIT {
    private static final List<String> MARKUP = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(2)>",
            "<svg onload=alert(3)><a href=javascript:alert(4)>x</a></svg>",
            "<iframe srcdoc=\"<script>parent.alert(5)</script>\"></iframe>",
            "</span></div></log-list><style>*{display:none}</style>",
            "{{constructor.constructor('alert(6)')()}} ${alert(7)} `${alert(8)}`",
            "\"}\n\nevent: logcast:gap\ndata: {\"reason\":\"faked\",\"missed\":9}\n\n".replace("\n", "\\n"),
            "javascript:alert(9) data:text/html,<script>alert(10)</script>",
            "&lt;b&gt; &amp; &#x3c;script&#x3e;");

    @Test
    void markupIsShownAsItIs(LogPage page) {
        page.append(MARKUP).open().awaitRow("&lt;b&gt;");
        assertThat(page.messages()).isEqualTo(MARKUP);
        assertThat(page.find("log-list script, log-list img, log-list iframe, log-list a, log-list style")
                        .count())
                .isZero();
        assertThat(page.evaluate("document.documentElement.dataset.gaps")).isEqualTo("0");
        page.row("<img").click();
        page.press("Enter");
        page.await("document.querySelector('.raw')?.textContent === '<img src=x onerror=alert(2)>'");
        page.find("#query").fill("<script");
        page.await("document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE])').length === 3");
    }

    @Test
    void escapesControlsAndDirectionsStayInTheirLine(LogPage page) {
        page.append(
                        "\u001b[31mred\u001b[0m \u001b]0;title\u0007 plain",
                        "a\0b\u0001c",
                        "right \u202eto left\u202c שלום עולם مرحبا",
                        "\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb\ud835\udd38 four bytes",
                        "zero\u200bwidth \ufeffmark e\u0301",
                        "last")
                .open()
                .awaitRow("last");
        assertThat(page.messages().get(0)).isEqualTo("red  plain");
        assertThat(page.messages().get(1)).isEqualTo("abc");
        assertThat(page.messages().get(3))
                .isEqualTo("\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb\ud835\udd38 four bytes");
        assertThat((Boolean) page.evaluate(
                        "new Set([...document.querySelectorAll('.strip .row:not([hidden]):not([data-level=EDGE]) .message')].map(m =>"
                                + " Math.round(m.getBoundingClientRect().left))).size === 1"))
                .isTrue();
    }

    @Test
    void malformedBytesAreReplaced(LogPage page) throws IOException {
        Files.write(page.log(), new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b', '\n'});
        page.open().awaitRow("a\ufffd\ufffdb");
    }

    @Test
    void longLinesAreCutAndGivenInFull(LogPage page) {
        page.append("x".repeat(50_000), "short").open().awaitRow("short");
        page.press(" ").awaitState("paused").press("k").press("k");
        page.await("document.querySelector('.row.cursor .message').textContent.length === 16384");
        page.press("Enter");
        page.await("document.querySelector('.raw')?.textContent.length === 50000");
    }

    @Test
    void aLineOfAMegabyteHoldsNothingUp(LogPage page) {
        page.append("before").open().awaitRow("before");
        page.evaluate(
                "(window.tasks = [], new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(e =>"
                        + " e.duration))).observe({type: 'longtask'}))");
        long start = System.nanoTime();
        page.append("<" + "y".repeat(990_000), "after").awaitRow("after");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        page.press("w");
        page.await("document.querySelector('log-list').hasAttribute('data-wrap')");
        page.awaitRow("Show all");
        assertThat((Boolean) page.evaluate("window.tasks.every(duration => duration < 150)"))
                .as("long tasks %s", page.evaluate("String(window.tasks)"))
                .isTrue();
    }

    @Test
    void namesOfFilesAreTextToo(LogPage page) throws IOException {
        String name = "<img src=x onerror=alert(1)> \"'&{{1}}";
        Files.write(page.server().log(name), "hello\n".getBytes(StandardCharsets.UTF_8));
        page.append("other").openSources(List.of(page.source(), "app/<img*")).awaitRow("hello");
        assertThat(page.find(".source-row .source-id").allTextContents())
                .anySatisfy(text -> assertThat(text).startsWith("app/<img"));
        page.find(".source-name[title*='<img']").click();
        page.await("new URLSearchParams(location.search).get('source').startsWith('app/<img')");
        page.awaitRow("hello");
        assertThat(page.find("source-list img, log-list img").count()).isZero();
    }
}
