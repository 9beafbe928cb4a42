package dev.logcast.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;

/**
 * Tells a client that waits for it to send its body (RFC 9110, section 10.1.1). Servers do that when the body is first read, but Payara's, where
 * reading does not block, only once something of it has come: {@code curl -T -} waits for a second then, and a proxy for ever. Servlets have no
 * word for it, so the way to what Payara's server has is found by reflection; others are left alone.
 */
final class Interim {
    private static final System.Logger LOG = System.getLogger(Interim.class.getName());

    private Interim() {}

    static void send(HttpServletRequest request, ServletOutputStream out) {
        String expected = request.getHeader("Expect");
        if (expected == null || !expected.strip().equalsIgnoreCase("100-continue")) {
            return;
        }
        try {
            Object response = value(value(out, "ob"), "grizzlyResponse");
            response.getClass().getMethod("sendAcknowledgement").invoke(response);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The server says itself when a body may come", e);
        }
    }

    private static Object value(Object owner, String name) throws ReflectiveOperationException {
        for (Class<?> kind = owner.getClass(); kind != null; kind = kind.getSuperclass()) {
            for (Field field : kind.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field.get(owner);
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
