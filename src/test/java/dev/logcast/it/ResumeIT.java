package dev.logcast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that break anywhere, and clients that come back with the last id they have. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ResumeIT {
    private static final boolean SOAK = Boolean.getBoolean("logcast.soak");
    private static final int CLIENTS = SOAK ? 50 : 20;
    private static final int DISCONNECTS = SOAK ? 1000 : 100;
    private static final int DISCONNECTS_PER_SECOND = 20;
    private static final int LINES_PER_SECOND = 2000;
    private static final int LONGEST_WAY_TO_THE_CUT = 2000;
    private static final int UNCUT = Integer.MAX_VALUE;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern NUMBER = Pattern.compile("number (\\d+) ");

    private static final Path DIRECTORY = Deployments.directory("resume");

    /** What a client asks for, and which of the lines that is: even numbers are app's, see {@link ResumeIT#line}. */
    private record View(String path, IntPredicate matches) {}

    private static final List<View> VIEWS = List.of(
            new View("/logs", n -> true),
            new View("/logs?data=text&named=false", n -> true),
            new View("/logs/app", n -> n % 2 == 0),
            new View("/logs?level=error", n -> n % 20 < 2),
            new View("/logs/web?level=warn&data=text", n -> n % 2 == 1 && n % 20 < 6));

    @ArquillianResource
    private URL base;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final List<Client> clients = new ArrayList<>();
    private int planned;
    private int disconnects;
    private int inEvents;
    private int inHeads;
    private int written;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war(
                "resume",
                Map.of(
                        "logcast.sources", "app,web",
                        "logcast.source.app.path", DIRECTORY.resolve("app.log").toString(),
                        "logcast.source.web.path", DIRECTORY.resolve("web.log").toString(),
                        "logcast.archive", "none",
                        "logcast.stream.heartbeat-seconds", "1"));
    }

    @AfterEach
    void disconnectAll() throws IOException {
        for (Client client : clients) {
            client.close();
        }
    }

    @Test
    void clientsThatAreCutOffAtAnyByteGetEveryLineOnceAndInOrder() throws Exception {
        System.out.println("ResumeIT seed " + seed);
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client(VIEWS.get(i % VIEWS.size())));
        }
        readUntilAll(Client::hasItsPlace);
        long start = System.nanoTime();
        writeAndCut(start);
        double seconds = (System.nanoTime() - start) / 1e9;
        readUntilAll(Client::hasAll);

        List<Integer> all = clients.get(0).lines;
        assertThat(all).filteredOn(n -> n % 2 == 0).isEqualTo(numbers(n -> n % 2 == 0));
        assertThat(all).filteredOn(n -> n % 2 == 1).isEqualTo(numbers(n -> n % 2 == 1));
        for (Client client : clients) {
            assertThat(client.lines)
                    .as(client.view.path)
                    .isEqualTo(all.stream().filter(client.view.matches::test).toList());
        }
        assertThat(inEvents).isPositive();
        System.out.printf(
                "ResumeIT %d disconnects (%d inside an event, %d before the end of the head) of %d clients, %d lines, %.0f/s%n",
                disconnects, inEvents, inHeads, CLIENTS, written, written / seconds);
    }

    private void writeAndCut(long start) throws IOException {
        long nextCut = start;
        while (disconnects < DISCONNECTS) {
            long now = System.nanoTime();
            write((int) ((now - start) * LINES_PER_SECOND / 1_000_000_000L));
            for (; planned < DISCONNECTS && now - nextCut >= 0; nextCut += nanosToTheNextCut()) {
                clients.get(random.nextInt(CLIENTS)).cutSoon();
            }
            readAll();
        }
    }

    private long nanosToTheNextCut() {
        return random.nextInt(2 * 1_000_000_000 / DISCONNECTS_PER_SECOND);
    }

    private void readUntilAll(Predicate<Client> have) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!clients.stream().allMatch(have) && System.nanoTime() - deadline < 0) {
            readAll();
        }
    }

    private void readAll() throws IOException {
        boolean idle = true;
        for (Client client : clients) {
            idle &= !client.read();
        }
        if (idle) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private void write(int upTo) throws IOException {
        StringBuilder app = new StringBuilder();
        StringBuilder web = new StringBuilder();
        for (; written < upTo; written++) {
            (written % 2 == 0 ? app : web).append(line(written));
        }
        append("app.log", app);
        append("web.log", web);
    }

    private static String line(int n) {
        String level = n % 20 < 2 ? "ERROR" : n % 20 < 6 ? "WARN" : "INFO";
        return level + " number " + n + " of a log that is written while its readers are cut off\n";
    }

    private static void append(String file, CharSequence lines) throws IOException {
        Files.writeString(DIRECTORY.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Integer> numbers(IntPredicate matches) {
        return IntStream.range(0, written).filter(matches).boxed().toList();
    }

    /** One that comes back at once. */
    private final class Client implements Closeable {
        final View view;
        final List<Integer> lines = new ArrayList<>();
        private RawClient connection;
        private EventParser parser = new EventParser("", this::received);
        private int bytesToTheCut = UNCUT;

        Client(View view) throws IOException {
            this.view = view;
            this.connection = connect();
        }

        boolean hasItsPlace() {
            return !parser.lastId().isEmpty();
        }

        boolean hasAll() {
            return lines.size()
                    >= IntStream.range(0, written).filter(view.matches).count();
        }

        void cutSoon() {
            if (bytesToTheCut == UNCUT) {
                bytesToTheCut = random.nextInt(LONGEST_WAY_TO_THE_CUT);
                planned++;
            }
        }

        boolean read() throws IOException {
            buffer.clear().limit(Math.min(buffer.capacity(), bytesToTheCut));
            int n = connection.poll(buffer);
            if (n < 0) {
                throw new AssertionError("the server ended " + view.path);
            }
            parser.parse(buffer.flip());
            if (bytesToTheCut != UNCUT) {
                bytesToTheCut -= n;
                if (bytesToTheCut == 0) {
                    cut();
                }
            }
            return n > 0;
        }

        private void cut() throws IOException {
            connection.close();
            disconnects++;
            inEvents += parser.inEvent() ? 1 : 0;
            inHeads += parser.inHead() ? 1 : 0;
            bytesToTheCut = UNCUT;
            parser = new EventParser(parser.lastId(), this::received);
            connection = connect();
            if (planned < DISCONNECTS && random.nextInt(4) == 0) {
                cutSoon();
            }
        }

        private RawClient connect() throws IOException {
            URI uri = Deployments.uri(base, view.path);
            String accept = "Accept: text/event-stream\r\n";
            return hasItsPlace()
                    ? new RawClient(uri, buffer.capacity(), accept, "Last-Event-ID: " + parser.lastId() + "\r\n")
                    : new RawClient(uri, buffer.capacity(), accept);
        }

        private void received(String name, String data) {
            if (name.equals("logcast:live")) {
                return;
            }
            Matcher number = NUMBER.matcher(data);
            if (name.startsWith("logcast:") || !number.find()) {
                throw new AssertionError(view.path + " got " + name + ' ' + data);
            }
            lines.add(Integer.parseInt(number.group(1)));
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
