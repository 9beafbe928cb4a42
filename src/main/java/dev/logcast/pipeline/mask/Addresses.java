package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Single;
import java.util.List;

/**
 * Secrets in addresses: {@code scheme://user:password@host} (RFC 3986, section 3.2.1), with signs in the password that should have been
 * encoded; a token in place of the user; Oracle's {@code user/password@host}; and addresses that are a secret themselves, since whoever
 * knows them may write there.
 */
final class Addresses {
    static final Detector USERINFO = Detector.of("url-password", List.of("://", "sip:", "sips:"), Addresses::userinfo);
    static final Detector ORACLE = Detector.of("url-password", List.of("jdbc:oracle:"), Addresses::oracle);

    /** As the drivers of Go are told: {@code user:password@tcp(host:port)/database}. */
    static final Detector GO = Detector.of("url-password", List.of("@tcp(", "@unix("), Addresses::go);

    static final Detector HOOKS = Detector.of(
            "webhook",
            List.of(
                    "hooks.slack.com/",
                    "/api/webhooks/",
                    "/api/v10/webhooks/",
                    "/api/v9/webhooks/",
                    "sumologic.com/receiver/v1/http/",
                    "webhook.office.com/",
                    "outlook.office000.com/webhook/",
                    "open.larksuite.com/open-apis/bot/v0/hook/",
                    "events.pagerduty.com/integration/",
                    "hc-ping.com/",
                    "api.day.app/",
                    "sctapi.ftqq.com/",
                    "make.com/",
                    "/reset/",
                    "/reset-password/",
                    "/verify/",
                    "/confirm/",
                    "/activate/",
                    "/invite/",
                    "/magic/",
                    "/hooks/",
                    "/webhook/",
                    "/webhook-test/",
                    "/incoming-webhooks/",
                    "hooks.zapier.com/hooks/catch/",
                    "maker.ifttt.com/trigger/",
                    "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
                    "open.feishu.cn/open-apis/bot/v2/hook/",
                    "outlook.office.com/webhook/"),
            Addresses::hook);

    private static final Chars.Kind AUTHORITY = c -> c > ' ' && "/?#\"'<>`|\\,".indexOf(c) < 0;
    private static final Chars.Kind OF_LDAP = c -> c == ',' || AUTHORITY.has(c);
    private static final Chars.Kind ADDRESS = c -> c > ' ' && "\"'<>`|\\,".indexOf(c) < 0;
    private static final Chars.Kind NO_AT = c -> c != '@' && ADDRESS.has(c);
    private static final Chars.Kind GO_ADDRESS = c -> ADDRESS.has(c) && c != '(';
    private static final Chars.Kind NO_SLASH = c -> c != '/';
    private static final Chars.Kind HOST = c -> Chars.isAlphanumeric(c) || "-._[]:".indexOf(c) >= 0;
    private static final Chars.Kind HOOK = c -> Chars.PATH.has(c) || c == '@';
    private static final Chars.Kind OF_PART = c -> c != '/';
    private static final int LONG = 16;
    private static final int LONGEST_HOST = 255;
    private static final int LONGEST_PATH = 200;

    private Addresses() {}

    private static long userinfo(Text text, int start, int end) {
        boolean sip = text.at(end - 1) == ':';
        boolean ldap = text.says("ldap", start - 4) || text.says("ldaps", start - 5);
        int authority = text.end(end, ldap ? OF_LDAP : AUTHORITY);
        int at = last(text, end, authority, '@');
        int colon = first(text, end, at < 0 ? authority : at, ':');
        if (sip ? !text.begins(start) : start == 0) {
            return Single.NOTHING;
        }
        if (at < 0 && !sip) {
            at = beyond(text, authority, colon);
        }
        if (at < 0) {
            return Single.NOTHING;
        }
        if (colon < 0) {
            boolean nats = text.says("nats", start - 4) && at - end >= 6 && text.hasDigit(end, at);
            return nats || token(text, end, at) ? Single.span(end, at) : Single.NOTHING;
        }
        // In place of the user, of whom the password says only what he is: https://TOKEN:x-oauth-basic@host
        int from = colon - end >= LONG && token(text, end, colon) ? end : colon + 1;
        return Single.span(from, at);
    }

    /** Where the password ends that holds a slash or the like: before {@code @host}; -1 where this is a port and a path. */
    private static int beyond(Text text, int authority, int colon) {
        if (colon < 0 || authority == text.length() || "/?#".indexOf(text.charAt(authority)) < 0) {
            return -1;
        }
        boolean port = text.end(colon + 1, Chars.DIGIT, authority - colon) == authority;
        int at = text.end(authority, NO_AT);
        boolean host = text.at(at) == '@' && Chars.isAlphanumeric(text.at(at + 1));
        int hostEnd = text.end(at + 1, HOST, LONGEST_HOST);
        boolean dotted =
                last(text, at + 1, hostEnd, '.') > 0 || last(text, at + 1, hostEnd, ':') > 0 || text.at(hostEnd) == '/';
        return host && dotted && !port && authority > colon + 1 ? at : -1;
    }

    private static boolean token(Text text, int from, int to) {
        return to - from >= LONG && text.hasDigit(from, to) && text.end(from, Chars.BASE64_URL, to - from) == to;
    }

    private static int first(Text text, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int last(Text text, int from, int to, char wanted) {
        for (int i = to - 1; i >= from; i--) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static long oracle(Text text, int start, int end) {
        int to = text.end(end, NO_AT);
        int slash = text.end(end, NO_SLASH);
        Quote open = Quote.at(text, slash + 1);
        if (!open.none() && text.isAll(end, slash, ADDRESS)) {
            return Single.span(open.end(), open.close(text, open.end()));
        }
        return slash >= to || text.at(to) != '@' ? Single.NOTHING : Single.span(slash + 1, to);
    }

    private static long go(Text text, int start, int end) {
        int from = text.start(start, GO_ADDRESS, LONGEST_HOST);
        int scheme = text.find("://", from);
        int user = scheme < start ? scheme + 3 : from;
        int colon = first(text, user, start, ':');
        return colon < 0 ? Single.NOTHING : Single.span(colon + 1, start);
    }

    private static long hook(Text text, int start, int end) {
        int to = text.end(end, HOOK);
        boolean named = text.charAt(start) != '/' && !text.startsWith("make.com", start);
        if (named || text.startsWith("/api/", start)) {
            boolean few = text.startsWith("hooks.zapier", start) && to - end >= 10;
            return few || to - end >= LONG ? hidden(text, end, to) : Single.NOTHING;
        }
        boolean hook = text.says("hook", start + 1) || text.says("webhook", start + 1) || text.says("make", start);
        // The last that looks made by chance is what nobody may know.
        for (int at = end; at < Math.min(to, end + LONGEST_PATH); ) {
            int part = text.end(at, OF_PART, Math.min(to - at, Values.SEEN));
            String value = text.substring(at, Math.min(part, at + Values.SEEN));
            if (Values.random(value) && (hook || !Values.uuid(value))) {
                return Single.span(at, to);
            }
            at = part + 1;
        }
        return Single.NOTHING;
    }

    private static long hidden(Text text, int from, int to) {
        return text.hasDigit(from, to) ? Single.span(from, to) : Single.NOTHING;
    }
}
