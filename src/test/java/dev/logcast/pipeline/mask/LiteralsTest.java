package dev.logcast.pipeline.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a string ends with it, whatever mark within is not closed. */
class LiteralsTest {
    private static final Masking SECRETS = new Masking(true, List.of(), List.of());
    private static final String BEHIND = "\"level\":\"error\",\"status\":500,\"when\":\"it's late\"}";

    private static String masked(String text) {
        return SECRETS.mask(text).masked();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** As a field of JSON, in the string of another, and as one of logfmt. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "enter password: '",
                "enter password: `",
                "password=\"",
                "password: ",
                "password=",
                "--password",
                "mysql -p",
                "mysql -p'",
                "Authorization:",
                "Authorization: \"",
                "Cookie: \"",
                "cut: {\"password\":\"hunter2",
                "cut: {\"password\":{\"old\":\"hunter2",
                "cut: password={",
                "cut: secrets=[",
                "regex /password=['\"]?(\\w+)/ compiled",
                "UPDATE users SET password='hunter2...",
                "PASSWORD('hunter2",
                "define('DB_PASSWORD', 'hunter2",
                "pwd=\"hunter2",
                "password: `hunter2",
                "setPassword(\"hunter2",
                "near \"IDENTIFIED BY 'hunter2",
                "INSERT INTO users (name, password) VALUES ('bob', 'hunter2",
                "curl -u 'bob:hunter2",
                "sshpass -p \"hunter2",
                "{\"name\":\"DB_PASSWORD\",\"value\":\"hunter2",
                "password='''hunter2",
                "use -----BEGIN PRIVATE KEY----- header",
                "-----BEGIN RSA PRIVATE KEY-----",
                "<password><![CDATA[hunter2",
                "Set-Cookie: \"sid=hunter2"
            })
    void whatIsNotClosedInAStringHidesNothingBehindIt(String message) {
        String json = masked("{\"time\":\"T\",\"msg\":" + quoted(message) + ',' + BEHIND);
        assertThat(json)
                .startsWith("{\"time\":\"T\",\"msg\":\"")
                .endsWith("\"," + BEHIND)
                .doesNotContain("hunter2");

        String nested = masked("{\"a\":" + quoted("{\"msg\":" + quoted(message) + ',' + BEHIND) + ',' + BEHIND);
        String within = quoted(BEHIND);
        assertThat(nested)
                .startsWith("{\"a\":\"{\\\"msg\\\":\\\"")
                .endsWith("\\\"," + within.substring(1) + ',' + BEHIND)
                .doesNotContain("hunter2");

        String list = masked("[" + quoted(message) + ",5,\"it's\",\"x\"]");
        assertThat(list).endsWith("\",5,\"it's\",\"x\"]").doesNotContain("hunter2");

        String logfmt = masked("time=T msg=" + quoted(message) + " level=error status=500 when=\"it's late\"");
        assertThat(logfmt)
                .startsWith("time=T msg=\"")
                .endsWith("\" level=error status=500 when=\"it's late\"")
                .doesNotContain("hunter2");
    }

    @Test
    void secretsBehindWhatIsNotClosedAreHidden() {
        assertThat(
                        masked(
                                "{\"msg\":\"enter password: '\",\"password\":\"hunter2\",\"a\":\"Bearer abc123def456\",\"n\":1}"))
                .isEqualTo("{\"msg\":\"enter password: '\",\"password\":\"***\",\"a\":\"Bearer ***\",\"n\":1}");
        assertThat(masked("msg=\"enter password: '\" password=hunter2 level=error"))
                .isEqualTo("msg=\"enter password: '\" password=*** level=error");
    }

    @Test
    void backslashThatEndsAValueDoesNotMoveWhereItEnds() {
        assertThat(
                        masked(
                                "{\"msg\":\"{\\\"secret\\\":{\\\"dir\\\":\\\"C:\\\\\\\\\\\",\\\"host\\\":\\\"h\\\",\\\"key\\\":5}}\"}"))
                .isEqualTo(
                        "{\"msg\":\"{\\\"secret\\\":{\\\"dir\\\":\\\"***\\\",\\\"host\\\":\\\"h\\\",\\\"key\\\":\\\"***\\\"}}\"}");
        assertThat(
                        masked(
                                "{\"msg\":\"{\\\"password\\\":\\\"hunter1\\\\\\\\\\\",\\\"user\\\":\\\"bob\\\"}\",\"level\":\"error\"}"))
                .isEqualTo("{\"msg\":\"{\\\"password\\\":\\\"***\\\",\\\"user\\\":\\\"bob\\\"}\",\"level\":\"error\"}");
    }

    @Test
    void privateKeyThatIsAListOfItsLinesIsHidden() {
        assertThat(
                        masked(
                                "{\"key\":[\"-----BEGIN PRIVATE KEY-----\",\"MIIEvQ\",\"hunter2\",\"-----END PRIVATE KEY-----\"],\"n\":1}"))
                .isEqualTo(
                        "{\"key\":[\"-----BEGIN PRIVATE KEY-----\",\"***\",\"***\",\"-----END PRIVATE KEY-----\"],\"n\":1}");
    }

    @Test
    void patternOfOnesOwnGoesAcrossStrings() {
        Masking own = new Masking(true, List.of(), List.of(new CustomPattern("own", "from.*to")));

        assertThat(own.mask("{\"a\":\"x from\",\"b\":\"y\",\"c\":\"to z\"}").masked())
                .isEqualTo("{\"a\":\"x ***\",\"b\":\"***\",\"c\":\"*** z\"}");
    }
}
