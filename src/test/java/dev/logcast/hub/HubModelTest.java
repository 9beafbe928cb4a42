package dev.logcast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.Cursor;
import dev.logcast.line.Level;
import dev.logcast.line.LevelCounts;
import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Queries;
import dev.logcast.query.SourceGlob;
import dev.logcast.wire.StreamFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order in which lines are published, clients come, fall behind, break off and come back: each has every line that
 * it wants once, in order, or is told how many are missing. Random interleavings from a seed, publishing in the middle of a
 * pump's round included, against the obvious model: the list of all lines.
 */
class HubModelTest {
    private static final int SEQUENCES = Boolean.getBoolean("logcast.soak") ? 50_000 : 3_000;
    private static final int STEPS = 60;
    private static final String EPOCH = "1kx3";

    private static final Pattern EVENT = Pattern.compile(
            "\"cursor\":\"1kx3-(?<line>\\d+)\"}"
                    + "|\\{\"gap\":\\{\"reason\":\"(?<reason>[a-z-]+)\"(?:,\"source\":\"[a-z]+\")?(?:,\"missed\":(?<missed>\\d+))?"
                    + "(?:,\"from\":\"(?<epoch>\\w+)-(?<from>\\d+)\")?,\"to\":\"1kx3-(?<to>\\d+)\"(?:,\"(?:since|until)\":\"[^\"]+\")*}}");

    private static final List<@Nullable Level> LEVELS =
            Arrays.asList(null, Level.DEBUG, Level.INFO, Level.INFO, Level.WARN, Level.ERROR);

    private static final List<LineFilter> FILTERS = List.of(
            LineFilter.ALL,
            new LineFilter(List.of(new SourceGlob("app")), null),
            new LineFilter(List.of(), Level.WARN),
            new LineFilter(List.of(new SourceGlob("web")), Level.ERROR),
            new LineFilter(List.of(new SourceGlob("none")), null),
            LineFilter.ALL.with(Queries.query("xyxx")),
            LineFilter.ALL.with(Queries.query("-xyxx level>=info")),
            LineFilter.ALL.with(Queries.query("source:app (/y+x{3}y/ OR level:error)")),
            LineFilter.ALL.with(Queries.query("nothing")));

    @Test
    void everyClientHasEveryLineOnceInOrderOrIsToldWhatIsMissing() {
        for (long seed = 0; seed < SEQUENCES; seed++) {
            World world = new World(seed);
            try {
                world.run();
            } catch (AssertionError | HubFullException e) {
                throw new AssertionError("seed " + seed + ", steps " + world.steps, e);
            }
        }
    }

    /** What a number stands for: a line, or lines that were lost. */
    private record Entry(LogLine line, boolean lost) {
        int matching(LineFilter filter) {
            return filter.wants(line.id().source()) && filter.wants(line) ? 1 : 0;
        }

        /** Whether nobody could tell the filter that this is missing. */
        boolean uncertain(LineFilter filter) {
            return lost
                    && filter.query() != null
                    && filter.wants(line.id().source())
                    && new LineFilter(List.of(), filter.minimum()).wants(line);
        }
    }

    private static final class World {
        private final Random random;
        private final Hub hub;
        private final TreeMap<Long, Entry> published = new TreeMap<>();
        private final List<Client> clients = new ArrayList<>();
        private final List<String> steps = new ArrayList<>();
        private final long startNanos = System.nanoTime();
        private long next = 1;

        World(long seed) {
            random = new Random(seed);
            long recent = new long[] {1, 2_000, 20_000, 64_000_000}[random.nextInt(4)];
            hub = new Hub(EPOCH, HubSettings.DEFAULT.recentBytes(recent), 1 + random.nextInt(3), Telemetry.NONE);
        }

        void run() throws HubFullException {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            clients.forEach(client -> client.outlet.room(Long.MAX_VALUE));
            settle();
            for (Client client : clients) {
                client.check();
                if (client.joined() && client.reached >= 0) {
                    assertThat(client.matching(client.reached, next - 1))
                            .as("lines that did not come to %s", client)
                            .isZero();
                }
            }
        }

        private void step() throws HubFullException {
            switch (random.nextInt(8)) {
                case 0, 1 -> publish();
                case 2 -> {
                    Client client = new Client(FILTERS.get(random.nextInt(FILTERS.size())));
                    clients.add(client);
                    client.join(anywhere());
                }
                case 3 ->
                    any().ifJoined(client -> {
                        long room = random.nextInt(3) == 0 ? Long.MAX_VALUE : random.nextInt(600);
                        note("room " + room);
                        client.outlet.room(room);
                        client.subscriber.writable();
                    });
                case 4 -> {
                    Client client = any();
                    if (client.joined()) {
                        note("break off " + client);
                        client.subscriber.close();
                        client.check();
                        client.subscriber = null;
                    } else if (client.outlet != null) {
                        client.join(client.cursor());
                    }
                }
                default ->
                    hub.pumpList().get(random.nextInt(hub.pumpList().size())).walk(now());
            }
        }

        private StreamStart anywhere() {
            return switch (random.nextInt(4)) {
                case 0 -> StreamStart.tail(random.nextInt(20));
                case 1 -> StreamStart.after(new Cursor(EPOCH, outsideOfALoss(random.nextInt((int) next))));
                case 2 -> StreamStart.after(new Cursor("other", random.nextInt(100)));
                default -> StreamStart.NOW;
            };
        }

        private long outsideOfALoss(long number) {
            long place = number;
            while (place > 0 && published.get(place).lost()) {
                place--;
            }
            return place;
        }

        private Client any() {
            return clients.isEmpty() ? new Client(LineFilter.ALL) : clients.get(random.nextInt(clients.size()));
        }

        private void publish() {
            SourceId source = new SourceId(random.nextBoolean() ? "app" : "web");
            Level level = LEVELS.get(random.nextInt(LEVELS.size()));
            List<LogLine> lines = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                lines.add(Lines.line(source.value(), (next + i) * 10, level, text()));
            }
            long first = next;
            if (random.nextInt(6) == 0) {
                LevelCounts missing = LevelCounts.of(lines);
                lines.forEach(line -> published.put(next++, new Entry(line, true)));
                note("lose " + count);
                hub.publish(LineBatch.loss(source, first, 0, "rate-limit", missing));
            } else {
                lines.forEach(line -> published.put(next++, new Entry(line, false)));
                note("publish " + first + " to " + (next - 1));
                hub.publish(new LineBatch(source, first, 0, lines));
            }
        }

        private String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(random.nextBoolean() ? "x" : "xxxxxxxxxy");
            }
            return text.toString();
        }

        /** Time goes on by a fifth of a second from step to step. */
        private long now() {
            return startNanos + steps.size() * 200_000_000L;
        }

        /** Walks until nothing moves any more. */
        private void settle() {
            for (int i = 0; i < 3 || hub.slowestBehind() > 0; i++) {
                note("settle");
                clients.forEach(client -> client.ifJoined(joined -> joined.subscriber.writable()));
                hub.pumpList().forEach(pump -> pump.walk(now()));
                assertThat(i).as("it does not end").isLessThan(1_000);
            }
        }

        private void note(String step) {
            steps.add(step);
        }

        private final class Client {
            private final LineFilter filter;
            private @Nullable Subscriber subscriber;
            private InterruptedOutlet outlet;
            private boolean skip;

            /** The last number that it has, or was told about; -1 before it knows. */
            private long reached = -1;

            Client(LineFilter filter) {
                this.filter = filter;
            }

            boolean joined() {
                return subscriber != null;
            }

            void ifJoined(java.util.function.Consumer<Client> action) {
                if (joined()) {
                    action.accept(this);
                }
            }

            StreamStart cursor() {
                return reached < 0
                        ? StreamStart.NOW
                        : new StreamStart(new Cursor(EPOCH, reached), random.nextInt(4) == 0, 0);
            }

            void join(StreamStart start) throws HubFullException {
                note("join " + filter + ' ' + start);
                outlet = new InterruptedOutlet();
                outlet.room(random.nextInt(300));
                skip = start.skip();
                reached = start.after() != null && start.after().epoch().equals(EPOCH)
                        ? start.after().sequence()
                        : -1;
                if (start.after() == null) {
                    reached = start.tail() == 0 ? next - 1 : -1;
                }
                subscriber = hub.subscribe(new Subscription(filter, StreamFormat.ndjson()), start, "127.0.0.1", outlet);
                subscriber.writable();
            }

            /** Reads what has come so far, and compares it with what was published. */
            void check() {
                if (outlet == null) {
                    return;
                }
                String text = outlet.text();
                int whole = text.lastIndexOf('\n') + 1;
                Matcher event = EVENT.matcher(text.substring(0, whole));
                int events = 0;
                while (event.find()) {
                    events++;
                    if (event.group("line") != null) {
                        line(Long.parseLong(event.group("line")));
                    } else {
                        gap(event);
                    }
                }
                assertThat(events).as("every line of the stream is an event").isEqualTo((int)
                        text.substring(0, whole).chars().filter(c -> c == '\n').count());
                outlet.forget(whole);
            }

            private void line(long number) {
                Entry entry = published.get(number);
                assertThat(!entry.lost() && entry.matching(filter) == 1)
                        .as("line %d is wanted", number)
                        .isTrue();
                if (reached >= 0) {
                    assertThat(number).as("order").isGreaterThan(reached);
                    assertThat(matching(reached, number - 1))
                            .as("lines before %d", number)
                            .isZero();
                }
                reached = number;
            }

            private void gap(Matcher gap) {
                long to = Long.parseLong(gap.group("to"));
                long from = gap.group("from") == null ? -1 : Long.parseLong(gap.group("from"));
                String missed = gap.group("missed");
                String reason = gap.group("reason");
                if (reason.equals("unknown-cursor")) {
                    assertThat(missed).isNull();
                } else {
                    if (reached >= 0) {
                        assertThat(from).as("a gap begins behind what came").isGreaterThanOrEqualTo(reached);
                        assertThat(matching(reached, from))
                                .as("lines before the gap")
                                .isZero();
                    }
                    if (missed != null) {
                        assertThat(Long.parseLong(missed))
                                .as("missed in %s", gap.group())
                                .isEqualTo(matching(from, to));
                        assertThat(uncertain(from, to))
                                .as("known in %s", gap.group())
                                .isFalse();
                    } else {
                        assertThat(reason.equals("retention") || reason.equals("skipped") || uncertain(from, to))
                                .as("%s", gap.group())
                                .isTrue();
                        assertThat(filter.selective()).isTrue();
                    }
                    assertThat(skip || !reason.equals("skipped")).isTrue();
                }
                reached = to;
            }

            private boolean uncertain(long after, long last) {
                return after < last
                        && published.subMap(after, false, last, true).values().stream()
                                .anyMatch(entry -> entry.uncertain(filter));
            }

            private long matching(long after, long last) {
                return after >= last
                        ? 0
                        : published.subMap(after, false, last, true).values().stream()
                                .mapToLong(entry -> entry.matching(filter))
                                .sum();
            }

            @Override
            public String toString() {
                return filter + " at " + reached;
            }
        }

        /** While it takes bytes, others go on. */
        private final class InterruptedOutlet implements Outlet {
            private final StringBuilder taken = new StringBuilder();
            private long room;

            void room(long bytes) {
                room = bytes;
            }

            String text() {
                return taken.toString();
            }

            void forget(int characters) {
                taken.delete(0, characters);
            }

            @Override
            public boolean isReady() {
                return room > 0;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                taken.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
                room -= length;
                if (random.nextInt(20) == 0) {
                    publish();
                }
            }

            @Override
            public void flush() {
                if (random.nextInt(20) == 0) {
                    publish();
                }
            }

            @Override
            public void close() {}

            @Override
            public boolean hungUp() {
                return false;
            }
        }
    }
}
