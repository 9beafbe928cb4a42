package dev.logcast.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as it is shipped, with a configuration in it. */
final class Deployments {
    private Deployments() {}

    /**
     * @param name of a directory of the test's own, see {@link #directory(String)}
     * @param settings besides the data directory
     */
    static WebArchive war(String name, Map<String, String> settings) {
        Path directory = directory(name);
        empty(directory);
        String properties = settings.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue().replace("\\", "\\\\") + '\n')
                .collect(Collectors.joining());
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(new File(System.getProperty("logcast.war")))
                .as(WebArchive.class)
                .addAsResource(
                        new StringAsset(properties + "logcast.data.dir=" + directory.resolve("data") + '\n'),
                        "META-INF/microprofile-config.properties");
    }

    static Path directory(String name) {
        return Path.of("target", "it", name).toAbsolutePath();
    }

    /** An address of the server, which listens on loopback only. */
    static URI uri(URL base, String path) {
        return URI.create("http://127.0.0.1:" + base.getPort() + path);
    }

    private static void empty(Path directory) {
        try {
            if (Files.exists(directory)) {
                Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
