package dev.logcast.source.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of file paths: {@code *} and {@code ?} stay within a name, {@code **} as a whole name descends any number of
 * directories, {@code [abc]} is a set, <code>{a,b}</code> alternatives, {@code \} takes the next character as it is, and one
 * <code>{name}</code> captures what a file is called there. Immutable.
 */
public final class PathGlob {
    private static final int DEEPEST = 40;

    private final String text;
    private final List<Segment> segments;
    private final Pattern whole;
    private final boolean capturing;

    /** One name of the path: literal, a pattern, or any number of directories. */
    private record Segment(@Nullable String literal, @Nullable Pattern pattern) {
        boolean deep() {
            return literal == null && pattern == null;
        }
    }

    private PathGlob(String text, List<Segment> segments, Pattern whole, boolean capturing) {
        this.text = text;
        this.segments = segments;
        this.whole = whole;
        this.capturing = capturing;
    }

    /**
     * @param text relative patterns start at the working directory
     * @throws IllegalArgumentException with the rule that the pattern breaks
     */
    public static PathGlob parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        String absolute = text.startsWith("/")
                ? text
                : escape(Path.of("").toAbsolutePath().toString())
                        + '/'
                        + (text.startsWith("./") ? text.substring(2) : text);
        List<Segment> segments = new ArrayList<>();
        StringBuilder whole = new StringBuilder();
        int captures = 0;
        for (String name : names(absolute)) {
            if (name.equals("**")) {
                segments.add(new Segment(null, null));
                whole.append("(?:/[^/]+)*");
                continue;
            }
            Translation translation = Translation.of(name);
            captures += translation.captures;
            segments.add(
                    translation.literal
                            ? new Segment(translation.plain.toString(), null)
                            : new Segment(null, Pattern.compile(translation.regex.toString(), Pattern.DOTALL)));
            whole.append('/').append(translation.regex);
        }
        if (captures > 1) {
            throw new IllegalArgumentException("may capture one {name} only");
        }
        if (segments.get(segments.size() - 1).deep()) {
            segments.add(new Segment(null, Pattern.compile("[^/]+")));
        }
        return new PathGlob(text, segments, Pattern.compile(whole.toString(), Pattern.DOTALL), captures == 1);
    }

    /** Splits a list at its commas, those inside braces and behind a backslash excepted. */
    public static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            switch (list.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> depth = Math.max(0, depth - 1);
                case ',' -> {
                    if (depth == 0) {
                        parts.add(list.substring(start, i).strip());
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(list.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /** A pattern that matches just this path. */
    public static String escape(String path) {
        return path.replaceAll("([\\\\*?\\[\\]{},])", "\\\\$1");
    }

    public boolean capturing() {
        return capturing;
    }

    /** The directory that is named before anything is a pattern. */
    public Path root() {
        Path root = Path.of("/");
        for (Segment segment : segments.subList(0, segments.size() - 1)) {
            if (segment.literal() == null) {
                break;
            }
            root = root.resolve(segment.literal());
        }
        return root;
    }

    /** Whether the path matches, the empty string being its capture when the pattern has none. */
    public Optional<String> match(Path path) {
        Matcher matcher = whole.matcher(path.toString());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(capturing ? matcher.group(1) : "");
    }

    /**
     * Finds what matches now.
     *
     * @param found every matching path, whatever kind of file it is
     * @param directories every directory in which a match may appear later
     * @param unreadable directories that are there and could not be listed, or looked into, and why
     * @param enters whether a directory that is not named is looked into
     */
    public void find(
            Consumer<Path> found,
            Consumer<Path> directories,
            BiConsumer<Path, IOException> unreadable,
            Predicate<Path> enters) {
        new Walk(found, directories, unreadable, enters).walk(Path.of("/"), 0, 0);
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<String> names(String absolute) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < absolute.length(); i++) {
            char c = absolute.charAt(i);
            if (c == '/') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
                if (c == '\\' && i + 1 < absolute.length()) {
                    name.append(absolute.charAt(++i));
                }
            }
        }
        names.add(name.toString());
        names.removeIf(each -> each.isEmpty() || each.equals("."));
        if (names.isEmpty()) {
            throw new IllegalArgumentException("must name files");
        }
        return names;
    }

    /** One name of the pattern as a regular expression, and as plain text when it is no pattern. */
    private static final class Translation {
        final StringBuilder regex = new StringBuilder();
        final StringBuilder plain = new StringBuilder();
        boolean literal = true;
        int captures;

        static Translation of(String name) {
            Translation translation = new Translation();
            translation.read(name);
            return translation;
        }

        private void read(String name) {
            boolean alternatives = false;
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                switch (c) {
                    case '*' -> pattern("[^/]*");
                    case '?' -> pattern("[^/]");
                    case '[' -> i = set(name, i);
                    case '{' -> {
                        int end = name.indexOf('}', i);
                        if (end < 0 || alternatives) {
                            throw new IllegalArgumentException("has a { without its }");
                        }
                        if (name.substring(i, end).indexOf(',') >= 0) {
                            alternatives = true;
                            pattern("(?:");
                        } else {
                            captures++;
                            pattern("([^/]+)");
                            i = end;
                        }
                    }
                    case '}' -> {
                        if (!alternatives) {
                            throw new IllegalArgumentException("has a } without its {");
                        }
                        alternatives = false;
                        pattern(")");
                    }
                    case ',' -> {
                        if (alternatives) {
                            pattern("|");
                        } else {
                            plain(c);
                        }
                    }
                    case '\\' -> {
                        if (++i == name.length()) {
                            throw new IllegalArgumentException("must not end with a backslash");
                        }
                        plain(name.charAt(i));
                    }
                    default -> plain(c);
                }
            }
        }

        private int set(String name, int start) {
            int end = name.indexOf(']', start + 2);
            if (end < 0) {
                throw new IllegalArgumentException("has a [ without its ]");
            }
            String members = name.substring(start + 1, end);
            boolean negated = members.startsWith("!") || members.startsWith("^");
            if (negated) {
                members = members.substring(1);
            }
            pattern((negated ? "[^/" : "[") + members.replaceAll("([\\\\\\[\\]&^])", "\\\\$1") + "]");
            return end;
        }

        private void pattern(String part) {
            regex.append(part);
            literal = false;
        }

        private void plain(char c) {
            regex.append(Pattern.quote(String.valueOf(c)));
            plain.append(c);
        }
    }

    /** One search; remembers the directories it descended into, so that a loop of links ends. */
    private final class Walk {
        private final Consumer<Path> found;
        private final Consumer<Path> directories;
        private final BiConsumer<Path, IOException> unreadable;
        private final Predicate<Path> enters;
        private final Set<Object> descended = new HashSet<>();

        Walk(
                Consumer<Path> found,
                Consumer<Path> directories,
                BiConsumer<Path, IOException> unreadable,
                Predicate<Path> enters) {
            this.found = found;
            this.directories = directories;
            this.unreadable = unreadable;
            this.enters = enters;
        }

        void walk(Path directory, int at, int depth) {
            Segment segment = segments.get(at);
            boolean last = at == segments.size() - 1;
            String literal = segment.literal();
            if (literal != null) {
                Path next = directory.resolve(literal);
                if (last) {
                    directories.accept(directory);
                    if (isThere(next)) {
                        found.accept(next);
                    }
                } else if (Files.isDirectory(next)) {
                    walk(next, at + 1, depth);
                } else {
                    directories.accept(directory);
                    // Asked for what it says of a directory that cannot be looked into.
                    isThere(next);
                }
                return;
            }
            if (segment.deep()) {
                if (depth > DEEPEST || !descended.add(key(directory))) {
                    return;
                }
                walk(directory, at + 1, depth);
                list(directory, entry -> {
                    if (Files.isDirectory(entry) && enters.test(entry)) {
                        walk(entry, at, depth + 1);
                    }
                });
                return;
            }
            Pattern pattern = segment.pattern();
            if (pattern == null) {
                return;
            }
            list(directory, entry -> {
                if (pattern.matcher(entry.getFileName().toString()).matches()) {
                    if (last) {
                        found.accept(entry);
                    } else if (Files.isDirectory(entry) && enters.test(entry)) {
                        walk(entry, at + 1, depth);
                    }
                }
            });
        }

        private void list(Path directory, Consumer<Path> entries) {
            directories.accept(directory);
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                stream.forEach(entries);
            } catch (DirectoryIteratorException e) {
                unreadable.accept(directory, e.getCause());
            } catch (NoSuchFileException | NotDirectoryException e) {
                // Gone since it was found, or not there yet.
            } catch (IOException e) {
                unreadable.accept(directory, e);
            }
        }

        private boolean isThere(Path path) {
            try {
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return true;
            } catch (NoSuchFileException | NotDirectoryException e) {
                return false;
            } catch (IOException e) {
                unreadable.accept(path, e);
                return false;
            }
        }

        private Object key(Path directory) {
            try {
                Object key = Files.readAttributes(directory, BasicFileAttributes.class)
                        .fileKey();
                return key == null ? directory.toRealPath() : key;
            } catch (IOException e) {
                return directory;
            }
        }
    }
}
