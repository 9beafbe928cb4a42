package dev.logcast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalRecordTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ssh.service                      | sshd     | syslog | journal/ssh",
                "getty@tty1.service               | agetty   | syslog | journal/getty",
                "dev-disk-by\\\\x2dlabel.swap     | systemd  | stdout | journal/dev-disk-by-label-swap",
                "session-3.scope                  | sudo     | syslog | journal/sudo",
                "init.scope                       | systemd  | stdout | journal/systemd",
                "''                               | kernel   | kernel | journal/kernel",
                "''                               | ''       | stdout | journal/other",
                "Ünit.service                     | x        | stdout | journal/nit"
            })
    void sourceIsTheUnitOrTheProgram(String unit, String program, String transport, String source) {
        String json = "{\"_SYSTEMD_UNIT\":\"" + unit + "\",\"SYSLOG_IDENTIFIER\":\"" + program + "\",\"_TRANSPORT\":\""
                + transport + "\"}";

        assertThat(new JournalRecord(json).source("journal")).hasToString(source);
    }

    @Test
    void unitOfAUserGoesBeforeTheManagersOfThatUser() {
        assertThat(new JournalRecord(
                                "{\"_SYSTEMD_UNIT\" : \"user@1000.service\",\"_SYSTEMD_USER_UNIT\":\"pipewire.service\"}")
                        .source("j"))
                .hasToString("j/user-pipewire");
    }

    @Test
    void whatAMessageSaysIsNoField() {
        JournalRecord record = new JournalRecord(
                "{\"MESSAGE\":\"{\\\"__CURSOR\\\":\\\"forged\\\",\\\"_SYSTEMD_UNIT\\\":\\\"x.service\\\"}\",\"__CURSOR\":\"s=1;i=2\"}");

        assertThat(record.cursor()).isEqualTo("s=1;i=2");
        assertThat(record.source("j")).hasToString("j/other");
        assertThat(new JournalRecord("-- No entries --").cursor()).isEmpty();
    }
}
