package dev.logcast.launch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files, directories and globs of the command line, each as a source with a name of its own. Not thread-safe. */
final class ArgumentSources {
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final Pattern SPECIAL = Pattern.compile("[\\[\\]\\\\*?{},]");
    private static final Pattern ENDING = Pattern.compile("\\.(log|txt|out|json)$");

    private final Map<String, String> globs = new LinkedHashMap<>();

    /** @throws Refusal if there is nothing that could be followed */
    void add(String argument) throws Refusal {
        Path path;
        try {
            path = Path.of(argument).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Refusal("cannot read " + argument + ": " + e.getReason());
        }
        if (Files.isDirectory(path)) {
            requireLogs(path, argument);
            add(nameOf(path), path.getParent(), escaped(path) + "/{file}.log");
        } else if (Files.exists(path)) {
            if (!Files.isRegularFile(path)) {
                throw new Refusal("cannot follow " + argument + ": not a file");
            }
            if (!Files.isReadable(path)) {
                throw new Refusal("cannot read " + argument + ": permission denied");
            }
            addFile(path);
        } else if (GLOB.matcher(argument).find()) {
            String fixed = path.toString().split(GLOB.pattern(), 2)[0];
            Path directory = Path.of(fixed.substring(0, fixed.lastIndexOf('/') + 1));
            add(nameOf(directory), directory.getParent(), path.toString());
        } else {
            throw new Refusal("cannot read " + argument + ": no such file");
        }
    }

    void addFile(Path file) {
        add(nameOf(file), file.getParent(), escaped(file));
    }

    void addFile(String name, Path file) {
        add(name, file.getParent(), escaped(file));
    }

    /** A source that lines are pushed to. */
    void addPushed(String name) {
        globs.put(name, "");
    }

    boolean isEmpty() {
        return globs.isEmpty();
    }

    /** As settings, by the names of properties. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("logcast.sources", String.join(",", globs.keySet()));
        globs.forEach((name, glob) -> settings.put("logcast.source." + name + ".path", glob));
        return settings;
    }

    private void add(String plain, @Nullable Path parent, String glob) {
        String name = plain;
        String longer = (parent == null ? "log" : nameOf(parent)) + '-' + plain;
        for (int i = 1; globs.containsKey(name); i++) {
            name = i == 1 ? longer : longer + '-' + i;
        }
        globs.put(name, glob);
    }

    private static void requireLogs(Path directory, String argument) throws Refusal {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "*.log")) {
            if (!logs.iterator().hasNext()) {
                throw new Refusal("there is no *.log in " + argument);
            }
        } catch (IOException e) {
            throw new Refusal("cannot read " + argument + ": permission denied");
        }
    }

    /** A file's name as a source: lower case, without its ending, other characters as -. */
    private static String nameOf(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        name = ENDING.matcher(name).replaceFirst("").replaceAll("[^a-z0-9-]+", "-");
        name = name.replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "log" : name;
    }

    private static String escaped(Path path) {
        return SPECIAL.matcher(path.toString()).replaceAll("\\\\$0");
    }
}
