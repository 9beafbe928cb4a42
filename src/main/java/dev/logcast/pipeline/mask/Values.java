package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What values say of themselves: whether one that stands under the name of a secret is one. */
final class Values {
    private static final int LEAST_WEAK = 6;
    private static final int LONG = 20;
    private static final int LEAST_SESSION = 16;

    /** How much of a value is looked at. */
    static final int SEEN = 64;

    /** What is said of a secret, and stands where one would. */
    private static final Set<String> NO_SECRETS = Set.of(
            "true",
            "false",
            "null",
            "nil",
            "none",
            "undefined",
            "yes",
            "no",
            "on",
            "off",
            "ok",
            "empty",
            "unset",
            "set",
            "not",
            "unknown",
            "redacted",
            "hidden",
            "masked",
            "filtered",
            "protected",
            "changed",
            "reset",
            "expired",
            "invalid",
            "valid",
            "incorrect",
            "correct",
            "wrong",
            "missing",
            "required",
            "optional",
            "failed",
            "failure",
            "success",
            "rejected",
            "accepted",
            "denied",
            "disabled",
            "enabled",
            "mismatch",
            "matched",
            "updated",
            "created",
            "deleted",
            "rotated",
            "revoked",
            "present",
            "absent",
            "string",
            "str",
            "text",
            "varchar",
            "char",
            "bool",
            "boolean",
            "int",
            "integer",
            "number",
            "object",
            "array",
            "bytes",
            "default",
            "n/a",
            "bad",
            "weak",
            "strong",
            "plain",
            "hashed",
            "encrypted",
            "provided",
            "env",
            "vault",
            "file",
            "prompt",
            "basic",
            "bearer",
            "ldap",
            "sso",
            "<nil>",
            "nan",
            "void",
            "nothing",
            "blank",
            "pending",
            "active",
            "removed",
            "omitted",
            "secret",
            "sensitive",
            "elided",
            "xxx",
            "authentication",
            "login");

    /** What comes next in a sentence, where there are no quotes. */
    private static final Set<String> SENTENCE = Set.of(
            "is", "was", "has", "must", "should", "cannot", "can't", "can", "may", "for", "the", "a", "an", "too",
            "and", "or", "in", "of", "to", "from", "with", "by", "at", "on", "will", "does", "it", "that");

    /** How sentences about secrets begin. */
    private static final Set<String> SAID = Set.of(
            "is",
            "was",
            "has",
            "have",
            "must",
            "should",
            "cannot",
            "can't",
            "can",
            "may",
            "needs",
            "does",
            "do",
            "doesn't",
            "don't",
            "too",
            "not",
            "at",
            "please",
            "invalid",
            "required",
            "wrong",
            "missing",
            "the",
            "your",
            "this",
            "passwords",
            "password",
            "expected",
            "unable",
            "failed",
            "no",
            "field",
            "contains",
            "use",
            "enter",
            "choose",
            "incorrect",
            "mismatch",
            "already",
            "only");

    /** What is taken from elsewhere when it runs: {@code process.env.DB_PASSWORD}, {@code getenv("X")}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:process\\.env|os\\.environ|ENV|env|secrets|vars|var|inputs|local|settings|config|self|this|req|request|params|args|opts"
                    + "|options|form|user|data|body|props|state)(?:\\.[A-Za-z_]+|\\[['\":A-Za-z_]+\\]?)+[;,)]*"
                    + "|[A-Za-z_.:]*(?i:get|env|read|fetch|load|prompt|input|generate|random|decrypt|lookup|resolve)[A-Za-z_]*\\(.*");

    private static final Pattern PARAMETER =
            Pattern.compile("\\$[0-9]{1,2}|[:@](?:[a-z_]*pass[a-z_]*|[a-z_]*secret|[a-z_]*token|p[0-9])");
    private static final Pattern PATH = Pattern.compile("[a-z][a-z.-]*(?:/[a-z][a-z.-]*)+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z ]+:?");
    private static final Pattern COUNT = Pattern.compile("[0-9][0-9.,/:%]*(?:ms|s|m|h|%)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}'’]{2,}[.,:;!?]?");

    private Values() {}

    /** Of a value without quotes, that may go on in a sentence. */
    static boolean bareSecret(String value, Names.Use use) {
        return !SENTENCE.contains(value.toLowerCase(Locale.ROOT)) && secret(value, use);
    }

    static boolean secret(String value, Names.Use use) {
        if (value.isEmpty()
                || placeholder(value)
                || NO_SECRETS.contains(value.toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(value).matches()) {
            return false;
        }
        return switch (use) {
            case NONE -> false;
            case WEAK, MANY -> looksSecret(value);
            case SESSION -> value.length() >= LEAST_SESSION && looksSecret(value);
            case PASS -> value.length() > 6 || !COUNT.matcher(value).matches();
            case STRONG -> true;
        };
    }

    /** Whether it tells where a secret is kept: {@code prod/registry}. */
    static boolean path(String value) {
        return PATH.matcher(value).matches();
    }

    /** {@code ***}, {@code ${PASSWORD}}, {@code <secret>}, {@code {{ token }}}, {@code %s}, {@code [FILTERED]} and what is no value at all. */
    static boolean placeholder(String value) {
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        boolean bracketed =
                (first == '<' && last == '>') || (first == '[' && last == ']') || (first == '{' && last == '}');
        boolean variable = first == '$' && value.length() > 1 && (value.charAt(1) == '{' || value.charAt(1) == '(');
        boolean format = first == '%' && value.length() == 2;
        boolean parameter = PARAMETER.matcher(value).matches();
        boolean reference = value.startsWith("arn:")
                || value.startsWith("vault:")
                || value.startsWith("secretref:")
                || value.startsWith("op://")
                || value.startsWith("@Microsoft.KeyVault");
        return bracketed
                || variable
                || format
                || parameter
                || reference
                || value.chars().allMatch(c -> "*.xX#-_?|>{[($•●·=,;:".indexOf(c) >= 0);
    }

    /** Whether a text in quotes is a sentence about a secret: it begins like one, or most of it are words. */
    static boolean sentence(String value) {
        String[] words = value.trim().split("\\s+", -1);
        if (words.length < 2) {
            return false;
        }
        int plain = 0;
        for (String word : words) {
            plain += WORD.matcher(word).matches() ? 1 : 0;
        }
        return (words.length > 2 && SAID.contains(words[0].toLowerCase(Locale.ROOT)) && 2 * plain > words.length)
                || (words.length > 4 && plain == words.length);
    }

    /** Whether it is the name of a secret itself: a variable, or what stands before a field. */
    static boolean label(String value) {
        return LABEL.matcher(value).matches() && Names.use(value, false) != Names.Use.NONE;
    }

    static boolean looksSecret(String value) {
        if (value.length() < LEAST_WEAK) {
            return false;
        }
        int digits = 0;
        int capitals = 0;
        int small = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Chars.isBlank(c)) {
                return false;
            }
            digits += Ascii.isDigit(c) ? 1 : 0;
            capitals += i > 0 && c >= 'A' && c <= 'Z' ? 1 : 0;
            small += c >= 'a' && c <= 'z' ? 1 : 0;
        }
        return digits == value.length()
                ? digits > 9
                : digits > 0 || (capitals > 0 && small > 0) || value.length() >= LONG;
    }
}
