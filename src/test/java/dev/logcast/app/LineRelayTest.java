package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.Archive;
import dev.logcast.archive.NoArchive;
import dev.logcast.duty.Faults;
import dev.logcast.hub.Hub;
import dev.logcast.hub.HubSettings;
import dev.logcast.line.Lines;
import dev.logcast.line.Telemetry;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Those who watch and the archive get lines, whatever becomes of the other. */
class LineRelayTest {
    private final Faults faults = new Faults(Telemetry.NONE);
    private final Archive archive = new NoArchive();
    private final Hub hub = new Hub("1kx3", HubSettings.DEFAULT, 1, Telemetry.NONE);

    /** An archive that is broken in every part. */
    private static Archive broken() {
        return (Archive) Proxy.newProxyInstance(
                LineRelayTest.class.getClassLoader(), new Class<?>[] {Archive.class}, (proxy, method, arguments) -> {
                    throw new NoClassDefFoundError("a/B");
                });
    }

    @Test
    void thoseWhoWatchGetLinesThoughTheArchiveFails() {
        LineRelay relay = new LineRelay(hub, broken(), faults);

        relay.onLines(Lines.batch("app", 1, 2, null));
        relay.onLines(Lines.batch("app", 3, 2, null));

        assertThat(hub.newest().sequence()).isEqualTo(4);
        assertThat(faults.lasting()).isEqualTo(Map.of("publish", "1, such as java.lang.NoClassDefFoundError: a/B"));
    }

    @Test
    void theArchiveGetsLinesThoughTheHubFails() {
        // Whatever it throws: one that is not there throws, too.
        LineRelay relay = new LineRelay(null, archive, faults);

        relay.onLines(Lines.batch("app", 1, 2, null));
        relay.onLines(Lines.batch("app", 3, 2, null));

        assertThat(archive.newest()).isEqualTo(4);
        assertThat(faults.lasting()).containsOnlyKeys("publish");
    }
}
