package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.AccessMatrix;
import dev.logcast.AccessMatrix.Who;
import dev.logcast.Routes.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The matrix of who may do what, through the whole server, by source too. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AccessMatrixIT {
    private static final Path DIRECTORY = Deployments.directory("access-matrix");
    private static final String OWN = "services/orders";

    /** Another one, a group in which there is nothing for those who are for some, and none at all. */
    private static final List<String> FOREIGN = List.of("app", "hidden", "services/users", "nonsense");

    /** Take {@code source} as a parameter. */
    private static final Set<String> BY_PARAMETER = Set.of("/logs", "/api/logs", "/api/histogram");

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "logcast.sources",
                "app,services,hidden",
                "logcast.source.app.path",
                DIRECTORY.resolve("app.log").toString(),
                "logcast.source.services.path",
                DIRECTORY.resolve("services/{service}.log").toString(),
                "logcast.source.hidden.path",
                DIRECTORY.resolve("hidden/{name}.log").toString(),
                "logcast.tokens",
                "viewer,part,ingest,part-admin,admin",
                "logcast.token.ingest.role",
                "ingest",
                "logcast.token.part.sources",
                OWN,
                "logcast.token.part-admin.role",
                "admin",
                "logcast.token.part-admin.sources",
                OWN,
                "logcast.token.admin.role",
                "admin"));
        for (Who who : Who.values()) {
            if (who.showsToken()) {
                settings.put("logcast.token." + who.label() + ".secret", who.secret());
            }
        }
        return Deployments.war("access-matrix", settings);
    }

    @ParameterizedTest
    @EnumSource
    void identityRequestAndSourceDecide(Who who) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<Route, Map<Who, String>> row : AccessMatrix.rows().entrySet()) {
            Route route = row.getKey();
            String outcome = row.getValue().get(who);
            String path = route.path().replace("*", "base");
            boolean inPath = path.contains("{source}");
            check(wrong, who, route.method(), path.replace("{source}", OWN), outcome);
            if (inPath || BY_PARAMETER.contains(path)) {
                String forOthers = outcome.equals("ok") && who.isForSome() ? "403" : outcome;
                for (String source : FOREIGN) {
                    String asked = inPath ? path.replace("{source}", source) : path + "?source=" + source;
                    check(wrong, who, route.method(), asked, forOthers);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void check(List<String> wrong, Who who, String method, String path, String expected) throws IOException {
        int status = status(method, path, who);
        boolean right = expected.equals("ok")
                ? status != 401 && status != 403 && status < 500
                : expected.equals(Integer.toString(status));
        if (!right) {
            wrong.add(method + ' ' + path + " by " + who + ": " + status + " instead of " + expected);
        }
    }

    @Test
    void wrongTokenIsAnsweredLateAndLoggedWithoutItself() throws Exception {
        long begun = System.nanoTime();
        assertThat(status("GET", "/logs", "Authorization: Bearer wrong-and-told-nobody\r\n"))
                .isEqualTo(401);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        // Logged before it was answered.
        assertThat(Server.log())
                .contains("Refused a wrong token from 127.0.0.1")
                .doesNotContain("wrong-and-told-nobody");
    }

    @Test
    void programThatListensIsTakenForAProxy() throws IOException {
        // This one, for as long as it listens.
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            // Who has just been welcome is not looked at again for a moment.
            long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            int refused = status("GET", "/api/sources", Who.HERE);
            while (refused == 200 && System.nanoTime() - until < 0) {
                refused = status("GET", "/api/sources", Who.HERE);
            }
            assertThat(refused).isEqualTo(401);
        }
        assertThat(status("GET", "/api/sources", Who.HERE)).isEqualTo(200);
    }

    private int status(String method, String path, Who who) throws IOException {
        String elsewhere = who == Who.HERE ? "" : "X-Forwarded-For: 192.0.2.7\r\n";
        return status(
                method,
                path,
                who.showsToken() ? elsewhere + "Authorization: Bearer " + who.secret() + "\r\n" : elsewhere);
    }

    private int status(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(20_000);
            String length = method.equals("GET") ? "" : "Content-Length: 0\r\n";
            socket.getOutputStream()
                    .write((method + ' ' + path + " HTTP/1.1\r\nHost: localhost:" + base.getPort() + "\r\n" + headers
                                    + length + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return Integer.parseInt(in.readLine().substring(9, 12));
        }
    }
}
