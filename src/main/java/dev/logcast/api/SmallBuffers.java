package dev.logcast.api;

import jakarta.servlet.ServletOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * What Payara holds for each answer on its way, made small where only its own classes can be told so.
 *
 * <ul>
 *   <li>For each flush it makes a buffer of 8 KB, however little is in it; {@code setBufferSize} makes it larger but never smaller. What is
 *       larger than its buffer it writes as it is, without a copy.
 *   <li>Behind a connection that takes nothing it queues four times the kernel's send buffer, and copies all of that. When a thousand
 *       clients are late that is 200 MB which the collector moves about, while lines are held in the hub anyway. Here one write may wait.
 * </ul>
 */
final class SmallBuffers {
    private static final System.Logger LOG = System.getLogger(SmallBuffers.class.getName());
    private static final int BUFFER_BYTES = 512;

    /** Nothing more is taken while anything waits. */
    private static final int QUEUE_BYTES = 1;

    /** The way found last; there is one kind of stream in a server. */
    private static volatile Way last = new Way(Object.class, List.of());

    /** @param limits none where there is no way in streams of this kind */
    private record Way(Class<?> kind, List<Limit> limits) {}

    /** @param path of fields, from the stream to what is told */
    private record Limit(List<Field> path, Method setter, int bytes) {
        void set(Object stream) throws ReflectiveOperationException {
            Object told = stream;
            for (Field field : path) {
                told = field.get(told);
            }
            setter.invoke(told, bytes);
        }
    }

    private SmallBuffers() {}

    /** Does nothing on a server that is built differently. */
    static void use(ServletOutputStream out) {
        Way way = last;
        if (way.kind() != out.getClass()) {
            way = new Way(out.getClass(), limits(out.getClass()));
            last = way;
        }
        try {
            for (Limit limit : way.limits()) {
                limit.set(out);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Buffers are as large as the server makes them", e);
        }
    }

    private static List<Limit> limits(Class<?> kind) {
        List<Limit> limits = new ArrayList<>();
        add(limits, BUFFER_BYTES, "setBufferSize", kind, "ob", "grizzlyOutputBuffer");
        add(limits, QUEUE_BYTES, "setMaxAsyncWriteQueueSize", kind, "ob", "grizzlyOutputBuffer", "connection");
        return List.copyOf(limits);
    }

    private static void add(List<Limit> limits, int bytes, String setter, Class<?> kind, String... names) {
        try {
            List<Field> path = new ArrayList<>();
            Class<?> owner = kind;
            for (String name : names) {
                Field field = owner.getDeclaredField(name);
                field.setAccessible(true);
                path.add(field);
                owner = field.getType();
            }
            limits.add(new Limit(List.copyOf(path), owner.getMethod(setter, int.class), bytes));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Buffers are as large as the server makes them", e);
        }
    }
}
