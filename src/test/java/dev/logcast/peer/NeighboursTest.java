package dev.logcast.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighboursTest {
    private static final String HERE = "127.0.0.1";
    private static final int PEER = 4711;

    @TempDir
    private Path directory;

    private FakeProc proc;

    @BeforeEach
    void machine() throws IOException {
        proc = new FakeProc(directory);
    }

    private Optional<String> stranger(Connection connection) {
        return new Neighbours(new Sockets(proc.directory())).stranger(connection);
    }

    @ParameterizedTest
    @CsvSource({"tcp, 127.0.0.1", "tcp6, 127.0.0.1", "tcp6, ::1", "tcp, 127.8.8.8"})
    void programWithOneSocketIsAtThisMachine(String table, String address) throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/curl");

        assertThat(stranger(proc.connect(PEER, table, address))).isEmpty();
    }

    @Test
    void anotherUserIsAStranger() throws IOException {
        proc.process(PEER, 33, "/usr/bin/curl");

        assertThat(stranger(proc.connect(PEER, "tcp", HERE)).orElseThrow()).contains("uid 33");
    }

    @Test
    void rootWhoseProcessesCannotBeSeenIsLetInAndOurOwnUserIsNot() throws IOException {
        proc.process(PEER, 0, "/usr/bin/curl").process(PEER + 1, FakeProc.USER, "/usr/bin/curl");
        Connection root = proc.connect(PEER, "tcp", HERE);
        Connection own = proc.connect(PEER + 1, "tcp", HERE);
        for (int process : new int[] {PEER, PEER + 1}) {
            empty(directory.resolve(process + "/fd"));
        }

        assertThat(stranger(root)).isEmpty();
        assertThat(stranger(own).orElseThrow()).contains("cannot be seen");
    }

    @Test
    void whoHasGoneIsNotTakenForRoot() throws IOException {
        assertThat(stranger(proc.connectAndClose(HERE)).orElseThrow()).contains("cannot be seen");
        assertThat(stranger(proc.connection(HERE, 50_000)).orElseThrow()).contains("cannot be seen");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp,  0.0.0.0,   80",
        "tcp6, ::,        5173",
        "tcp,  127.0.0.1, 5173",
        "tcp6, ::1,       45000",
        "udp,  0.0.0.0,   443"
    })
    void whoListensMayPassOnWhatOthersAsk(String table, String address, int port) throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/node").listen(PEER, table, address, port);

        assertThat(stranger(proc.connect(PEER, "tcp", HERE)).orElseThrow())
                .contains("\"node\"", "listens on port " + port);
    }

    @Test
    void childOfAListenerThatServesItsClientIsAStranger() throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/relay").listen(PEER, "tcp", "0.0.0.0", 45_000);
        proc.process(PEER + 1, FakeProc.USER, "/usr/bin/relay")
                .socket(PEER + 1, "tcp", "127.0.0.1", 45_000, "127.0.0.1", 51_000);

        assertThat(stranger(proc.connect(PEER + 1, "tcp", HERE)).orElseThrow()).contains("port 45000");
    }

    @Test
    void whoTookOneClientAndListensNoMoreIsAStranger() throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/relay")
                .socket(PEER, "tcp6", "127.0.0.1", 9000, "127.0.0.1", 51_000);

        assertThat(stranger(proc.connect(PEER, "tcp6", HERE)).orElseThrow()).contains("port 9000");
    }

    @ParameterizedTest
    @CsvSource({"tcp, 10.0.0.1, 198.51.100.7", "tcp6, 2001:db8::1, 2001:db8::7f00:1", "udp, 10.0.0.1, 198.51.100.7"})
    void farEndOfATunnelIsAStranger(String table, String local, String remote) throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/tunnel").socket(PEER, table, local, 40_999, remote, 443);

        assertThat(stranger(proc.connect(PEER, "tcp", HERE)).orElseThrow()).contains("another machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh", "socat", "nginx", "haproxy", "socat (deleted)"})
    void relaysAreKnownByNameWhateverTheirSocketsAre(String program) throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/" + program).local(PEER);

        assertThat(stranger(proc.connect(PEER, "tcp", HERE))).isPresent();
    }

    @Test
    void programThatTalksWithOthersAtThisMachineIsNone() throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/python3.11")
                .local(PEER)
                .socket(PEER, "tcp", HERE, 40_998, HERE, 5432)
                .socket(PEER, "tcp6", "::1", 40_999, "::1", 9222);

        assertThat(stranger(proc.connect(PEER, "tcp", HERE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib/chromium/chromium",
                "/opt/google/chrome/chrome",
                "/usr/lib/firefox/firefox-bin",
                "/usr/sbin/sshd"
            })
    void browsersAndThoseWhoSignedInBySshAreAtThisMachine(String program) throws IOException {
        proc.process(PEER, FakeProc.USER, program)
                .listen(PEER, "tcp", HERE, 9222)
                .listen(PEER, "udp", "0.0.0.0", 5353)
                .socket(PEER, "tcp", "10.0.0.1", 40_999, "198.51.100.7", 443);

        assertThat(stranger(proc.connect(PEER, "tcp", HERE))).isEmpty();
    }

    @Test
    void weOurselvesAreNoStranger() throws IOException {
        assertThat(stranger(proc.connect(FakeProc.SELF, "tcp", HERE))).isEmpty();
    }

    @Test
    void connectionIsLookedAtOnceAndAnotherOneOfTheSamePortAnew() throws IOException {
        proc.process(PEER, FakeProc.USER, "/usr/bin/curl");
        Connection first = proc.connect(PEER, "tcp", HERE);
        Neighbours neighbours = new Neighbours(new Sockets(proc.directory()));
        assertThat(neighbours.stranger(first)).isEmpty();
        empty(directory.resolve(PEER + "/fd"));

        assertThat(neighbours.stranger(first)).isEmpty();
        assertThat(neighbours.stranger(new Connection("next", HERE, first.peerPort(), HERE, 8080)))
                .isPresent();
    }

    @Test
    void whereThereIsNoSuchListNobodyIsAStranger() {
        assertThat(new Neighbours(new Sockets(directory.resolve("nothing"))).stranger(proc.connection(HERE, 50_000)))
                .isEmpty();
    }

    @Test
    void connectionIsEstablishedUntilItIsNotListedAsSuch() throws IOException {
        proc.socket(FakeProc.SELF, "tcp6", HERE, 8080, "192.0.2.7", 50_000);
        Sockets sockets = new Sockets(proc.directory());

        assertThat(sockets.established(new Connection("1", "192.0.2.7", 50_000, HERE, 8080), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(sockets.established(new Connection("2", "192.0.2.7", 50_001, HERE, 8080), Duration.ofSeconds(1)))
                .isFalse();
        assertThat(sockets.established(proc.connectAndClose(HERE), Duration.ZERO))
                .isFalse();
    }

    private static void empty(Path descriptors) throws IOException {
        try (var entries = Files.list(descriptors)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
    }
}
