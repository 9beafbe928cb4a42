package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpositionTest {
    @Test
    void everySampleIsThereOnceAndFamiliesStandTogether() {
        String text = "# TYPE gc_total counter\n# HELP gc_total Collections.\n"
                + "gc_total{mp_scope=\"base\",name=\"G1 Young Generation\"} 16.0\n"
                + "# TYPE lines counter\nlines{source=\"a b} c\"} 1\n"
                + "# TYPE gc_total counter\n# HELP gc_total Collections.\n"
                + "gc_total{mp_scope=\"base\",name=\"G1 Young Generation\"} 17.0\n"
                + "gc_total{mp_scope=\"base\",name=\"G1 Old Generation\"} 0.0\n"
                + "# TYPE plain gauge\nplain 5\nplain 6\n";

        assertThat(Exposition.inOrder(text))
                .isEqualTo("# TYPE gc_total counter\n# HELP gc_total Collections.\n"
                        + "gc_total{mp_scope=\"base\",name=\"G1 Young Generation\"} 16.0\n"
                        + "gc_total{mp_scope=\"base\",name=\"G1 Old Generation\"} 0.0\n"
                        + "# TYPE lines counter\nlines{source=\"a b} c\"} 1\n"
                        + "# TYPE plain gauge\nplain 5\n");
    }

    @Test
    void sampleThatComesAgainBehindAnotherFamilyIsThereOnce() {
        assertThat(Exposition.inOrder("# TYPE a gauge\na{s=\"base\"} 1\n# TYPE b gauge\nb 2\na{s=\"base\"} 3\n"))
                .isEqualTo("# TYPE a gauge\na{s=\"base\"} 1\n# TYPE b gauge\nb 2\n");
    }

    @Test
    void quantilesAreASummary() {
        assertThat(Exposition.inOrder("# TYPE logcast_delivery_seconds gauge\n"
                        + "logcast_delivery_seconds{quantile=\"0.5\"} 0.001\n"
                        + "logcast_delivery_seconds{quantile=\"0.99\"} 0.002\n"))
                .isEqualTo("# TYPE logcast_delivery_seconds summary\n"
                        + "logcast_delivery_seconds{quantile=\"0.5\"} 0.001\n"
                        + "logcast_delivery_seconds{quantile=\"0.99\"} 0.002\n");
    }
}
