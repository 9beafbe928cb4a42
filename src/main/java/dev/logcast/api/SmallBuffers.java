package dev.logcast.api;

import jakarta.servlet.ServletOutputStream;
import java.lang.reflect.Field;

/**
 * Payara makes a buffer of 8 KB for each flush of each response, however little is in it; {@code setBufferSize} makes it larger
 * but never smaller. Its own buffer can be told so; whatever it writes that is larger, it then writes as it is, without a copy.
 */
final class SmallBuffers {
    private static final System.Logger LOG = System.getLogger(SmallBuffers.class.getName());
    private static final int BYTES = 512;

    private SmallBuffers() {}

    /** Does nothing on a server that is built differently. */
    static void use(ServletOutputStream out) {
        try {
            Object buffer = field(field(out, "ob"), "grizzlyOutputBuffer");
            buffer.getClass().getMethod("setBufferSize", int.class).invoke(buffer, BYTES);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Buffers are as large as the server makes them", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
