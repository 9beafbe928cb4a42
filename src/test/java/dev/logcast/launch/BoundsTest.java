package dev.logcast.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BoundsTest {
    @Test
    void memoryIsBoundedWhereNobodyHasSaidHow() {
        assertThat(Bounds.missing(List.of("-Dx=y")))
                .contains("-Xmx512m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseParallelGC");
        assertThat(Bounds.missing(Bounds.missing(List.of()))).isEmpty();
    }

    @Test
    void whatHasBeenSaidStays() {
        assertThat(Bounds.missing(List.of("-XX:MaxRAMPercentage=60", "-XX:+UseG1GC")))
                .doesNotContain("-Xmx512m", "-XX:+UseParallelGC")
                .contains("-XX:MaxDirectMemorySize=256m");
        assertThat(Bounds.missing(List.of("-Xmx1g"))).doesNotContain("-Xmx512m").contains("-XX:+UseParallelGC");
    }
}
