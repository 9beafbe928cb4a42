package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
            page.await("document.querySelector('.form-error')?.textContent !== ''");
            page.find("#token").fill("open-sesame-open");
            page.press("Enter");
            page.awaitState("live").awaitRow("behind the door");

            page.openSources(List.of(page.source())).awaitRow("behind the door");
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            page.close();
            page.assertNoComplaint();
        }
    }
}
