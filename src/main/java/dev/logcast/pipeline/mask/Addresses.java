package dev.logcast.pipeline.mask;

import dev.logcast.pipeline.mask.Detector.Finder;
import java.util.List;

/** Passwords in addresses: {@code scheme://user:password@host} (RFC 3986, section 3.2.1) and Oracle's {@code user/password@host}. */
final class Addresses {
    static final Detector USERINFO = new Detector("url-password", List.of("://"), Addresses::userinfo);
    static final Detector ORACLE = new Detector("url-password", List.of("jdbc:oracle:"), Addresses::oracle);

    private Addresses() {}

    private static long userinfo(String text, int start, int end) {
        int at = -1;
        int colon = -1;
        for (int i = end; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                at = i;
            } else if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '/' || c == '?' || c == '#' || c <= ' ' || "\"'<>`|\\".indexOf(c) >= 0) {
                break;
            }
        }
        return colon < 0
                        || at < colon
                        || start == 0
                        || text.substring(colon + 1, at).equals("***")
                ? Finder.NOTHING
                : Finder.span(colon + 1, at);
    }

    private static long oracle(String text, int start, int end) {
        int slash = -1;
        for (int i = end; i < text.length() && text.charAt(i) > ' '; i++) {
            char c = text.charAt(i);
            if (c == '/' && slash < 0) {
                slash = i;
            } else if (c == '@') {
                return slash < 0 ? Finder.NOTHING : Finder.span(slash + 1, i);
            }
        }
        return Finder.NOTHING;
    }
}
