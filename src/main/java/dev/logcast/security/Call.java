package dev.logcast.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a request says where it comes from.
 *
 * @param path decoded and normalised by the server, without the context's
 * @param peer the address at the other end of the connection
 * @param headers by name, in whatever case
 */
record Call(String method, String path, String peer, String protocol, Map<String, String> headers) {
    /** Headers by which proxies say that they are one. */
    private static final List<String> FORWARDING = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Port",
            "X-Forwarded-Server",
            "X-Real-IP",
            "X-Client-IP",
            "X-Original-Host",
            "CF-Connecting-IP",
            "True-Client-IP",
            "X-Envoy-External-Address",
            "Via");

    private static final Pattern AUTHORITY = Pattern.compile("[a-z]+://([^/?#]*).*", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK_NAME =
            Pattern.compile("(?:localhost|(?:[a-z0-9-]+\\.)+localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]+)?");

    Call {
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        headers = Collections.unmodifiableMap(byName);
    }

    static Call of(HttpServletRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
        String info = request.getPathInfo();
        return new Call(
                request.getMethod(),
                request.getServletPath() + (info == null ? "" : info),
                request.getRemoteAddr(),
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

    /** Whether it is for what servers answer themselves, and for whatever method. */
    boolean isForReading() {
        return path.equals("/metrics")
                || path.equals("/openapi")
                || path.equals("/health")
                || path.startsWith("/health/");
    }

    /** Whether a browser follows a link or an entered address, rather than a page asking. */
    boolean navigates() {
        return method.equals("GET") && has("Sec-Fetch-Mode", "navigate");
    }

    /** Whether a page asks that came from here itself, or nobody's page. */
    boolean ofOwnOrigin() {
        String origin = header("Origin");
        String site = header("Sec-Fetch-Site");
        return (origin == null || host().equals(authority(origin)))
                && (site == null || site.equals("same-origin") || site.equals("none"));
    }

    /** Why this does not come from somebody at this machine; null when it does. */
    @Nullable
    String notFromThisMachine() {
        if (!loopback(peer)) {
            return "you come from " + peer;
        }
        for (String header : FORWARDING) {
            if (headers.containsKey(header)) {
                return "the request came through a proxy (" + header + ')';
            }
        }
        if (protocol.equals("HTTP/1.0")) {
            return "the request came as HTTP/1.0, as from a proxy";
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
