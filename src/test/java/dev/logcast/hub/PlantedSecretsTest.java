package dev.logcast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.line.LineBatch;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.pipeline.mask.Secrets;
import dev.logcast.query.LineFilter;
import dev.logcast.wire.StreamFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever secret stands in a record, and wherever its colours change: no stream of any format has it. */
class PlantedSecretsTest {
    private static final long SEED = Long.getLong("seed", 815);
    private static final int ROUNDS = 5;
    private static final List<StreamFormat> FORMATS = List.of(
            StreamFormat.sse(false, true),
            StreamFormat.sse(true, true),
            StreamFormat.ndjson(),
            StreamFormat.text(true, false),
            StreamFormat.text(false, true));

    private final Random random = new Random(SEED);
    private final Secrets secrets = new Secrets(SEED);
    private final StringBuilder counted = new StringBuilder();
    private final Telemetry telemetry = new Telemetry() {
        @Override
        public void masked(String detector, long times) {
            counted.append(detector).append(' ');
        }
    };

    /** A text whose colour changes here and there. */
    private String coloured(String text) {
        if (random.nextInt(3) > 0) {
            return text;
        }
        StringBuilder coloured = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            coloured.append(random.nextInt(8) == 0 ? "\u001b[3" + random.nextInt(8) + 'm' : "")
                    .append(text.charAt(i));
        }
        return coloured.toString();
    }

    @Test
    void noStreamHasASecretThatStoodInARecord() throws IOException, HubFullException {
        List<String> templates = Files.readAllLines(Path.of("src/test/resources/mask-secrets.txt")).stream()
                .filter(line -> !line.startsWith("# ") && !line.isBlank())
                .map(line -> line.replaceAll("(?<!\\\\)\\\\n", "\n"))
                .toList();
        SourceId source = new SourceId("app");
        Pipeline pipeline = new Pipeline(
                InstantSource.system(), new RecordMasking(new MaskRules(MaskSettings.DEFAULT), telemetry), Map.of());
        for (int round = 0; round < ROUNDS; round++) {
            Hub hub = new Hub("1kx3", HubSettings.DEFAULT, 1, telemetry);
            List<FakeOutlet> outlets = new ArrayList<>();
            for (StreamFormat format : FORMATS) {
                FakeOutlet outlet = new FakeOutlet();
                hub.subscribe(new Subscription(LineFilter.ALL, format), StreamStart.NOW, "127.0.0.1", outlet)
                        .writable();
                outlets.add(outlet);
            }
            List<String> planted = new ArrayList<>();
            long sequence = 1;
            for (String template : templates) {
                Secrets.Sample sample = secrets.fill(template);
                // Each in a file of its own: a key that does not end would hide the next.
                Pipeline.Batch batch = pipeline.batch(source, sequence, Instant.EPOCH, Instant.EPOCH);
                LogLine line = batch.line(0, coloured(sample.line()), -1, false, null);
                hub.publish(new LineBatch(source, sequence++, 0, List.of(line)));
                planted.addAll(sample.secrets());
                counted.append(line.attributes());
            }
            hub.pumpList().get(0).walk(System.nanoTime());
            hub.pumpList().get(0).walk(System.nanoTime());
            for (FakeOutlet outlet : outlets) {
                assertThat(outlet.text()).contains("***");
                String text = outlet.text().replaceAll("\u001b\\[[0-9;]*m", "");
                assertThat(planted.stream().filter(secret -> text.contains(secret) || counted.indexOf(secret) >= 0))
                        .as("seed %d, round %d", SEED, round)
                        .isEmpty();
            }
        }
    }
}
