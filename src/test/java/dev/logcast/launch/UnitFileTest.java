package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The unit for systemd, as far as it can be looked at without one. */
class UnitFileTest {
    private static final Path UNIT = Path.of("server-config", "logcast.service");
    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: (\\d+\\.\\d)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Restart=on-failure",
                "UMask=0077",
                "DynamicUser=yes",
                "StateDirectoryMode=0700",
                "SupplementaryGroups=adm systemd-journal",
                "CapabilityBoundingSet=",
                "SystemCallFilter=@system-service",
                "NoNewPrivileges=yes",
                "ProtectSystem=strict",
                "ProtectProc=invisible"
            })
    void unitHasWhatIsPromisedOfIt(String directive) throws IOException {
        assertThat(Files.readAllLines(UNIT)).contains(directive);
    }

    /** Java maps memory as code while it runs. */
    @Test
    void unitForbidsNothingThatJavaNeeds() throws IOException {
        assertThat(Files.readAllLines(UNIT)).doesNotContain("MemoryDenyWriteExecute=yes", "ProcSubset=pid");
    }

    @Test
    void systemdFindsItExposedByTwoAtMost() throws Exception {
        assumeThat(ANALYZE).isExecutable();
        Process process = new ProcessBuilder(
                        ANALYZE.toString(), "security", "--offline=true", "--no-pager", UNIT.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher exposure = EXPOSURE.matcher(report);
        // Versions before 250 cannot look at a file.
        assumeThat(exposure.find()).as(report).isTrue();

        assertThat(Double.parseDouble(exposure.group(1))).as(report).isLessThanOrEqualTo(2.0);
    }
}
