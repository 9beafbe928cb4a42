package dev.logcast.pipeline.mask;

import java.math.BigInteger;
import java.util.ArrayList;
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

    private int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
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
