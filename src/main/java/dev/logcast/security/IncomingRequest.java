package dev.logcast.security;

import dev.logcast.peer.Connection;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that says where it comes from.
 *
 * @param path decoded and normalised by the server, without the context's
 * @param headers by name, in whatever case
 */
record IncomingRequest(
        String method, String path, Connection connection, String protocol, Map<String, String> headers) {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/";

    private static final Pattern AUTHORITY = Pattern.compile("[a-z]+://([^/?#]*).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK_NAME =
            Pattern.compile("(?:localhost|(?:[a-z0-9-]+\\.)+localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]+)?");

    IncomingRequest {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    static IncomingRequest of(HttpServletRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        String info = request.getPathInfo();
        return new IncomingRequest(
                request.getMethod(),
                request.getServletPath() + (info == null ? "" : info),
                Connection.of(request),
                request.getProtocol(),
                headers);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    boolean has(String name, String value) {
        return value.equalsIgnoreCase(header(name));
    }

    /** Whether it may change something (RFC 9110, section 9.2.1). */
    boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD") && !method.equals("OPTIONS");
    }

    /** Whether it has a body that says to be a form's. */
    boolean sendsForm() {
        String type = header("Content-Type");
        boolean form = type != null
                && (type.regionMatches(true, 0, FORM, 0, FORM.length())
                        || type.regionMatches(true, 0, MULTIPART, 0, MULTIPART.length()));
        return form && (has("Transfer-Encoding") || (has("Content-Length") && !has("Content-Length", "0")));
    }

    private boolean has(String name) {
        return header(name) != null;
    }

    /** Whether it is for what servers answer themselves, and for whatever method. */
    boolean isForReading() {
        return path.equals("/metrics")
                || path.startsWith("/metrics/")
                || path.equals("/openapi")
                || path.equals("/health")
                || path.startsWith("/health/");
    }

    /** Whether a browser follows a link or an entered address, rather than a page asking. */
    boolean navigates() {
        return method.equals("GET") && has("Sec-Fetch-Mode", "navigate");
    }

    /** Which page asks, when it is none that came from here, as a sentence's end; null for one from here, and for nobody's page. */
    @Nullable
    String foreignOrigin() {
        String origin = header("Origin");
        if (origin != null && !host().equals(authority(origin))) {
            return "Origin was \"" + origin + "\" and the host \"" + host() + '"';
        }
        String site = header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return "Sec-Fetch-Site was \"" + site + '"';
        }
        return null;
    }

    /** Why this does not come from somebody at this machine; null when it does. */
    @Nullable
    String notFromThisMachine() {
        if (!loopback(connection.peer())) {
            return "you come from " + connection.peer();
        }
        Optional<String> trace = ProxyTraces.in(headers.keySet());
        if (trace.isPresent()) {
            return "the request came through a proxy (" + trace.get() + ')';
        }
        if (!protocol.equals("HTTP/1.1")) {
            return "the request came as " + protocol + ", as from a proxy";
        }
        if (!LOOPBACK_NAME.matcher(host()).matches()) {
            return "the request is for the host \"" + host() + "\", not for localhost";
        }
        String referrer = header("Referer");
        if (has("Sec-Fetch-Site", "same-origin") && referrer != null && !host().equals(authority(referrer))) {
            return "the page is at " + authority(referrer) + ", behind a proxy";
        }
        return null;
    }

    private String host() {
        String host = header("Host");
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    private static String authority(String url) {
        var matcher = AUTHORITY.matcher(url);
        return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : url;
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
