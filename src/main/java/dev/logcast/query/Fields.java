package dev.logcast.query;

import dev.logcast.line.AttributeNames;
import dev.logcast.line.Attributes;
import dev.logcast.line.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A field, wherever a line keeps it: under its name, under the names that a short one stands for, nested along its dots or not, in a
 * list. Where nothing else is called so, {@code message} is the record, {@code msg} what stands in it behind time and level, and
 * {@code level} and {@code source} are those of the line. A value that is null is as good as none. Immutable.
 */
final class Fields {
    /** What a line has besides its attributes. */
    private static final Set<String> OF_LINES = Set.of("message", "msg", "level", "source");

    private final String name;
    private final List<Path> paths = new ArrayList<>();

    /**
     * A name, and the ways to cut it in two.
     *
     * @param splits the part before a dot, and what is then looked for in its value
     */
    private record Path(String name, List<Split> splits) {
        static Path of(String name) {
            List<Split> splits = new ArrayList<>();
            for (int dot = name.indexOf('.'); dot > 0 && splits.size() < 8; dot = name.indexOf('.', dot + 1)) {
                splits.add(new Split(name.substring(0, dot), name.substring(dot + 1)));
            }
            return new Path(name, splits);
        }
    }

    private record Split(String head, String tail) {}

    Fields(String name) {
        this.name = name;
        paths.add(Path.of(name));
        AttributeNames.all().getOrDefault(name, List.of()).forEach(other -> paths.add(Path.of(other)));
    }

    /** @param wanted is asked of values, none of which is null or a list, and the names that they have in the line */
    boolean any(LogLine line, BiPredicate<Object, String> wanted) {
        Attributes attributes = line.attributes();
        if (!attributes.isEmpty()) {
            for (Path path : paths) {
                if (any(attributes, path, path.name, wanted)) {
                    return true;
                }
            }
        }
        String text = text(line);
        return text != null && wanted.test(text, name);
    }

    private @Nullable String text(LogLine line) {
        if (!OF_LINES.contains(name) || line.attributes().get(name) != null) {
            return null;
        }
        return switch (name) {
            case "message" -> line.message();
            case "msg" -> line.message().substring(Math.max(0, line.msgAt()));
            case "level" -> line.level() == null ? null : line.level().name();
            default -> line.id().source().value();
        };
    }

    private static boolean any(Attributes attributes, Path path, String called, BiPredicate<Object, String> wanted) {
        if (of(attributes.get(path.name), called, wanted)) {
            return true;
        }
        for (Split split : path.splits) {
            if (within(attributes.get(split.head), split, called, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean within(
            @Nullable Object value, Split split, String called, BiPredicate<Object, String> wanted) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> within(each, split, called, wanted));
        }
        return value instanceof Attributes nested && any(nested, Path.of(split.tail), called, wanted);
    }

    private static boolean of(@Nullable Object value, String called, BiPredicate<Object, String> wanted) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(each -> of(each, called, wanted));
        }
        return value != null && wanted.test(value, called);
    }
}
