package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StraySettingsTest {
    /** The lines about some names, beside a configuration of two sources and a token. */
    private static List<String> strays(String... given) throws InvalidSettingsException {
        Map<String, String> properties = new HashMap<>(Map.of(
                "logcast.sources", "app,my-web",
                "logcast.source.app.path", "/a.log",
                "logcast.tokens", "ci",
                "logcast.token.ci.secret", "0123456789abcdef0123456789abcdef"));
        Arrays.stream(given).forEach(name -> properties.put(name, "x"));
        return Settings.read(name -> Optional.ofNullable(properties.get(name)), properties.keySet())
                .strays();
    }

    @Test
    void slipOfTheFingerIsToldWithTheNameThatMayBeMeant() throws InvalidSettingsException {
        Map<String, String> meant = Map.of(
                "LOGCAST_SOURCE_APP_PAHT", "LOGCAST_SOURCE_APP_PATH",
                "LOGCAST_SOURCE_APP_FROMAT", "LOGCAST_SOURCE_APP_FORMAT",
                "LOGCAST_SOURCE_MY_WEB_MULTI_LINE", "LOGCAST_SOURCE_MY_WEB_MULTILINE",
                "LOGCAST_ARCHIVE_RETENTION", "LOGCAST_ARCHIVE_RETENTION_DAYS",
                "LOGCAST_DATADIR", "LOGCAST_DATA_DIR",
                "LOGCAST_SOURCE", "LOGCAST_SOURCES",
                "LOGCAST_TOKEN_CI_ROLES", "LOGCAST_TOKEN_CI_ROLE",
                "logcast.data-dir.", "logcast.data.dir",
                "logcast.source.app.exclude-paths", "logcast.source.app.exclude-path",
                "logcast.stream.heartbeat-second", "logcast.stream.heartbeat-seconds");

        for (Map.Entry<String, String> each : meant.entrySet()) {
            assertThat(strays(each.getKey()))
                    .singleElement()
                    .isEqualTo(each.getKey() + " has no effect: there is no such setting; " + each.getValue()
                            + " may be meant");
        }
    }

    @Test
    void settingOfASourceThatIsNotListedNamesTheList() throws InvalidSettingsException {
        assertThat(strays("LOGCAST_SOURCE_NGINX_PATH"))
                .singleElement()
                .asString()
                .startsWith("LOGCAST_SOURCE_NGINX_PATH has no effect: its name is not one of logcast.sources,"
                        + " which is \"app,my-web\"");
        assertThat(strays("logcast.source.ap.path"))
                .singleElement()
                .asString()
                .endsWith("; logcast.source.app.path may be meant");
        assertThat(strays("LOGCAST_TOKEN_OPS_SECRET"))
                .singleElement()
                .asString()
                .contains("logcast.tokens, which is \"ci\"");
        assertThat(strays("LOGCAST_MASK_PATTERN_CARD"))
                .singleElement()
                .asString()
                .contains("logcast.mask.patterns");
    }

    @Test
    void whatIsReadIsNoStrayByWhicheverName() throws InvalidSettingsException {
        assertThat(strays(
                        "LOGCAST_SOURCE_MY_WEB_EXCLUDE_PATH",
                        "logcast.source.my-web.exclude-path",
                        "LOGCAST_ADDRESS",
                        "LOGCAST_MASK_ALSO_",
                        "PATH"))
                .singleElement()
                .asString()
                .startsWith("LOGCAST_MASK_ALSO_ has no effect");
    }

    @Test
    void whatKubernetesTellsEveryPodIsNoStray() throws InvalidSettingsException {
        assertThat(strays(
                        "LOGCAST_PORT",
                        "LOGCAST_SERVICE_HOST",
                        "LOGCAST_SERVICE_PORT_HTTP",
                        "LOGCAST_PORT_8080_TCP",
                        "LOGCAST_PORT_8080_TCP_ADDR",
                        "LOGCAST_WEB_SERVICE_PORT",
                        "LOGCAST_WEB_PORT_80_TCP_PROTO"))
                .isEmpty();
    }

    @Test
    void oneNameInBothSpellingsIsToldOnce() throws InvalidSettingsException {
        assertThat(strays("LOGCAST_DATADIR", "logcast.datadir")).hasSize(1);
    }
}
