package dev.logcast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsProofTest {
    private final List<String> remarks = new ArrayList<>();

    private List<String> mistakes(Map<String, String> settings) {
        return SettingsProof.mistakes(settings::get, settings.keySet(), remarks::add);
    }

    @Test
    void eachMistakeIsALine() {
        assertThat(mistakes(Map.of("logcast.archive", "everything", "logcast.stream.max-clients", "many")))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("logcast.archive must be"))
                .anySatisfy(line -> assertThat(line).startsWith("logcast.stream.max-clients must be"));
    }

    @Test
    void whatNothingReadsIsARemark() {
        assertThat(mistakes(Map.of("logcast.archvie", "none"))).isEmpty();
        assertThat(remarks).singleElement().asString().contains("logcast.archive may be meant");
    }
}
