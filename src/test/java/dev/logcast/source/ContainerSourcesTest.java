package dev.logcast.source;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.container.DockerContainers;
import dev.logcast.container.KubernetesPods;
import dev.logcast.source.file.FollowLinks;
import dev.logcast.source.find.ContainerLogs;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.multiline.Multiline;
import dev.logcast.source.record.RecordBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Directories as Docker and the kubelet make them. */
class ContainerSourcesTest extends Threaded {
    private SourceSpec containers(ContainerLogs logs, String glob) {
        SourceSpec plain = spec(glob);
        return new SourceSpec(
                "box",
                plain.paths(),
                SourceSpec.ARCHIVES,
                StartPosition.BEGINNING,
                StandardCharsets.UTF_8,
                Multiline.AUTO,
                Duration.ofMillis(300),
                100_000,
                true,
                FollowLinks.OWNED,
                logs);
    }

    private Path docker(String id, String name) throws IOException {
        Path container = Files.createDirectories(directory.resolve(id));
        Files.writeString(
                container.resolve("config.v2.json"), "{\"Name\":\"/" + name + "\",\"Config\":{\"Image\":\"i\"}}");
        return container.resolve(id + "-json.log");
    }

    private static void say(Path log, String text) throws IOException {
        Files.writeString(
                log,
                "{\"log\":\"" + text + "\",\"stream\":\"stdout\",\"time\":\"2026-11-29T10:00:00.123456789Z\"}\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** The texts of each source, in their order. */
    private Map<String, String> bySource() {
        Map<String, String> texts = new TreeMap<>();
        for (RecordBatch batch : log.batches()) {
            batch.records()
                    .forEach(record -> texts.merge(batch.source().value(), record.text(), (a, b) -> a + ' ' + b));
        }
        return texts;
    }

    @Test
    void containerThatIsMadeAnewGoesOnAsTheSameSource() throws IOException {
        Path first = docker("aaa", "web-1");
        say(first, "one\\n");
        say(docker("bbb", "db-1"), "other\\n");
        follow(containers(new DockerContainers(), "*/*-json.log"));
        await(() -> bySource().size() == 2);
        // Pieces of a long line, and the file rotated in between.
        say(first, "two ");
        Files.move(first, first.resolveSibling("aaa-json.log.1"));
        say(first, "halves\\n");
        say(first, "three\\n");
        await(() -> bySource().get("box/web-1").endsWith("three"));

        for (String old : List.of("aaa-json.log", "aaa-json.log.1", "config.v2.json")) {
            Files.delete(first.resolveSibling(old));
        }
        Files.delete(first.getParent());
        say(docker("ccc", "web-1"), "four\\n");
        await(() -> bySource().get("box/web-1").endsWith("four"));

        assertThat(bySource()).containsEntry("box/db-1", "other").hasSize(2);
        assertThat(bySource().get("box/web-1")).startsWith("one two").contains("halves three four");
        assertThat(log.batches()).allSatisfy(batch -> assertThat(batch.known().get("container.image.name"))
                .isEqualTo("i"));
    }

    @Test
    void containerWhoseConfigurationComesLateIsFollowedThenAndHoldsUpNobody() throws IOException {
        Path early = directory.resolve("ddd").resolve("ddd-json.log");
        Files.createDirectories(early.getParent());
        say(early, "early\\n");
        say(docker("eee", "ready"), "ready\\n");
        follow(containers(new DockerContainers(), "*/*-json.log"));
        await(() -> bySource().containsKey("box/ready"));

        docker("ddd", "late");

        await(() -> bySource().containsKey("box/late"));
        assertThat(bySource()).containsEntry("box/late", "early");
    }

    @Test
    void podsOfOneDeploymentAreOneSourceWithTheirNamesAsAttributes() throws IOException {
        for (String pod : List.of("shop_orders-7d9c6b5f4d-x2k8p_1", "shop_orders-7d9c6b5f4d-zzk8p_2")) {
            Path container = Files.createDirectories(directory.resolve(pod).resolve("app"));
            Files.writeString(
                    container.resolve("0.log"),
                    "2026-11-29T10:00:00.1Z stdout P of \n2026-11-29T10:00:00.1Z stdout F " + pod + "\n");
        }
        follow(containers(new KubernetesPods(), "*/*/*.log"));
        await(() -> log.texts().size() == 2);
        Path restarted = directory.resolve("shop_orders-7d9c6b5f4d-x2k8p_1/app/1.log");
        Files.writeString(restarted, "2026-11-29T10:00:01.1Z stdout F again\n");
        await(() -> log.texts().size() == 3);

        assertThat(bySource()).containsOnlyKeys("box/shop-orders-app");
        assertThat(log.texts())
                .containsExactlyInAnyOrder(
                        "of shop_orders-7d9c6b5f4d-x2k8p_1", "of shop_orders-7d9c6b5f4d-zzk8p_2", "again");
        assertThat(log.batches())
                .filteredOn(batch -> batch.records().stream()
                        .anyMatch(record -> record.text().equals("again")))
                .allSatisfy(batch -> {
                    assertThat(batch.known().get("k8s.pod.name")).isEqualTo("orders-7d9c6b5f4d-x2k8p");
                    assertThat(batch.known().get("k8s.container.restart_count")).isEqualTo(1L);
                });
    }
}
