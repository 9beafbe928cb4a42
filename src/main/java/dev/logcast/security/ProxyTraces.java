package dev.logcast.security;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Headers that proxies, load balancers, content delivery networks and tunnels add, by families of names. Not those that programs send by
 * themselves, too: {@code X-Request-Id}, {@code traceparent}. To change the protocol of a connection is one of them: no proxy looks at what follows.
 */
final class ProxyTraces {
    private static final Pattern TRACE = Pattern.compile(
            // X-Forwarded-For, X-Original-Forwarded-For, Max-Forwards, Proxy-Connection, WL-Proxy-Client-IP
            ".*forward.*|.*proxy.*|via|.*-via|upgrade|http2-settings"
                    // Where the client is.
                    + "|.*[-_]ip|clientip|.*remote[-_].*|x-real-.*|x-cluster-.*|(?:x-)?client-(?:cert|verify|dn|port|host|address).*"
                    // What it asked for, and how.
                    + "|x-(?:original|rewrite|replaced|host|http-host|scheme|url-scheme|ssl|tls|https|prefix|script-name|base-url|accel)(?:-.*)?"
                    + "|front-end-.*|ssl[-_].*|tls[-_].*|x-(?:request|queue)-start"
                    // Who has signed in there.
                    + "|x-(?:auth-request|webauth|authentik|vouch|pomerium|consumer|credential|goog|ms-client-principal)(?:-.*)?|x-authenticated.*|oidc[-_].*"
                    // Who added it.
                    + "|(?:x-)?(?:akamai|amz|amzn|apigee|apisix|appengine|appgw|arr|azure|bunny|caddy|cdn|cf|edge|edgecast|envoy|fastly|fd|fly|haproxy"
                    + "|heroku|imperva|incap|istio|kong|l5d|linkerd|netlify|nf|nginx|ngrok|railway|render|rndr|squid|sucuri|tailscale|traefik"
                    + "|true-client|tyk|varnish|vercel|zscaler)(?:-.*)?",
            Pattern.CASE_INSENSITIVE);

    private ProxyTraces() {}

    /** The first that is one. */
    static Optional<String> in(Collection<String> headers) {
        return headers.stream().filter(name -> TRACE.matcher(name).matches()).findFirst();
    }
}
