package dev.logcast.pipeline.mask;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes up secrets, and what looks like them, from a seed. Prefixes are put together, so that no scanner takes this for the real thing. */
public final class Secrets {
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String WORD = LETTERS + DIGITS;
    private static final String HEX = "0123456789abcdef";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final List<String> WORDS =
            List.of("alpha", "bravo", "orders", "billing", "anna", "gateway", "kappa");
    private static final List<String> ISSUERS = List.of("4", "51", "2221", "6011", "62", "3530");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z0-9]+)\\}");

    private final Random random;
    private final Map<String, Supplier<String>> kinds = Map.ofEntries(
            Map.entry(
                    "password", () -> chars(WORD, 1) + chars(WORD + "!$%@._-", 7) + chars(WORD, 2) + chars(DIGITS, 1)),
            Map.entry("ampersand", () -> chars(WORD, 6) + '&' + chars(WORD, 5) + '_' + chars(DIGITS, 2)),
            Map.entry("phrase", () -> String.join(" ", List.of(one(WORDS), one(WORDS), one(WORDS), "im", one(WORDS)))),
            Map.entry("dotted", () -> capital() + '.' + capital() + '.' + capital()),
            Map.entry("plaid", () -> "access" + "-production-" + uuid()),
            Map.entry("urlpassword", () -> chars(WORD + "!$._-", 9)),
            Map.entry("secret", () -> chars(WORD + "/+", 24)),
            Map.entry("token", () -> chars(WORD, 12) + chars(DIGITS, 1) + chars(WORD + "-_", 8) + 'x'),
            Map.entry("hex", () -> chars(HEX, 31) + 'a'),
            Map.entry("digits", () -> chars(DIGITS, 6)),
            Map.entry("base64", () -> chars(WORD + "+/", 86) + "=="),
            Map.entry(
                    "jwt", () -> "ey" + "J" + chars(WORD, 20) + ".ey" + "J" + chars(WORD, 40) + '.' + chars(WORD, 43)),
            Map.entry("aws", () -> "AK" + "IA" + chars(BASE32, 15) + '7'),
            Map.entry("gcp", () -> "AI" + "za" + chars(WORD, 34) + '1'),
            Map.entry("gcpoauth", () -> "ya" + "29." + chars(WORD, 60)),
            Map.entry("azure", () -> chars(WORD, 3) + '8' + "Q" + "~" + chars(WORD, 34)),
            Map.entry("github", () -> "gh" + "p_" + chars(WORD, 36)),
            Map.entry("githubpat", () -> "github" + "_pat_" + chars(WORD, 22) + '_' + chars(WORD, 59)),
            Map.entry("npm", () -> "np" + "m_" + chars(WORD, 36)),
            Map.entry("gitlab", () -> "gl" + "pat-" + chars(WORD, 19) + '3'),
            Map.entry("slack", () -> "xo" + "xb-" + chars(DIGITS, 12) + '-' + chars(WORD, 24)),
            Map.entry("slackhook", () -> "T0" + chars(WORD, 8) + "/B0" + chars(WORD, 8) + '/' + chars(WORD, 24)),
            Map.entry("stripe", () -> "sk" + "_live_" + chars(WORD, 23) + '4'),
            Map.entry("whsec", () -> "wh" + "sec_" + chars(WORD, 31) + '5'),
            Map.entry("userpass64", () -> base64("bob:" + chars(WORD, 12))),
            Map.entry("webhook", () -> chars(WORD + "-_", 60) + chars(DIGITS, 8)),
            Map.entry("openai", () -> "sk" + "-proj-" + chars(WORD + "-_", 60) + "T3Blbk" + chars(WORD, 40) + '1'),
            Map.entry("anthropic", () -> "sk" + "-ant-api03-" + chars(WORD + "-_", 90) + "-1AA"),
            Map.entry("huggingface", () -> "h" + "f_" + chars(LETTERS, 34)),
            Map.entry("groq", () -> "gs" + "k_" + chars(WORD, 51) + '2'),
            Map.entry("xai", () -> "xa" + "i-" + chars(WORD, 79) + '3'),
            Map.entry("perplexity", () -> "pp" + "lx-" + chars(WORD, 47) + '4'),
            Map.entry("replicate", () -> "r" + "8_" + chars(WORD, 36) + '5'),
            Map.entry("openrouter", () -> "sk" + "-or-v1-" + chars(HEX, 63) + '6'),
            Map.entry("deepseek", () -> "s" + "k-" + chars(HEX, 31) + '7'),
            Map.entry("pinecone", () -> "pc" + "sk_" + chars(WORD, 5) + '_' + chars(WORD, 60) + '8'),
            Map.entry("tavily", () -> "tv" + "ly-" + chars(WORD, 31) + '9'),
            Map.entry("nvidia", () -> "nv" + "api-" + chars(WORD + "-_", 63) + '1'),
            Map.entry("langsmith", () -> "ls" + "v2_pt_" + chars(HEX, 32) + '_' + chars(HEX, 9) + '1'),
            Map.entry("awssession", () -> "IQoJ" + "b3JpZ2lu" + chars(WORD + "+/", 300) + "=="),
            Map.entry("googlerefresh", () -> "1/" + "/0" + chars(WORD + "-_", 60) + '4'),
            Map.entry("gocspx", () -> "GOC" + "SPX-" + chars(WORD + "-_", 27) + '4'),
            Map.entry("aliyun", () -> "LT" + "AI5t" + chars(WORD, 17) + '4'),
            Map.entry("digitalocean", () -> "do" + "p_v1_" + chars(HEX, 64)),
            Map.entry("databricks", () -> "da" + "pi" + chars(HEX, 32)),
            Map.entry("vault", () -> "hv" + "s." + chars(WORD, 90) + '3'),
            Map.entry("githubserver", () -> "gh" + "s_" + chars(WORD, 35) + '3'),
            Map.entry("gitlabrunner", () -> "gl" + "rt-" + chars(WORD + "_-", 19) + '3'),
            Map.entry("pypi", () -> "py" + "pi-AgEIcHlwaS5vcmc" + chars(WORD + "_-", 150)),
            Map.entry("rubygems", () -> "ruby" + "gems_" + chars(HEX, 48)),
            Map.entry("dockerhub", () -> "dckr" + "_pat_" + chars(WORD + "-_", 26) + '4'),
            Map.entry(
                    "slackapp",
                    () -> "xa" + "pp-1-A" + chars(WORD, 10) + '-' + chars(DIGITS, 13) + '-' + chars(HEX, 64)),
            Map.entry(
                    "slacklegacy",
                    () -> "xo" + "xp-" + chars(DIGITS, 12) + '-' + chars(DIGITS, 12) + '-' + chars(HEX, 32)),
            Map.entry("discord", () -> discord() + '.' + chars(WORD, 6) + '.' + chars(WORD + "-_", 38)),
            Map.entry("telegram", () -> chars("123456789", 10) + ":AA" + chars(WORD + "-_", 33)),
            Map.entry("sendgrid", () -> "S" + "G." + chars(WORD + "-_", 22) + '.' + chars(WORD, 43)),
            Map.entry("mailgun", () -> "ke" + "y-" + chars(HEX, 32)),
            Map.entry("mailchimp", () -> chars(HEX, 32) + "-us" + number(1, 21)),
            Map.entry("brevo", () -> "xkey" + "sib-" + chars(HEX, 64) + '-' + chars(WORD, 16)),
            Map.entry("twilio", () -> "S" + "K" + chars(HEX, 32)),
            Map.entry("stripewebhook", () -> "wh" + "sec_" + chars(WORD, 31) + '5'),
            Map.entry("shopify", () -> "sh" + "pat_" + chars(HEX, 32)),
            Map.entry("square", () -> "sq" + "0atp-" + chars(WORD, 21) + '4'),
            Map.entry("age", () -> "AGE-SECRET" + "-KEY-1" + chars("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)),
            Map.entry("tailscale", () -> "ts" + "key-auth-" + chars(WORD, 16) + "CNTRL-" + chars(WORD, 31) + '4'),
            Map.entry("atlassian", () -> "AT" + "ATT3xFfGF0" + chars(WORD + "-_", 170) + "=1A2B3C4D"),
            Map.entry("notion", () -> "nt" + "n_" + chars(WORD, 45) + '4'),
            Map.entry("linear", () -> "lin" + "_api_" + chars(WORD, 39) + '4'),
            Map.entry("figma", () -> "fi" + "gd_" + chars(WORD + "-_", 39) + '4'),
            Map.entry("newrelic", () -> "NR" + "AK-" + chars("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 26) + '4'),
            Map.entry("grafana", () -> "gl" + "sa_" + chars(WORD, 32) + '_' + chars(HEX, 8)),
            Map.entry("sentry", () -> "sn" + "trys_" + chars(WORD, 60) + '4'),
            Map.entry("doppler", () -> "dp" + ".pt." + chars(WORD, 42) + '4'),
            Map.entry("postman", () -> "PM" + "AK-" + chars(HEX, 24) + '-' + chars(HEX, 34)),
            Map.entry("planetscale", () -> "pscale" + "_tkn_" + chars(WORD + "-_", 42) + '4'),
            Map.entry("supabase", () -> "sb" + "p_" + chars(HEX, 40)),
            Map.entry("netlify", () -> "nf" + "p_" + chars(WORD, 35) + '4'),
            Map.entry("terraform", () -> chars(WORD, 14) + ".atl" + "asv1." + chars(WORD, 66) + '4'),
            Map.entry("resend", () -> "r" + "e_" + chars(WORD, 7) + "5_" + chars(WORD, 24)),
            Map.entry("vercelblob", () -> "vercel_blob" + "_rw_" + chars(WORD, 16) + '_' + chars(WORD, 29) + '6'),
            Map.entry("swarm", () -> "SWM" + "TKN-1-" + chars(HEX, 50) + '-' + chars(HEX, 25)),
            Map.entry("yandex", () -> "AQ" + "VN" + chars(WORD + "-_", 35) + '7'),
            Map.entry("yandexiam", () -> "t" + "1.9euel" + chars(WORD + "-_", 60) + '.' + chars(WORD + "-_", 85) + '8'),
            Map.entry("sonar", () -> "sq" + "u_" + chars(HEX, 40)),
            Map.entry("dynatrace", () -> "dt" + "0c01." + chars(BASE32, 24) + '.' + chars(BASE32, 64)),
            Map.entry("card", () -> card(one(ISSUERS), 16)),
            Map.entry("cardspaces", () -> card("4", 16).replaceAll("(.{4})(?!$)", "$1 ")),
            Map.entry("carddashes", () -> card("55", 16).replaceAll("(.{4})(?!$)", "$1-")),
            Map.entry("amexspaces", () -> card("37", 15).replaceAll("^(.{4})(.{6})", "$1 $2 ")),
            Map.entry("iban", this::iban),
            Map.entry("ibanspaces", () -> iban().replaceAll("(.{4})(?!$)", "$1 ")),
            Map.entry("chineseid", this::chineseId),
            Map.entry("n", () -> Integer.toString(number(1, 99))),
            Map.entry("millis", () -> "17900" + chars(DIGITS, 8)),
            Map.entry("micros", () -> "17900" + chars(DIGITS, 11)),
            Map.entry("nanos", () -> "17900" + chars(DIGITS, 14)),
            Map.entry("snowflake", () -> "1" + chars(DIGITS, 17)),
            Map.entry("uuid", this::uuid),
            Map.entry("word", () -> one(WORDS)));

    public Secrets(long seed) {
        random = new Random(seed);
    }

    /** A line, and what was made up in it. */
    public record Sample(String line, List<String> secrets) {}

    /** Fills a template; an unknown kind stays as it is. */
    public Sample fill(String template) {
        Matcher matcher = PLACE.matcher(template);
        StringBuilder line = new StringBuilder();
        List<String> secrets = new ArrayList<>();
        while (matcher.find()) {
            Supplier<String> kind = kinds.get(matcher.group(1));
            String value = kind == null ? matcher.group() : kind.get();
            if (kind != null) {
                secrets.add(value);
            }
            matcher.appendReplacement(line, Matcher.quoteReplacement(value));
        }
        return new Sample(matcher.appendTail(line).toString(), secrets);
    }

    public String make(String kind) {
        return fill('{' + kind + '}').line();
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private String capital() {
        return chars("ABCDEFGH", 1) + chars("abcdefgh", 6);
    }

    private int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String discord() {
        return base64("1" + chars(DIGITS, 17));
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String chars(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private String card(String prefix, int length) {
        String body = prefix + chars(DIGITS, length - prefix.length() - 1);
        for (int check = 0; check < 10; check++) {
            String card = body + check;
            int sum = 0;
            for (int i = 0; i < length; i++) {
                int digit = card.charAt(length - 1 - i) - '0';
                sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
            }
            if (sum % 10 == 0) {
                return card;
            }
        }
        throw new AssertionError(body);
    }

    private String iban() {
        String account = chars(DIGITS, 18);
        // DE counts as 13 14, and the check digits as 00.
        BigInteger rest = new BigInteger(account + "131400").mod(BigInteger.valueOf(97));
        return String.format("DE%02d%s", 98 - rest.intValue(), account);
    }

    private String chineseId() {
        String body = "110105" + number(1950, 2009) + '0' + number(1, 9) + number(10, 28) + chars(DIGITS, 3);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += ((1 << (17 - i)) % 11) * (body.charAt(i) - '0');
        }
        return body + "10X98765432".charAt(sum % 11);
    }
}
