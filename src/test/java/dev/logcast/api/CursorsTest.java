package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.logcast.api.problem.Problem;
import dev.logcast.archive.local.ArchiveSettings;
import dev.logcast.archive.local.RunningArchive;
import dev.logcast.line.Cursor;
import dev.logcast.line.CursorForm;
import dev.logcast.line.Lines;
import dev.logcast.line.SealedCursors;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CursorsTest {
    private static final ArchiveSettings SETTINGS = ArchiveSettings.of(1_000_000_000, Duration.ofDays(7));

    @TempDir
    Path directory;

    @Test
    void placesOfThisRunAndOfEarlierOnesAreFound() throws Exception {
        try (RunningArchive first = new RunningArchive(directory, SETTINGS, "one")) {
            first.archive().append(Lines.batch("app", 1, 10, null));
        }
        try (RunningArchive second = new RunningArchive(directory, SETTINGS, "two")) {
            second.archive().append(Lines.batch("app", 11, 10, null));
            Cursors cursors = new Cursors(second.archive(), new Cursor("two", 20), CursorForm.PLAIN);

            assertThat(cursors.after("two-20")).hasValue(20);
            assertThat(cursors.before("two-21")).hasValue(21);
            assertThat(cursors.after("one-4")).hasValue(4);
            assertThat(cursors.before("one-4")).hasValue(4);
            assertThat(cursors.after("beginning")).isEmpty();
            // Lines of that run which were never stored: what is there ends before them.
            assertThat(cursors.after("one-15")).hasValue(10);
            assertThat(cursors.before("one-15")).hasValue(11);
            refused(() -> cursors.after("two-21"), 400, "still to come; the newest is two-20");
            refused(() -> cursors.before("two-22"), 400, "still to come");
            refused(() -> cursors.before("three-1"), 410, "no line is left");
            refused(() -> cursors.before("nonsense"), 400, "before must be a cursor");
        }
    }

    @Test
    void sealedCursorsAreTheOnlyOnesOfWhoMayNotSeeEverything() throws Exception {
        try (RunningArchive running = new RunningArchive(directory, SETTINGS, "one")) {
            running.archive().append(Lines.batch("app", 1, 10, null));
            SealedCursors sealed = new SealedCursors(new byte[16]);
            Cursors cursors = new Cursors(running.archive(), new Cursor("one", 10), sealed);

            assertThat(cursors.after(sealed.write(new Cursor("one", 4)))).hasValue(4);
            refused(() -> cursors.after("one-4"), 400, "after must be a cursor");
            String future = sealed.write(new Cursor("one", 11));
            refused(
                    () -> cursors.after(future),
                    400,
                    future + " is of a line that is still to come; the newest is "
                            + sealed.write(new Cursor("one", 10)));
        }
    }

    private static void refused(Runnable asking, int status, String told) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(asking::run)
                .withMessageContaining(told)
                .satisfies(
                        problem -> assertThat(problem.status().getStatusCode()).isEqualTo(status));
    }
}
