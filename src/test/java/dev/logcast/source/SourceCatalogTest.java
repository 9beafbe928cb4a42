package dev.logcast.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.SourceId;
import java.util.List;
import java.util.Set;
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
}
