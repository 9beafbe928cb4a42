package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lets nobody in without a token. */
class SignInPageIT {
    @TempDir
    private Path directory;

    @Test
    void theTokenOpensTheStreamAndStaysSignedInOverAReload() throws Exception {
        Map<String, String> settings = Map.of(
                "LOGCAST_AUTH", "token",
                "LOGCAST_TOKENS", "me",
                "LOGCAST_TOKEN_ME_SECRET", "open-sesame-open",
                "LOGCAST_TOKEN_ME_SOURCES", "app/test-*");
        try (LogcastProcess server = LogcastProcess.start(directory, settings);
                Chromium chromium = Chromium.launch()) {
            LogPage page = new LogPage(chromium.browser(), server);
            page.append("behind the door").navigate(List.of(page.source()));
            page.find("state-panel[data-panel=signin]").waitFor();
            assertThat(page.received()).isZero();

            page.find("#token").fill("wrong");
            page.press("Enter");
            page.await("document.querySelector('state-panel .form-error')?.textContent !== ''");
            page.find("#token").fill("open-sesame-open");
            page.press("Enter");
            page.awaitState("live").awaitRow("behind the door");

            page.openSources(List.of(page.source())).awaitRow("behind the door");
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            page.close();
            page.assertNoComplaint();
        }
    }

    @Test
    void theLinkThatTheStartPrintsSignsInOnce() throws Exception {
        try (LogcastProcess server = LogcastProcess.start(directory, Map.of("LOGCAST_AUTH", "token"));
                Chromium chromium = Chromium.launch()) {
            Await.await(() -> !link(server).isEmpty());
            String link = link(server);
            LogPage page = new LogPage(chromium.browser(), server);
            page.append("behind the door").navigate(List.of(page.source()));
            page.find("state-panel[data-panel=signin]").waitFor();

            page.page().navigate(link);
            page.awaitState("live").awaitRow("behind the door");

            assertThat(page.page().url()).doesNotContain("token").doesNotContain("#");
            page.close();
            LogPage late = new LogPage(chromium.browser(), server);
            late.navigate(List.of(page.source()));
            late.page().navigate(link);
            late.find("state-panel[data-panel=signin]").waitFor();
            late.close();
        }
    }

    /** It is printed when the server is ready; empty before. */
    private static String link(LogcastProcess server) {
        try {
            Matcher printed = Pattern.compile("sign in, once: (\\S+)").matcher(server.log());
            return printed.find() ? printed.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
