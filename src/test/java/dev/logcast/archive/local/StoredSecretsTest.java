package dev.logcast.archive.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.logcast.line.LineBatch;
import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.pipeline.mask.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever secret stands in a record: no file of the archive has it, neither as it is nor behind the compression. */
class StoredSecretsTest {
    private static final long SEED = Long.getLong("seed", 817);
    private static final ArchiveSettings SETTINGS =
            new ArchiveSettings(100_000_000, Duration.ofDays(7), 8_000, 1_000_000, 1_000_000);
    private static final int PREFIX_BYTES = BlockFile.PREFIX_BYTES;

    @TempDir
    private Path directory;

    @Test
    void noBlockHasASecretThatStoodInARecord() throws IOException {
        List<String> planted = new ArrayList<>();
        try (RunningArchive running = new RunningArchive(directory, SETTINGS, "run")) {
            plant(running.archive(), planted);
            running.settle();
        }
        String all = everything();
        assertThat(all).contains("***").contains("password");
        assertThat(planted).hasSizeGreaterThan(100);
        assertThat(planted.stream().filter(all::contains)).as("seed %d", SEED).isEmpty();
    }

    private static void plant(LocalArchive archive, List<String> planted) throws IOException {
        Secrets secrets = new Secrets(SEED);
        Pipeline pipeline = new Pipeline(
                InstantSource.system(),
                new RecordMasking(new MaskRules(MaskSettings.DEFAULT), Telemetry.NONE),
                Map.of());
        SourceId source = new SourceId("app");
        long sequence = 1;
        for (String template : Files.readAllLines(Path.of("src/test/resources/mask-secrets.txt"))) {
            if (template.startsWith("# ") || template.isBlank()) {
                continue;
            }
            Secrets.Sample sample = secrets.fill(template.replaceAll("(?<!\\\\)\\\\n", "\n"));
            // Each in a file of its own: a key that does not end would hide the next.
            Pipeline.Batch batch = pipeline.batch(source, sequence, Instant.EPOCH, Instant.EPOCH);
            archive.append(
                    new LineBatch(source, sequence++, 0, List.of(batch.line(0, sample.line(), -1, false, null))));
            planted.addAll(sample.secrets());
        }
    }

    private String everything() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                all.append(new String(bytes, StandardCharsets.UTF_8));
                if (file.endsWith("blocks")) {
                    open(bytes, all);
                }
            }
        }
        return all.toString();
    }

    private static void open(byte[] blocks, StringBuilder to) {
        int at = 0;
        while (at < blocks.length) {
            ByteBuffer prefix = ByteBuffer.wrap(blocks, at, PREFIX_BYTES);
            prefix.getInt();
            int header = prefix.getInt();
            int packed = prefix.getInt();
            int raw = prefix.getInt();
            int from = at + PREFIX_BYTES + header;
            byte[] body = Zstd.decompress(Arrays.copyOfRange(blocks, from, from + packed), raw);
            to.append(new String(body, StandardCharsets.UTF_8));
            at = from + packed;
        }
    }
}
