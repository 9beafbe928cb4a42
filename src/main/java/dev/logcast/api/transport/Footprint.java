package dev.logcast.api.transport;

import dev.logcast.line.ServerLog;
import jakarta.servlet.ServletOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory that Payara holds for each open stream, made small where only its own classes can be told so. Does nothing on a server that
 * is built differently.
 *
 * <ul>
 *   <li>For each flush it makes a buffer of 8 KB, however little is in it; {@code setBufferSize} makes it larger but never smaller. What is
 *       larger than its buffer it writes as it is, without a copy.
 *   <li>Behind a connection that takes nothing it queues four times the kernel's send buffer, and copies all of that. When a thousand
 *       clients are late that is 200 MB which the collector moves about, while lines are held in the hub anyway. Here one write may wait.
 *   <li>The fields of the answer's head, which has been sent, and the space in which parameters were decoded, are 8.6 KB.
 * </ul>
 */
final class Footprint {
    private static final System.Logger LOG = ServerLog.of(Footprint.class.getName());
    private static final int BUFFER_BYTES = 512;

    /** Nothing more is taken while anything waits. */
    private static final int QUEUE_BYTES = 1;

    /**
     * The same for a server that fails a write by which more than four times this would wait, be it taken at once or not: room for less than
     * this, and a slice of 64 KB with its frame behind it.
     */
    private static final int LIMITED_QUEUE_BYTES = 24 * 1024;

    /** The way found last; there is one kind of stream in a server. */
    private static volatile Way last = new Way(Object.class, List.of());

    /** @param steps none where there is no way in streams of this kind */
    private record Way(Class<?> kind, List<Step> steps) {}

    /** @param path of fields, from the stream to what is made smaller */
    private record Step(List<Field> path, Reduction reduction) {
        void take(Object stream) throws ReflectiveOperationException {
            Object target = stream;
            for (Field field : path) {
                target = field.get(target);
            }
            reduction.apply(target);
        }
    }

    @FunctionalInterface
    private interface Reduction {
        void apply(Object target) throws ReflectiveOperationException;
    }

    /** Makes it of the type that a path leads to. */
    @FunctionalInterface
    private interface Kind {
        Reduction of(Class<?> type) throws ReflectiveOperationException;
    }

    private Footprint() {}

    /** Once the head of the answer has been sent, and before anything follows. */
    static void reduce(ServletOutputStream out) {
        Way way = last;
        if (way.kind() != out.getClass()) {
            way = new Way(out.getClass(), steps(out.getClass()));
            last = way;
        }
        try {
            for (Step step : way.steps()) {
                step.take(out);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream takes as much memory as the server gives it", e);
        }
    }

    private static List<Step> steps(Class<?> stream) {
        List<Step> steps = new ArrayList<>();
        add(steps, setter("setBufferSize", BUFFER_BYTES), stream, "ob", "grizzlyOutputBuffer");
        add(steps, Footprint::queue, stream, "ob", "grizzlyOutputBuffer", "connection");
        add(steps, Footprint::headers, stream, "ob", "grizzlyResponse", "response", "headers");
        add(steps, Footprint::characters, stream, "ob", "grizzlyResponse", "request", "parameters", "tmpNameC");
        add(steps, Footprint::characters, stream, "ob", "grizzlyResponse", "request", "parameters", "tmpValueC");
        return List.copyOf(steps);
    }

    private static void add(List<Step> steps, Kind kind, Class<?> stream, String... names) {
        try {
            List<Field> path = new ArrayList<>();
            Class<?> owner = stream;
            for (String name : names) {
                Field field = field(owner, name);
                path.add(field);
                owner = field.getType();
            }
            steps.add(new Step(List.copyOf(path), kind.of(owner)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream takes as much memory as the server gives it", e);
        }
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    private static Kind setter(String name, int value) {
        return type -> {
            Method setter = type.getMethod(name, int.class);
            return target -> setter.invoke(target, value);
        };
    }

    private static Reduction queue(Class<?> connection) throws ReflectiveOperationException {
        return setter("setMaxAsyncWriteQueueSize", isLimited(connection) ? LIMITED_QUEUE_BYTES : QUEUE_BYTES)
                .of(connection);
    }

    /** As of Payara 7. */
    private static boolean isLimited(Class<?> connection) throws ClassNotFoundException {
        Class<?> writer =
                Class.forName("org.glassfish.grizzly.asyncqueue.AsyncQueueWriter", false, connection.getClassLoader());
        return Arrays.stream(writer.getMethods())
                .anyMatch(method -> method.getName().equals("setPendingBytesHardLimitMultiplier"));
    }

    private static Reduction headers(Class<?> type) throws ReflectiveOperationException {
        Method clear = type.getMethod("clear");
        Field fields = field(type, "headers");
        return target -> {
            clear.invoke(target);
            // Made anew when they are needed again.
            Arrays.fill((Object[]) fields.get(target), null);
        };
    }

    private static Reduction characters(Class<?> type) throws ReflectiveOperationException {
        Method set = type.getMethod("setChars", char[].class, int.class, int.class);
        Method recycle = type.getMethod("recycle");
        return target -> {
            set.invoke(target, null, 0, 0);
            recycle.invoke(target);
        };
    }
}
