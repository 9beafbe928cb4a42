package dev.logcast.api;

import jakarta.servlet.ServletOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payara makes a buffer of 8 KB for each flush of each response, however little is in it; {@code setBufferSize} makes it larger
 * but never smaller. Its own buffer can be told so; whatever it writes that is larger, it then writes as it is, without a copy.
 */
final class SmallBuffers {
    private static final System.Logger LOG = System.getLogger(SmallBuffers.class.getName());
    private static final int BYTES = 512;

    /** The way found last; there is one kind of stream in a server. */
    private static volatile Way last = new Way(Object.class, List.of(), null);

    /** @param resize of what the fields lead to; null: there is no way in streams of this kind */
    private record Way(Class<?> kind, List<Field> fields, @Nullable Method resize) {
        void shrink(Object stream) throws ReflectiveOperationException {
            if (resize != null) {
                Object buffer = stream;
                for (Field field : fields) {
                    buffer = field.get(buffer);
                }
                resize.invoke(buffer, BYTES);
            }
        }
    }

    private SmallBuffers() {}

    /** Does nothing on a server that is built differently. */
    static void use(ServletOutputStream out) {
        Way way = last;
        if (way.kind() != out.getClass()) {
            way = find(out.getClass());
            last = way;
        }
        try {
            way.shrink(out);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Buffers are as large as the server makes them", e);
        }
    }

    private static Way find(Class<?> kind) {
        try {
            Field catalina = field(kind, "ob");
            Field grizzly = field(catalina.getType(), "grizzlyOutputBuffer");
            Method resize = grizzly.getType().getMethod("setBufferSize", int.class);
            return new Way(kind, List.of(catalina, grizzly), resize);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Buffers are as large as the server makes them", e);
            return new Way(kind, List.of(), null);
        }
    }

    private static Field field(Class<?> owner, String name) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
