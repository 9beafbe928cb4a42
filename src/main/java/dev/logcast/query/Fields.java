package dev.logcast.query;

import dev.logcast.line.AttributeNames;
import dev.logcast.line.Attributes;
import dev.logcast.line.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A field, wherever a line keeps it: under its name, under the names that a short one stands for, nested along its dots or not, in a
 * list. {@code message} is the record where nothing else is called so, {@code msg} what stands in it behind time and level. Immutable.
 */
final class Fields {
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
        if (name.equals("message") && line.attributes().get(name) == null) {
            return line.message();
        }
        return name.equals("msg") && line.attributes().get(name) == null
                ? line.message().substring(Math.max(0, line.msgAt()))
                : null;
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
