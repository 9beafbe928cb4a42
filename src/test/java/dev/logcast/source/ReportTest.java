package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import dev.logcast.source.file.ReadFailure;
import dev.logcast.source.find.FileReport;
import dev.logcast.source.find.SourceReport;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sources and their files stand, in words a person can act on. */
class ReportTest extends Stepwise {
    private SourceReport report() {
        return follower.report(new SourceId("app"));
    }

    @Test
    void sourceWithoutAFileWaits() {
        assertThat(report().state()).isEqualTo(SourceReport.State.WAITING);
        assertThat(report().files()).isEmpty();
        assertThat(report().lastLine()).isNull();
    }

    @Test
    void fileIsReadThenFollowedThenGone() throws IOException {
        append("app.log", "one\ntwo");
        follower.look();
        FileReport unread = reportOf("app.log");
        assertThat(unread.state()).isEqualTo(FileReport.State.READING);
        assertThat(unread.position()).isZero();
        assertThat(unread.size()).isEqualTo(7);
        assertThat(unread.lag()).isEqualTo(7);

        append("app.log", "\n");
        readsNow("one", "two");
        FileReport read = reportOf("app.log");
        assertThat(read.state()).isEqualTo(FileReport.State.FOLLOWING);
        assertThat(read.position()).isEqualTo(8);
        assertThat(read.lag()).isZero();
        assertThat(read.generation()).isEqualTo(received.batches().get(0).generation());
        assertThat(read.error()).isNull();
        assertThat(report().state()).isEqualTo(SourceReport.State.FOLLOWING);
        assertThat(report().linesPerSecond()).isPositive();
        assertThat(report().bytesPerSecond()).isPositive();
        assertThat(report().lastLine()).isNotNull();

        Files.delete(directory.resolve("app.log"));
        read();
        assertThat(reportOf("app.log").state()).isEqualTo(FileReport.State.GONE);
    }

    @Test
    void fileThatCannotBeReadSaysWhyUntilItCan() throws IOException {
        Path loop = Files.createSymbolicLink(directory.resolve("app.log"), directory.resolve("app.log"));
        append("other.log", "one\n");
        restartFor("*.log");
        readsNow("one");

        FileReport failed = reportOf("app.log");
        assertThat(failed.state()).isEqualTo(FileReport.State.UNREADABLE);
        assertThat(failed.error()).startsWith("Too many levels of symbolic links");
        assertThat(failed.generation()).isEqualTo(-1);
        assertThat(report().state()).isEqualTo(SourceReport.State.FAILING);
        assertThat(report().lastError()).isEqualTo(loop + ": " + failed.error());

        Files.delete(loop);
        append("app.log", "two\n");
        readsNow("two");
        assertThat(report().state()).isEqualTo(SourceReport.State.FOLLOWING);
        assertThat(report().lastError()).isNull();
    }

    @Test
    void sourcesAreCountedByHowTheyStand() throws IOException {
        restartFor("*.log");
        assertThat(counts()).containsExactly(0L, 1L, 0L);

        append("app.log", "one\n");
        readsNow("one");
        assertThat(counts()).containsExactly(1L, 0L, 0L);

        Files.createSymbolicLink(directory.resolve("b.log"), directory.resolve("b.log"));
        read();
        assertThat(counts()).containsExactly(0L, 0L, 1L);
    }

    private List<Long> counts() {
        return Stream.of(SourceReport.State.FOLLOWING, SourceReport.State.WAITING, SourceReport.State.FAILING)
                .map(follower::count)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, add user %s to group %s", "rw-------, let user %s read it"})
    void deniedPermissionSaysWhoMayRead(String permissions, String advice) throws IOException {
        Path file = append("app.log", "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(ReadFailure.of(new AccessDeniedException(file.toString()), file))
                .isEqualTo("permission denied: "
                        + advice.formatted(System.getProperty("user.name"), Files.getAttribute(file, "posix:group")));
    }
}
