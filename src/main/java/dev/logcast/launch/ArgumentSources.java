package dev.logcast.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files, directories and globs of the command line, each as a source with a name of its own. Not thread-safe. */
final class ArgumentSources {
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
    private static final Pattern SPECIAL = Pattern.compile("[\\[\\]\\\\*?{},]");
    private static final Pattern ENDING = Pattern.compile("\\.(log|txt|out|json)$");

    /** Directories below the one in which logs are looked for, and the directories in which there are some. */
    private static final int DEEPEST = 3;

    private static final int MOST_DIRECTORIES = 100;

    private static final String JOURNAL = "journal";

    private final Map<String, String> globs = new LinkedHashMap<>();
    private final Set<String> reserved = new HashSet<>();

    /** @throws Refusal if there is nothing that could be followed */
    void add(String argument) throws Refusal {
        if (argument.isEmpty()) {
            throw new Refusal("an argument is empty: it must be a file, a directory or a glob");
        }
        try {
            Path path = Names.find(argument);
            BasicFileAttributes attributes = path == null ? null : attributes(path);
            if (path == null || attributes == null) {
                addGlob(argument);
            } else if (attributes.isDirectory()) {
                addDirectory(path, argument);
            } else if (!attributes.isRegularFile()) {
                throw new Refusal("cannot follow " + argument + ": not a file");
            } else if (!Files.isReadable(path)) {
                throw new Refusal("cannot read " + argument + ": permission denied");
            } else {
                addFile(path);
            }
        } catch (InvalidPathException e) {
            throw new Refusal("cannot read " + argument + ": " + e.getReason());
        } catch (AccessDeniedException e) {
            throw new Refusal("cannot read " + argument + ": permission denied");
        } catch (IOException e) {
            throw new Refusal("cannot read " + argument + ": " + e.getMessage());
        }
    }

    void addFile(Path file) {
        add(nameOf(file), file.getParent(), escaped(file));
    }

    void addFile(String name, Path file) {
        add(name, file.getParent(), escaped(file));
    }

    /** Whatever ends in {@code .log} and can be read, in a directory and those below it. */
    void addLogsBelow(Path directory) {
        addLogsBelow(directory, 0);
    }

    /** A source that lines are pushed to. No other one is called so, whichever comes first. */
    void addPushed(String name) {
        globs.put(name, "");
    }

    /** The journal of this machine. */
    void addJournal() {
        globs.put(JOURNAL, "");
    }

    /** Nothing that is added from now on is called so. */
    void reserve(String name) {
        reserved.add(name);
    }

    boolean isEmpty() {
        return globs.isEmpty();
    }

    /** As settings, by the names of properties. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("logcast.sources", String.join(",", globs.keySet()));
        globs.forEach((name, glob) -> settings.put("logcast.source." + name + ".path", glob));
        if (globs.getOrDefault(JOURNAL, "-").isEmpty()) {
            settings.put("logcast.source." + JOURNAL + ".kind", "journald");
        }
        return settings;
    }

    /** A directory that is there is taken as it is called, whatever that looks like. */
    private void addGlob(String argument) throws Refusal {
        String text = argument.replace(File.separatorChar, '/');
        int rest = text.lastIndexOf('/') + 1;
        while (rest > 0 && !isDirectory(text.substring(0, rest))) {
            rest = text.lastIndexOf('/', rest - 2) + 1;
        }
        Matcher glob = GLOB.matcher(text).region(rest, text.length());
        if (!glob.find()) {
            throw new Refusal("cannot read " + argument + ": no such file");
        }
        int name = text.lastIndexOf('/', glob.start()) + 1;
        Path directory = Path.of(text.substring(0, name)).toAbsolutePath().normalize();
        String before = directory.getNameCount() == 0 ? "" : escaped(directory);
        add(nameOf(directory), directory.getParent(), before + '/' + withoutSeparators(text.substring(name)));
    }

    private static boolean isDirectory(String name) {
        try {
            return Files.isDirectory(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void addDirectory(Path path, String argument) throws IOException, Refusal {
        if (logs(path).isEmpty()) {
            throw new Refusal("there is no *.log in " + argument);
        }
        addDirectory(path);
    }

    private void addDirectory(Path path) {
        add(nameOf(path), path.getParent(), (path.getNameCount() == 0 ? "" : escaped(path)) + "/{file}.log");
    }

    private void addLogsBelow(Path directory, int depth) {
        List<Path> logs;
        List<Path> below;
        try {
            logs = logs(directory);
            below = depth == DEEPEST ? List.of() : directories(directory);
        } catch (IOException e) {
            // Not there, or not to be read here.
            return;
        }
        List<Path> readable = logs.stream()
                .filter(log -> Files.isRegularFile(log) && Files.isReadable(log))
                .toList();
        if (depth > 0 && !logs.isEmpty() && readable.size() == logs.size()) {
            // Those that come later, too.
            addDirectory(directory);
        } else {
            for (Path log : readable) {
                String within = depth == 0 ? "" : nameOf(directory) + '-';
                addFile(within + nameOf(log), log);
            }
        }
        for (Path each : below) {
            if (globs.size() < MOST_DIRECTORIES) {
                addLogsBelow(each, depth + 1);
            }
        }
    }

    private void add(String plain, @Nullable Path parent, String glob) {
        if (globs.containsValue(glob)) {
            return;
        }
        String name = plain;
        String longer = (parent == null ? "log" : nameOf(parent)) + '-' + plain;
        for (int i = 1; globs.containsKey(name) || reserved.contains(name); i++) {
            name = i == 1 ? longer : longer + '-' + i;
        }
        globs.put(name, glob);
    }

    /** @return null where there is none */
    private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            return null;
        }
    }

    private static List<Path> logs(Path directory) throws IOException {
        return entries(directory, entry -> entry.toString().endsWith(".log") && !Files.isDirectory(entry));
    }

    private static List<Path> directories(Path directory) throws IOException {
        return entries(directory, entry -> Files.isDirectory(entry) && !Files.isSymbolicLink(entry));
    }

    private static List<Path> entries(Path directory, DirectoryStream.Filter<Path> filter) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, filter)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    /** A file's name as a source: lower case, without its ending, other characters as -. */
    private static String nameOf(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
        name = ENDING.matcher(name).replaceFirst("").replaceAll("[^a-z0-9-]+", "-");
        name = name.replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "log" : name;
    }

    /** What is no character stands in a set: a name with it is found, but cannot be said. */
    private static String escaped(Path path) {
        String text = path.toString().replace(File.separatorChar, '/');
        return SPECIAL.matcher(text).replaceAll("\\\\$0").replace("\ufffd", "[\ufffd]");
    }

    /** A comma outside of braces would begin another glob. */
    private static String withoutSeparators(String glob) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                text.append(c).append(glob.charAt(++i));
                continue;
            }
            depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            text.append(c == ',' && depth == 0 ? "\\," : c);
        }
        return text.toString();
    }
}
