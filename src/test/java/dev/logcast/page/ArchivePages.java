package dev.logcast.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the page before a server that keeps lines, and has little of them in memory. Each test has a page with a source of its own, and
 * fails when that had anything to complain about.
 */
abstract class ArchivePages {
    @TempDir
    private static Path directory;

    static LogcastProcess server;

    private static Chromium chromium;

    LogPage page;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.launch();
        server = LogcastProcess.start(
                directory,
                Map.of(
                        "LOGCAST_ARCHIVE", "local",
                        "LOGCAST_SOURCE_APP_START", "beginning",
                        "LOGCAST_STREAM_RECENT_BYTES", "1MB"));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @BeforeEach
    void openPage() {
        page = new LogPage(chromium.browser(), server);
    }

    @AfterEach
    void closePage() {
        page.close();
        page.assertNoComplaint();
    }
}
