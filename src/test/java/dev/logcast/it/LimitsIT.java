package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final Path LOG = Deployments.directory("limits").resolve("app.log");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "limits",
                Map.of(
                        "logcast.sources", "app",
                        "logcast.source.app.path", LOG.toString(),
                        "logcast.source.app.rate-limit", "10",
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

    @Test
    void whatIsOverTheRateIsAGapWithItsCountAndAdministratorsSeeWhoReads() throws Exception {
        URI logs = Deployments.uri(base, "/logs");
        new Server(logs, "limits").awaitClients(0);
        try (StreamClient client = StreamClient.open(logs.resolve("/logs/app?data=text&level=error"))) {
            client.awaitContaining("retry");
            // Behind an error there may be more of it; behind another line there is not.
            Files.writeString(
                    LOG,
                    "ERROR too fast\n".repeat(25) + "INFO over\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            String gap = client.awaitContaining("\"missed\"");
            assertThat(gap).contains("\"reason\":\"rate-limit\"", "\"source\":\"app\"", "\"missed\":15");
            assertThat(client.lines())
                    .filteredOn("data: ERROR too fast"::equals)
                    .hasSize(10);

            assertThat(StreamClient.get(logs.resolve("/api/clients")).body())
                    .contains(
                            "\"address\":\"127.0.0.1\"",
                            "\"sources\":[\"app\"]",
                            "\"level\":\"ERROR\"",
                            "\"behind\":0");
            assertThat(StreamClient.get(logs.resolve("/metrics")).body())
                    .contains("logcast_subscriptions", "logcast_recent_bytes", "logcast_slowest_client_lag_lines")
                    .containsPattern("logcast_dropped_lines_total\\{[^}]*reason=\"rate-limit\"[^}]*} 16");
        }
    }
}
