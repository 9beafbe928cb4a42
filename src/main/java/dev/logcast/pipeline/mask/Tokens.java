package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import dev.logcast.pipeline.mask.Detector.Finder;
import java.util.List;
import java.util.Locale;

/** Secrets that say what they are: keys of cloud providers and services by their prefixes, bearer tokens, JSON Web Tokens. */
final class Tokens {
    static final List<Detector> ALL = List.of(
            prefixed("aws-key", Chars.CAPITAL_OR_DIGIT, 16, 16, "AKIA", "ASIA", "AROA", "AIDA", "ABIA", "ACCA"),
            prefixed("gcp-key", Chars.BASE64_URL, 35, 35, "AIza"),
            prefixed("gcp-key", Chars.TOKEN, 20, 4000, "ya29."),
            prefixed("gcp-key", Chars.BASE64_URL, 24, 40, "GOCSPX-"),
            new Detector("azure-key", List.of("q~"), Tokens::azureSecret),
            prefixed("github-token", Chars.ALPHANUMERIC, 30, 300, "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            prefixed("github-token", Chars.WORD, 40, 300, "github_pat_"),
            prefixed(
                    "gitlab-token",
                    Chars.BASE64_URL,
                    20,
                    300,
                    "glpat-",
                    "glptt-",
                    "gldt-",
                    "glrt-",
                    "glcbt-",
                    "glsoat-",
                    "glagent-",
                    "glft-"),
            prefixed(
                    "slack-token",
                    Chars.BASE64_URL,
                    10,
                    300,
                    "xoxb-",
                    "xoxa-",
                    "xoxp-",
                    "xoxr-",
                    "xoxs-",
                    "xoxo-",
                    "xapp-"),
            prefixed("npm-token", Chars.ALPHANUMERIC, 36, 36, "npm_"),
            prefixed("slack-token", Chars.TOKEN, 10, 400, "xoxe.", "xoxe-"),
            new Detector("slack-token", List.of("hooks.slack.com/"), Tokens::slackHook),
            prefixed(
                    "stripe-key",
                    Chars.ALPHANUMERIC,
                    16,
                    300,
                    "sk_live_",
                    "sk_test_",
                    "rk_live_",
                    "rk_test_",
                    "whsec_"),
            new Detector("bearer-token", List.of("bearer "), Tokens::bearer),
            new Detector("jwt", List.of("eyj"), Tokens::jwt));

    private Tokens() {}

    /** A prefix in exactly this case, and behind it so many characters of a kind, standing alone. All of it is hidden. */
    private static Detector prefixed(String name, Chars.Kind kind, int least, int most, String... prefixes) {
        List<String> exact = List.of(prefixes);
        List<String> literals =
                exact.stream().map(prefix -> prefix.toLowerCase(Locale.ROOT)).toList();
        return new Detector(name, literals, (text, start, end) -> {
            String prefix = text.substring(start, end);
            if (!exact.contains(prefix) || !Chars.begins(text, start)) {
                return Finder.NOTHING;
            }
            int tail = Chars.end(text, end, kind);
            int length = tail - end;
            boolean digits = hasDigit(text, end, tail) || length >= 32;
            return length >= least && length <= most && digits ? Finder.span(start, tail) : Finder.NOTHING;
        });
    }

    private static boolean hasDigit(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Ascii.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** A client secret of Microsoft Entra: three characters, a digit, {@code Q~}, and 31 to 34 more. */
    private static long azureSecret(String text, int start, int end) {
        int from = start - 4;
        if (from < 0
                || !Ascii.isDigit(text.charAt(start - 1))
                || text.charAt(start) != 'Q'
                || !Chars.begins(text, from)) {
            return Finder.NOTHING;
        }
        int tail = Chars.end(text, end, c -> Chars.TOKEN.has(c) && c != '/' && c != '+' && c != '=');
        return tail - end >= 31 && tail - end <= 34 ? Finder.span(from, tail) : Finder.NOTHING;
    }

    private static long slackHook(String text, int start, int end) {
        int tail = Chars.end(text, end, c -> Chars.WORD.has(c) || c == '/');
        return tail - end >= 20 ? Finder.span(end, tail) : Finder.NOTHING;
    }

    private static long bearer(String text, int start, int end) {
        int from = Chars.skipBlanks(text, end);
        int to = Chars.end(text, from, Chars.TOKEN);
        while (to > from && text.charAt(to - 1) == '.') {
            to--;
        }
        boolean token = to - from >= 6 && (hasDigit(text, from, to) || to - from >= 24) && Chars.begins(text, start);
        return token ? Finder.span(from, to) : Finder.NOTHING;
    }

    /** RFC 7519 and 7516: two to five parts of base64url, of which the first is an object of JSON, and so begins with {@code eyJ}. */
    private static long jwt(String text, int start, int end) {
        if (!text.startsWith("eyJ", start) || !Chars.begins(text, start)) {
            return Finder.NOTHING;
        }
        int at = Chars.end(text, start, Chars.BASE64_URL);
        if (at - start < 12 || at == text.length() || text.charAt(at) != '.') {
            return Finder.NOTHING;
        }
        for (int part = 1; part < 5 && at < text.length() && text.charAt(at) == '.'; part++) {
            int partEnd = Chars.end(text, at + 1, Chars.BASE64_URL);
            if (part == 1 && partEnd - at < 4) {
                return Finder.NOTHING;
            }
            at = partEnd;
        }
        return Finder.span(start, at);
    }
}
