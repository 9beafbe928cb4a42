import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Writes the bill of materials of an archive (CycloneDX 1.6): every library in it, those in the archives within, and those that a library has
 * taken into itself, as the libraries say themselves. The build runs it as it stands, needs nothing else for it, and gets the same bill for the
 * same archive.
 */
final class Bill {
    private static final Pattern FILE = Pattern.compile("(?:.*/)?(.+?)(?:-(\\d[^/]*))?\\.(?:jar|rar)");

    /** @param place of the file in the archive, or of the library that it is a part of */
    private record Part(String group, String name, String version, String place, String hash) {
        String json() {
            String purl = "pkg:maven/" + group + '/' + name + '@' + version;
            return "{\"type\":\"library\",\"bom-ref\":" + quoted(place + '#' + group + ':' + name)
                    + (group.isEmpty() ? "" : ",\"group\":" + quoted(group) + ",\"purl\":" + quoted(purl))
                    + ",\"name\":" + quoted(name) + ",\"version\":" + quoted(version)
                    + (hash.isEmpty() ? "" : ",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":" + quoted(hash) + "}]")
                    + ",\"properties\":[{\"name\":\"logcast:place\",\"value\":" + quoted(place) + "}]}";
        }
    }

    /** By name and version, for libraries that do not say what group they are of. */
    private final Map<String, String> groups = new TreeMap<>();

    private final List<Part> parts = new ArrayList<>();

    private Bill() {}

    /** @param words the file to write, the version, the archive, and coordinates of what cannot be told from it */
    public static void main(String[] words) throws Exception {
        Bill bill = new Bill();
        Path archive = Path.of(words[2]);
        for (String coordinates : List.of(words).subList(3, words.length)) {
            String[] part = coordinates.split(":");
            bill.groups.put(part[1] + '-' + part[2], part[0]);
        }
        bill.read("", Files.readAllBytes(archive));
        for (String coordinates : List.of(words).subList(3, words.length)) {
            String[] part = coordinates.split(":");
            if (bill.parts.stream().noneMatch(known -> known.name().equals(part[1]))) {
                bill.parts.add(new Part(
                        part[0], part[1], part[2], archive.getFileName().toString(), ""));
            }
        }
        Path file = Path.of(words[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, bill.json(words[1]));
    }

    private String json(String version) {
        return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"version\":1,\n"
                + "\"metadata\":{\"component\":{\"type\":\"application\",\"group\":\"dev.logcast\",\"name\":\"logcast\",\"version\":"
                + quoted(version) + "}},\n\"components\":[\n"
                + parts.stream().map(Part::json).collect(Collectors.joining(",\n")) + "\n]}\n";
    }

    private void read(String place, byte[] archive) throws IOException, GeneralSecurityException {
        List<Properties> poms = new ArrayList<>();
        String version = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".rar")) {
                    read(place.isEmpty() ? name : place + '!' + name, zip.readAllBytes());
                } else if (name.matches("META-INF/maven/.*/pom\\.properties")) {
                    Properties pom = new Properties();
                    pom.load(new ByteArrayInputStream(zip.readAllBytes()));
                    poms.add(pom);
                } else if (name.equals("META-INF/MANIFEST.MF")) {
                    Attributes manifest =
                            new Manifest(new ByteArrayInputStream(zip.readAllBytes())).getMainAttributes();
                    String bundle = manifest.getValue("Bundle-Version");
                    version =
                            bundle == null ? Objects.toString(manifest.getValue("Implementation-Version"), "") : bundle;
                }
            }
        }
        Matcher file = FILE.matcher(place);
        if (file.matches()) {
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
            library(place, file.group(1), file.group(2) == null ? version : file.group(2), hash, poms);
        }
    }

    /** @param poms what it says of itself, and of others that are in it */
    private void library(String place, String name, String version, String hash, List<Properties> poms) {
        List<Part> within = poms.stream()
                .map(pom -> new Part(
                        pom.getProperty("groupId", ""),
                        pom.getProperty("artifactId", ""),
                        pom.getProperty("version", ""),
                        place,
                        ""))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
        Part own = within.stream()
                .filter(part -> within.size() == 1 || part.name().equals(name))
                .findFirst()
                .orElse(new Part(groups.getOrDefault(name + '-' + version, ""), name, version, place, ""));
        parts.add(new Part(own.group(), own.name(), own.version(), place, hash));
        within.stream().filter(part -> part != own).forEach(parts::add);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
