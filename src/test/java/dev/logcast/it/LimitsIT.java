package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server with room for two. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LimitsIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "limits",
                Map.of(
                        "logcast.sources", "app",
                        "logcast.source.app.path",
                                Deployments.directory("limits")
                                        .resolve("app.log")
                                        .toString(),
                        "logcast.archive", "none",
                        "logcast.stream.heartbeat-seconds", "1",
                        "logcast.stream.max-clients", "2"));
    }

    @Test
    void oneClientTooManyIsToldWhenToComeBackAndWhoLeavesMakesRoom() throws Exception {
        URI logs = Deployments.uri(base, "/logs");
        StreamClient first = StreamClient.open(logs);
        StreamClient text = StreamClient.open(logs.resolve("/logs?format=text"));
        HttpResponse<String> refused = StreamClient.get(logs);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).contains("logcast.stream.max-clients");

        first.close();
        text.close();
        Server server = new Server(logs, "limits");
        server.awaitClients(0);
        try (StreamClient again = StreamClient.open(logs)) {
            assertThat(again.response().statusCode()).isEqualTo(200);
        }
    }
}
