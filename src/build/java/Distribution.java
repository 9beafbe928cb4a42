import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * Takes the uber-jar apart: a jar that starts, and beside it, in {@code runtime}, the libraries of the server, which Java then loads by itself and
 * can keep in a class-data archive. The build runs it as it stands.
 */
final class Distribution {
    private static final String RUNTIME = "MICRO-INF/runtime/";

    private Distribution() {}

    /** @param arguments the uber-jar, the directory to write to, and the time that all of it has (ISO 8601) */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        FileTime time = FileTime.from(java.time.Instant.parse(arguments[2]));
        Files.createDirectories(directory.resolve("runtime"));
        try (JarFile uber = new JarFile(arguments[0])) {
            // In the order of their names, as the server has them.
            TreeMap<String, JarEntry> libraries = new TreeMap<>();
            List<JarEntry> others = new ArrayList<>();
            uber.stream().forEach(entry -> {
                if (entry.getName().startsWith(RUNTIME)) {
                    if (entry.isDirectory() || entry.getName().endsWith(".gitkeep")) {
                        return;
                    }
                    libraries.put("runtime/" + entry.getName().substring(RUNTIME.length()), entry);
                } else if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    others.add(entry);
                }
            });
            for (var library : libraries.entrySet()) {
                Path file = directory.resolve(library.getKey());
                try (InputStream in = uber.getInputStream(library.getValue())) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.setLastModifiedTime(file, time);
            }
            Path jar = directory.resolve("logcast.jar");
            write(uber, others, libraries.keySet().stream().collect(Collectors.joining(" ")), jar, time);
            Files.setLastModifiedTime(jar, time);
        }
    }

    private static void write(JarFile uber, List<JarEntry> entries, String classPath, Path file, FileTime time)
            throws IOException {
        Manifest manifest = new Manifest(uber.getManifest());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            JarEntry first = new JarEntry(JarFile.MANIFEST_NAME);
            first.setLastModifiedTime(time);
            jar.putNextEntry(first);
            manifest.write(jar);
            jar.closeEntry();
            // Directories, too: the server looks for them.
            for (JarEntry entry : entries) {
                JarEntry copy = new JarEntry(entry.getName());
                copy.setLastModifiedTime(time);
                jar.putNextEntry(copy);
                try (InputStream in = uber.getInputStream(entry)) {
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
    }
}
