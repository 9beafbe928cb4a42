package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away and comes back. */
class ReconnectPageIT {
    @TempDir
    private Path directory;

    @Test
    void afterARestartThePageGoesOnWithoutRepeatingOrHidingALine() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory);
                Chromium chromium = Chromium.launch()) {
            LogPage page = new LogPage(chromium.browser(), server);
            page.append(lines("before", 10)).open().awaitLines(10);

            server.kill();
            page.awaitState("reconnecting");
            assertThat(page.find(".status-state").textContent()).startsWith("Reconnecting");
            assertThat(page.button("Retry now").isVisible()).isTrue();
            assertThat(page.messages()).hasSize(10);
            page.append(lines("meanwhile", 10));

            server.restart();
            long ready = System.nanoTime();
            page.awaitState("live");
            assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(Duration.ofSeconds(3));

            page.append(lines("after", 10)).awaitRow("after 10 of");
            assertThat(page.messages())
                    .isEqualTo(Stream.of(
                                    lines("before", 10),
                                    List.of(page.row("missing")
                                            .locator(".message")
                                            .textContent()),
                                    lines("meanwhile", 10),
                                    lines("after", 10))
                            .flatMap(List::stream)
                            .toList());
            page.close();
            page.assertNoComplaint();
        }
    }

    private static List<String> lines(String text, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> text + ' ' + i + " of " + count)
                .toList();
    }
}
