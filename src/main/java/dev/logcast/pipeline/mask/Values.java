package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import java.util.Locale;
import java.util.regex.Pattern;

/** What values say of themselves: whether one that stands under the name of a secret is one. */
final class Values {
    private static final int LEAST_WEAK = 6;
    private static final int LONG = 20;
    private static final int LEAST_SESSION = 16;

    /** How much of a value is looked at. */
    static final int SEEN = 64;

    /** What is taken from elsewhere when it runs: {@code process.env.DB_PASSWORD}, {@code getenv("X")}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:process\\.env|os\\.environ|ENV|env|secrets|vars|var|inputs|local|settings|config|self|this|req|request|params|args|opts"
                    + "|options|form|user|data|body|props|state)(?:\\.[A-Za-z_]+|\\[['\":A-Za-z_]+\\]?)+[;,)]*"
                    + "|[A-Za-z_.:]*(?i:get|env|read|fetch|load|prompt|input|generate|random|decrypt|lookup|resolve)[A-Za-z_]*\\(.*"
                    + "|(?!Optional)[A-Za-z_]+(?:\\.[A-Za-z_]+)+\\([^'\"]*");

    private static final Pattern PARAMETER =
            Pattern.compile("\\$[0-9]{1,2}|[:@](?:[a-z_]*pass[a-z_]*|[a-z_]*secret|[a-z_]*token|p[0-9])");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$[A-Z][A-Z_]{2,}|%[A-Z][A-Z_]{2,}%|![A-Za-z]+|\\{\\{.*|:?\\?required");
    private static final Pattern NUMBERED = Pattern.compile("[a-z]+(?::[a-z]+)*:[0-9]{1,9}");
    private static final Pattern PATH = Pattern.compile("[a-z][a-z.-]*(?:/[a-z][a-z.-]*)+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z ]+:?");
    private static final Pattern COUNT = Pattern.compile("[0-9][0-9.,/:%]*(?:ms|s|m|h|%)?");

    private Values() {}

    /** Of a value without quotes, that may go on in a sentence. */
    static boolean bareSecret(String value, Names.Use use) {
        return !Remarks.goesOn(value) && secret(value, use);
    }

    static boolean secret(String value, Names.Use use) {
        if (value.isEmpty() || placeholder(value) || Remarks.is(value) || reference(value)) {
            return false;
        }
        return switch (use) {
            case NONE -> false;
            case WEAK, MANY -> looksSecret(value) && !NUMBERED.matcher(value).matches();
            case SESSION -> value.length() >= LEAST_SESSION && looksSecret(value);
            case PASS -> value.length() > 6 || !COUNT.matcher(value).matches();
            case STRONG -> true;
        };
    }

    /** Whether it is taken from elsewhere. */
    static boolean reference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    /** Whether it stands for what a user has to say: {@code PASSWORD}. */
    static boolean variable(String value) {
        return value.equals(value.toUpperCase(Locale.ROOT)) && label(value.replace('_', ' '));
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
        boolean shell = VARIABLE.matcher(value).matches();
        boolean parameter = PARAMETER.matcher(value).matches();
        boolean reference = value.startsWith("arn:")
                || value.startsWith("vault:")
                || value.startsWith("secretref:")
                || value.startsWith("op://")
                || value.startsWith("@Microsoft.KeyVault");
        return bracketed
                || variable
                || format
                || shell
                || parameter
                || reference
                || value.chars().allMatch(c -> "*.xX#-_?|>{[($•●·=,;:".indexOf(c) >= 0);
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
