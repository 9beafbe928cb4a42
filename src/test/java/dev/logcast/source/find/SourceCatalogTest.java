package dev.logcast.source.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.logcast.line.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceCatalogTest {
    private final SourceCatalog catalog = new SourceCatalog(
            List.of(SourceSpec.of("app", "/a.log"), SourceSpec.of("services", "/s/{service}.log"), SourceSpec.of("ci")),
            () -> Set.of(new SourceId("services/orders")),
            () -> Set.of(new SourceId("build"), new SourceId("jobs/night"), new SourceId("services/new")));

    private boolean knows(String id) {
        return catalog.knows(new SourceId(id));
    }

    @Test
    void sourcesAreThoseConfiguredThoseSeenAndThosePushedTo() {
        assertThat(catalog.sources())
                .extracting(SourceId::value)
                .containsExactly("app", "build", "ci", "jobs/night", "services/new", "services/orders");
    }

    @Test
    void pushedSourceIsKnownAndItsGroupButNoSiblingIs() {
        assertThat(knows("build")).isTrue();
        assertThat(knows("jobs/night")).isTrue();
        assertThat(knows("jobs")).isTrue();
        assertThat(catalog.isGroup(new SourceId("jobs"))).isTrue();
        assertThat(catalog.isGroup(new SourceId("build"))).isFalse();
        assertThat(knows("jobs/day")).isFalse();
        assertThat(knows("build/part")).isFalse();
        assertThat(knows("services/any")).isTrue();
    }

    @Test
    void nearestOfManyCostsLittleHoweverLongTheIdIs() {
        Set<SourceId> many = IntStream.range(0, 10_000)
                .mapToObj(i -> new SourceId("x".repeat(190) + i))
                .collect(Collectors.toSet());
        SourceCatalog catalog = new SourceCatalog(List.of(SourceSpec.of("app")), Set::of, () -> many);

        assertTimeout(Duration.ofSeconds(20), () -> catalog.nearest("y".repeat(500_000), id -> true));
        assertThat(catalog.nearest("ap", id -> true)).contains("app");
    }
}
