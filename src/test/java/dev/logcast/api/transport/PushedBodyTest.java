package dev.logcast.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.api.problem.Problem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

/** What is answered when lines could not be stored. */
class PushedBodyTest {
    private static final int INSUFFICIENT_STORAGE = 507;

    @Test
    void fullDiskIsInsufficientStorage() {
        for (IOException full : new IOException[] {
            new IOException("No space left on device"),
            new FileSystemException("/data/spool", null, "No space left on device"),
            new IOException("Disk quota exceeded")
        }) {
            Problem problem = PushedBody.notStored(full, 3);

            assertThat(problem.status().getStatusCode()).isEqualTo(INSUFFICIENT_STORAGE);
            assertThat(problem)
                    .hasMessage("There is no space left below logcast.data.dir. Make room, and go on."
                            + " 3 lines before are stored.");
        }
    }

    @Test
    void anyOtherTroubleIsSaid() {
        Problem problem = PushedBody.notStored(new IOException("Input/output error"), 0);

        assertThat(problem.status().getStatusCode()).isEqualTo(503);
        assertThat(problem.retryAfterSeconds()).isPositive();
        assertThat(problem).hasMessageStartingWith("The lines could not be stored: Input/output error.");
    }
}
