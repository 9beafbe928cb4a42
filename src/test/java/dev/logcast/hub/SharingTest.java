package dev.logcast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.LineBatch;
import dev.logcast.line.Lines;
import dev.logcast.line.Telemetry;
import dev.logcast.query.LineFilter;
import dev.logcast.query.Queries;
import dev.logcast.wire.StreamFormat;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A thousand clients with 500 subscriptions: what one of them needs to know of a line, nobody finds out again. */
class SharingTest {
    private static final int QUERIES = 250;
    private static final List<StreamFormat> FORMATS = List.of(StreamFormat.sse(false, true), StreamFormat.ndjson());

    private final Hub hub = new Hub("1kx3", HubSettings.DEFAULT, 1, Telemetry.NONE);
    private final List<List<FakeOutlet>> outlets = new ArrayList<>();
    private final List<List<Subscriber>> subscribers = new ArrayList<>();

    private void join(int number) throws HubFullException {
        LineFilter filter = LineFilter.ALL.with(Queries.query("\"line " + (1000 + number) + '"'));
        for (StreamFormat format : FORMATS) {
            FakeOutlet outlet = new FakeOutlet();
            Subscriber subscriber =
                    hub.subscribe(new Subscription(filter, format), StreamStart.NOW, "127.0.0.1", outlet);
            subscriber.writable();
            outlets.get(number).add(outlet);
            subscribers.get(number).add(subscriber);
        }
    }

    private void walk() {
        Pump pump = hub.pumpList().get(0);
        while (pump.walk(System.nanoTime())) {
            Thread.onSpinWait();
        }
    }

    @Test
    void lineIsAskedOnceForEachQueryAndEncodedOnceForEachFormat() throws HubFullException {
        for (int number = 0; number < QUERIES; number++) {
            outlets.add(new ArrayList<>());
            subscribers.add(new ArrayList<>());
            join(number);
            join(number);
        }
        assertThat(hub.clients()).isEqualTo(1000);
        assertThat(hub.subscriptions()).isEqualTo(500);
        walk();
        LineBatch batch = Lines.batch("app", 1000, QUERIES, null);
        hub.publish(batch);
        long ordinal = hub.next() - 1;
        walk();

        for (int number = 0; number < QUERIES; number++) {
            Set<FilterMatches> tallies = subscribers.get(number).stream()
                    .map(subscriber -> subscriber.broadcaster().tally())
                    .collect(Collectors.toSet());
            assertThat(tallies).as("of all formats").hasSize(1);
            FilterMatches tally = tallies.iterator().next();
            BitSet found = tally.matching(ordinal, batch);
            assertThat(found.stream()).containsExactly(number);
            assertThat(tally.matching(ordinal, batch)).as("known").isSameAs(found);
            for (FakeOutlet outlet : outlets.get(number)) {
                assertThat(outlet.text()).containsOnlyOnce("line ").contains("line " + (1000 + number) + '"');
            }
        }
        assertThat(subscribers.stream()
                        .flatMap(List::stream)
                        .map(subscriber -> subscriber.broadcaster().encoder())
                        .distinct())
                .as("encoders")
                .hasSameSizeAs(FORMATS);
    }
}
