package dev.logcast.launch;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The heads of requests as Payara's codec (Grizzly) has read them, before the application has a say. Two things come too late there: a path
 * that cannot be decoded or resolved and a {@code Host} that is none are answered with an empty 200 and a stack trace in the log, and a client
 * that waits for {@code 100 Continue} (RFC 9110, section 10.1.1) gets it with the first chunk of a chunked body only, so {@code curl -T -} loses a second and a proxy waits for ever.
 * Here such a head is refused with 400, and the client is told to go on at once; its rights are checked when the first chunk is there. And
 * the server has no deadline for a head, as long as a bit of it comes now and then: here it must come within 20 s.
 *
 * <p>Thread-safe: the server calls it from any of its threads.
 */
final class RequestHeads implements InvocationHandler {
    private static final String GRIZZLY = "org.glassfish.grizzly.";

    /** What stands for bytes that are not UTF-8. */
    private static final char UNKNOWN = '\ufffd';

    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:;[^/]*)?$");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private static final Pattern HOST = Pattern.compile("(?:[^\\s:/\\[\\]]+|\\[[^\\s/\\[\\]]*])(?::[0-9]{0,5})?");

    private final Head head;

    private RequestHeads(Head head) {
        this.head = head;
    }

    /** Has the listeners that are open now look at the heads that they read. */
    static void watch(Object glassFish, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> probe = Class.forName(GRIZZLY + "http.HttpProbe", false, loader);
        Class<?> codec = Class.forName(GRIZZLY + "http.HttpServerFilter", false, loader);
        Object heads = Proxy.newProxyInstance(
                probe.getClassLoader(), new Class<?>[] {probe}, new RequestHeads(new Head(probe.getClassLoader())));
        Object probes = Array.newInstance(probe, 1);
        Array.set(probes, 0, heads);
        Method add = Class.forName(GRIZZLY + "monitoring.MonitoringConfig", false, loader)
                .getMethod("addProbes", Object[].class);
        Class<?> service = Class.forName("com.sun.enterprise.v3.services.impl.GrizzlyService", false, loader);
        Field proxies = service.getDeclaredField("proxies");
        proxies.setAccessible(true);
        Object open = glassFish.getClass().getMethod("getService", Class.class).invoke(glassFish, service);
        for (Object proxy : (Collection<?>) proxies.get(open)) {
            Object listener =
                    proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
            Object codecs =
                    listener.getClass().getMethod("getFilters", Class.class).invoke(listener, codec);
            for (Object filter : (List<?>) codecs) {
                add.invoke(codec.getMethod("getMonitoringConfig").invoke(filter), probes);
            }
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method event, Object @Nullable [] arguments)
            throws ReflectiveOperationException {
        switch (event.getName()) {
            case "onDataReceivedEvent" -> {
                if (arguments != null) {
                    head.await(arguments[0]);
                }
                return null;
            }
            case "onHeaderParseEvent" -> {
                if (arguments != null) {
                    head.read(arguments[0], arguments[1]);
                }
                return null;
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(this);
            }
            case "toString" -> {
                return toString();
            }
            default -> {
                return null;
            }
        }
    }

    /** Whether every percent sign of a path begins an escape; servers and the application look at what the escapes mean. */
    static boolean isEscaped(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 3)) {
            if (i + 2 >= path.length() || !isHex(path.charAt(i + 1)) || !isHex(path.charAt(i + 2))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it is a path that the server can resolve: it fails at an empty one, at what is not UTF-8, and where the last segment is {@code .} or {@code ..}, which
     * every client resolves by itself.
     */
    static boolean isPath(String path) {
        return isEscaped(path)
                && URLDecoder.decode(path, StandardCharsets.UTF_8).indexOf(UNKNOWN) < 0
                && (path.startsWith("/") || path.equals("*"))
                && !DOTS.matcher(path).find();
    }

    /** Whether a {@code Host} has a name, and a port that is one or none (RFC 9112, section 3.2); what it names others look at. */
    static boolean isHost(@Nullable String host) {
        return host == null || HOST.matcher(host).matches();
    }

    /**
     * Whether everybody on the way sees the same end of the body (RFC 9112, section 6.3): it has a length or is chunked, not both, and is
     * coded in no other way. Who does not could be made to see a second request in it. Of a length before {@code chunked} Grizzly keeps no trace.
     */
    static boolean isFramed(@Nullable String transferEncoding, @Nullable String contentLength) {
        return transferEncoding == null
                ? contentLength == null || LENGTH.matcher(contentLength).matches()
                : contentLength == null && transferEncoding.strip().equalsIgnoreCase("chunked");
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** The way to what Grizzly knows of a head, which it has classes of its own for. */
    private static final class Head {
        private static final long DEADLINE_NANOS = Duration.ofSeconds(20).toNanos();

        /** When the head that is coming has begun to. */
        private static final String BEGUN = "logcast.head.begun";

        private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

        private final Method reference;
        private final Method path;
        private final Method header;
        private final Method chunked;
        private final Method waits;
        private final Method setWaits;
        private final Method memory;
        private final Method wrap;
        private final Method write;
        private final Method attributes;
        private final Method attribute;
        private final Method setAttribute;
        private final Method removeAttribute;
        private final Method parsed;
        private final Method close;
        private final String inProcess;

        Head(ClassLoader loader) throws ReflectiveOperationException {
            Class<?> request = Class.forName(GRIZZLY + "http.HttpRequestPacket", false, loader);
            Class<?> connection = Class.forName(GRIZZLY + "Connection", false, loader);
            Class<?> memoryManager = Class.forName(GRIZZLY + "memory.MemoryManager", false, loader);
            reference = request.getMethod("getRequestURIRef");
            path = Class.forName(GRIZZLY + "http.util.RequestURIRef", false, loader)
                    .getMethod("getOriginalRequestURIBC");
            header = request.getMethod("getHeader", String.class);
            chunked = request.getMethod("isChunked");
            waits = request.getMethod("requiresAcknowledgement");
            setWaits = request.getDeclaredMethod("requiresAcknowledgement", boolean.class);
            setWaits.setAccessible(true);
            memory = connection.getMethod("getMemoryManager");
            wrap = Class.forName(GRIZZLY + "memory.Buffers", false, loader)
                    .getMethod("wrap", memoryManager, String.class);
            write = connection.getMethod("write", Object.class);
            attributes = connection.getMethod("getAttributes");
            Class<?> holder = Class.forName(GRIZZLY + "attributes.AttributeHolder", false, loader);
            attribute = holder.getMethod("getAttribute", String.class);
            setAttribute = holder.getMethod("setAttribute", String.class, Object.class);
            removeAttribute = holder.getMethod("removeAttribute", String.class);
            parsed = Class.forName(GRIZZLY + "http.HttpPacketParsing", false, loader)
                    .getMethod("isHeaderParsed");
            close = connection.getMethod("closeSilently");
            inProcess = (String) Class.forName(GRIZZLY + "http.HttpServerFilter", false, loader)
                    .getField("HTTP_SERVER_REQUEST_ATTR_NAME")
                    .get(null);
        }

        /** Something has come: of a head that takes too long it was the last. A connection on which nothing comes is the server's to close. */
        void await(Object connection) throws ReflectiveOperationException {
            Object known = attributes.invoke(connection);
            Object request = attribute.invoke(known, inProcess);
            if (request == null || (boolean) parsed.invoke(request)) {
                return;
            }
            long now = System.nanoTime();
            if (!(attribute.invoke(known, BEGUN) instanceof Long begun)) {
                setAttribute.invoke(known, BEGUN, now);
            } else if (now - begun > DEADLINE_NANOS) {
                close.invoke(connection);
            }
        }

        /** @throws IllegalArgumentException the codec answers it with 400 and closes the connection, without a word in the log */
        void read(Object connection, Object request) throws ReflectiveOperationException {
            removeAttribute.invoke(attributes.invoke(connection), BEGUN);
            try {
                String address = path.invoke(reference.invoke(request)).toString();
                if (!isPath(address)) {
                    throw new IllegalArgumentException("The path is none");
                }
                if (!isHost((String) header.invoke(request, "Host"))) {
                    throw new IllegalArgumentException("Host is none");
                }
                if (!isFramed((String) header.invoke(request, "Transfer-Encoding"), (String)
                        header.invoke(request, "Content-Length"))) {
                    throw new IllegalArgumentException("The end of the body cannot be told");
                }
                if ((boolean) waits.invoke(request) && (boolean) chunked.invoke(request)) {
                    setWaits.invoke(request, false);
                    write.invoke(connection, wrap.invoke(null, memory.invoke(connection), CONTINUE));
                }
            } catch (InvocationTargetException e) {
                // The server answers it without our help; a client that waits sends its body anyway.
            }
        }
    }
}
