package dev.logcast.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The page for as long as somebody leaves it open; {@code -Dminutes=30} says for how long. */
@EnabledIfSystemProperty(named = "logcast.soak", matches = "true")
class MemoryPageIT extends ArchivePages {
    private static final int MINUTES = Integer.getInteger("minutes", 30);
    private static final int PER_SECOND = 2000;
    private static final int SAMPLES = 30;

    /** A third of the time is for what the page may hold to be there; from then on it does not grow. */
    @Test
    void memoryIsFlatWhileLinesRunThroughAndARangeIsOpen() throws IOException {
        page.append(Instant.now() + " INFO begin").open().awaitRow("begin");
        Page range = page.page().context().newPage();
        List<Long> samples = new ArrayList<>();
        long written = 0;
        try (BufferedWriter log = Files.newBufferedWriter(page.log(), StandardOpenOption.APPEND)) {
            long began = System.nanoTime();
            for (int sample = 0; sample < SAMPLES; sample++) {
                long until = 60L * MINUTES * PER_SECOND * (sample + 1) / SAMPLES;
                while (written < until) {
                    String stamp = Instant.now().toString();
                    long due = Math.min(until, (System.nanoTime() - began) / (1_000_000_000 / PER_SECOND));
                    for (; written < due; written++) {
                        log.append(stamp)
                                .append(written % 50 == 0 ? " ERROR" : " INFO")
                                .append(" line ");
                        log.append(Long.toString(written))
                                .append(" accepted for the customer with a total of 17.20 EUR\n");
                    }
                    log.flush();
                    page.page().waitForTimeout(20);
                }
                if (sample == 0) {
                    range.navigate(
                            page.page().url() + "&since=" + Instant.now().minusSeconds(30) + "&until=" + Instant.now());
                    range.locator(".row").getByText(" accepted").first().waitFor();
                }
                samples.add(Renderers.largest() / 1_000_000);
            }
        }
        page.awaitLines(written + 1);
        System.out.println(
                "Memory of the page at " + PER_SECOND + " lines/s for " + MINUTES + " min, in MB: " + samples);
        long early = Collections.max(samples.subList(SAMPLES / 3, 2 * SAMPLES / 3));
        long late = Collections.max(samples.subList(2 * SAMPLES / 3, SAMPLES));
        assertThat(late).isLessThanOrEqualTo(early + early / 10);
    }
}
