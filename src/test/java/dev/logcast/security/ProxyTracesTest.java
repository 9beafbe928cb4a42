package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTracesTest {
    private static final Pattern NAMES = Pattern.compile(", ?");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded, X-Forwarded, X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto, X-Forwarded-Port, X-Forwarded-Server,"
                        + " X-Forwarded-By, X-Forwarded-User, X-Forwarded-Email, X-Forwarded-Ssl, X-Forwarded-Scheme, X-Forwarded-Prefix,"
                        + " X-Forwarded-Path, X-Forwarded-Uri, X-Forwarded-Method, X-Forwarded-Client-Cert, X-Forwarded-Preferred-Username,"
                        + " X-Original-Forwarded-For, X-Forward-For, Forwarded-For, X-Envoy-Original-Path",
                "X-Original-Host, X-Original-URL, X-Original-Uri, X-Original-Method, X-Original-Proto, X-Rewrite-URL, X-Replaced-Path, X-Host",
                "X-Real-IP, X-Client-IP, Client-IP, X-Cluster-Client-IP, True-Client-IP, Fastly-Client-IP, CF-Connecting-IP, CF-Connecting-IPv6,"
                        + " Fly-Client-IP, DO-Connecting-IP, X-Azure-ClientIP, X-Appengine-User-IP, X-Remote-IP, X-Remote-Addr, X-ProxyUser-IP,"
                        + " WL-Proxy-Client-IP, Proxy-Client-IP, Incap-Client-IP, X-NF-Client-Connection-IP, X-Real-Port, Ali-CDN-Real-IP",
                "CF-Ray, CF-Visitor, CF-IPCountry, CF-Worker, CF-Access-Jwt-Assertion, CDN-Loop, X-Amzn-Trace-Id, X-Amz-Cf-Id, X-Amzn-Oidc-Identity,"
                        + " Fastly-FF, Fastly-SSL, X-Varnish, X-Azure-Ref, X-FD-HealthProbe, X-ARR-SSL, X-ARR-LOG-ID, X-Akamai-Edgescape,"
                        + " Akamai-Origin-Hop, X-Envoy-External-Address, X-Envoy-Internal, X-Envoy-Attempt-Count, X-Edge-Location,"
                        + " Fly-Region, X-Vercel-Id, X-NF-Request-Id, X-Sucuri-ClientIP, X-Traefik-Router, X-Kong-Request-Id, RNDR-ID, X-Request-Start",
                "Tailscale-User-Login, Tailscale-User-Name, Remote-User, Remote-Email, Remote-Groups, X-Remote-User, X-Auth-Request-User,"
                        + " X-Authenticated-User, X-WebAuth-User, X-Authentik-Username, X-Goog-Authenticated-User-Email,"
                        + " X-MS-Client-Principal, X-Pomerium-Jwt-Assertion, X-Consumer-Username, OIDC_CLAIM_sub",
                "Via, Proxy-Connection, Proxy-Authorization, Max-Forwards, Upgrade, HTTP2-Settings, Front-End-Https, X-Url-Scheme, X-Scheme, X-SSL,"
                        + " SSL-Client-Cert, X-SSL-Client-Verify, X-Client-Cert, X-Bluecoat-Via, X-Zscaler-Client, X-Accel-Internal"
            })
    void whatProxiesAddIsATrace(String names) {
        for (String name : NAMES.splitAsStream(names).toList()) {
            assertThat(ProxyTraces.in(List.of("Host", name.toLowerCase(Locale.ROOT))))
                    .as(name)
                    .isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept, Accept-Charset, Accept-Encoding, Accept-Language, Authorization, Cache-Control, Connection, Content-Length, Content-Type,"
                        + " Cookie, DNT, Date, Expect, From, Host, If-Match, If-Modified-Since, If-None-Match, If-Range, Keep-Alive, Last-Event-ID,"
                        + " Origin, Pragma, Priority, Range, Referer, Sec-CH-UA, Sec-CH-UA-Mobile, Sec-CH-UA-Platform, Sec-Fetch-Dest, Sec-Fetch-Mode,"
                        + " Sec-Fetch-Site, Sec-Fetch-User, Sec-GPC, Sec-Purpose, TE, Trailer, Transfer-Encoding, Upgrade-Insecure-Requests, User-Agent,"
                        + " X-Requested-With, Access-Control-Request-Method, Access-Control-Request-Headers",
                "X-Request-Id, X-Correlation-Id, Request-Id, traceparent, tracestate, baggage, b3, X-B3-TraceId, X-B3-SpanId, uber-trace-id, sentry-trace,"
                        + " X-Datadog-Trace-Id, X-Cloud-Trace-Context, X-User-Agent, X-Scope-OrgID, X-Client-Data, X-CSRF-Token, Idempotency-Key,"
                        + " Mcp-Session-Id, Mcp-Protocol-Version, X-Prometheus-Scrape-Timeout-Seconds, X-Auth-Token, X-API-Key, X-Elastic-Product"
            })
    void whatBrowsersAndProgramsSendIsNone(String names) {
        for (String name : NAMES.splitAsStream(names).toList()) {
            assertThat(ProxyTraces.in(List.of(name))).as(name).isEmpty();
        }
    }
}
