package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PortTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static HttpServer server(int status, String health) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/health", exchange -> {
            byte[] body = health.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Port port(HttpServer server) {
        return new Port(LOOPBACK, server.getAddress().getPort());
    }

    @Test
    void freePortIsNobodys() throws Exception {
        int number;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            number = socket.getLocalPort();
        }

        assertThat(new Port(LOOPBACK, number).holder()).isEqualTo(Port.Holder.NOBODY);
    }

    @Test
    void portOfALogcastIsKnownReadyOrNot() throws Exception {
        for (int status : new int[] {200, 503}) {
            HttpServer server = server(status, "{\"checks\":[{\"name\":\"logcast-sources\"}]}");
            try {
                assertThat(port(server).holder()).isEqualTo(Port.Holder.LOGCAST);
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void portOfSomethingElseIsAnothers() throws Exception {
        HttpServer server = server(404, "Not found");
        try {
            assertThat(port(server).holder()).isEqualTo(Port.Holder.ANOTHER);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void addressOfAnotherMachineIsRefused() throws Exception {
        // RFC 5737: for documentation only.
        Port port = new Port(InetAddress.getByName("192.0.2.1"), 8080);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(port::holder)
                .withMessageContaining("cannot listen on port 8080 of 192.0.2.1");
    }

    @Test
    void addressForPeopleIsOneThatABrowserCanOpen() throws Exception {
        assertThat(new Port(InetAddress.getByName("0.0.0.0"), 1).uri("/")).hasToString("http://localhost:1/");
        assertThat(new Port(InetAddress.getByName("192.0.2.1"), 1).uri("/")).hasToString("http://192.0.2.1:1/");
        assertThat(new Port(InetAddress.getByName("2001:db8::1"), 1).uri("/"))
                .hasToString("http://[2001:db8:0:0:0:0:0:1]:1/");
    }
}
