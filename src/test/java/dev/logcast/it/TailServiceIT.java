package dev.logcast.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.logcast.app.TailService;
import dev.logcast.line.LineBatch;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs inside the server: the EJB, and the CDI event it publishes. */
@ExtendWith(ArquillianExtension.class)
class TailServiceIT {
    private static final int LINES = 5000;

    @EJB
    private TailService service;

    @Inject
    private BatchRecorder recorder;

    @Deployment
    static WebArchive war() {
        return Deployments.war(
                        "tail-service",
                        Map.of(
                                "logcast.sources", "one,two",
                                "logcast.source.one.path",
                                        directory().resolve("one.log").toString(),
                                "logcast.source.two.path",
                                        directory().resolve("two.log").toString()))
                .addClasses(BatchRecorder.class, TailServiceIT.class);
    }

    private static Path directory() {
        return Path.of("target", "it", "tail-service").toAbsolutePath();
    }

    @Test
    void batchesOfAllSourcesArePublishedInOrderWithNumbersThatRunThrough() throws Exception {
        assertTrue(service.ready());
        Path data = dataDirectory();
        for (int i = 1; i <= LINES; i++) {
            for (String source : List.of("one", "two")) {
                Files.writeString(
                        data.resolveSibling(source + ".log"),
                        source + ' ' + i + '\n',
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
        for (int i = 0; i < 2000 && published() < 2 * LINES; i++) {
            Thread.sleep(10);
        }

        assertEquals(
                LongStream.rangeClosed(1, 2 * LINES).boxed().toList(),
                recorder.batches().stream()
                        .flatMap(batch -> LongStream.rangeClosed(batch.firstSequence(), batch.lastSequence())
                                .boxed())
                        .toList());
        for (String source : List.of("one", "two")) {
            assertEquals(
                    LongStream.rangeClosed(1, LINES)
                            .mapToObj(i -> source + ' ' + i)
                            .toList(),
                    recorder.batches().stream()
                            .filter(batch -> batch.source().value().equals(source))
                            .flatMap(batch -> batch.lines().stream())
                            .map(line -> line.message())
                            .toList());
        }
    }

    /** The server's working directory is its own: the configuration in the WAR says where the files are. */
    private static Path dataDirectory() {
        return Path.of(
                org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("logcast.data.dir", String.class));
    }

    private long published() {
        return recorder.batches().stream()
                .map(LineBatch::lines)
                .mapToLong(List::size)
                .sum();
    }
}
