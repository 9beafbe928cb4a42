package dev.logcast.pipeline.mask;

import dev.logcast.line.Ascii;
import java.util.Locale;
import java.util.regex.Pattern;

/** The looks of values: whether one that stands under the name of a secret is one. */
final class Values {
    static final int LEAST = 6;

    /** What is in secrets besides letters and digits, and in few words. */
    static final String SIGNS = "!#$%&*+?^~@";

    private static final int LONG = 20;
    private static final int LEAST_SESSION = 16;

    /** Digits of base 16 that number something: fewer than a key has. */
    private static final int LONGEST_ID = 32;

    /** Longer ones of small letters and dashes are names. */
    private static final int LONGEST_PASSWORD = 12;

    /** How much of a value is looked at. */
    static final int SEEN = 64;

    /** What is taken from elsewhere when it runs: {@code process.env.DB_PASSWORD}, {@code getenv("X")}. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?:process\\.env|os\\.environ|ENV|env|secrets|vars|var|inputs|local|settings|config|self|this|req|request|params|args|opts"
                    + "|options|form|user|data|body|props|state)(?:\\.[A-Za-z_]+|\\[['\":A-Za-z_]+\\]?)+[;,)]*"
                    + "|(?:std::)?env::var(?:_os)?\\(.*|(?:option_)?env!\\(.*"
                    + "|[A-Za-z_.:]*(?i:get|ask|env|read|fetch|load|prompt|input|generate|random|decrypt|lookup|resolve)[A-Za-z_]*\\(.*"
                    + "|(?!Optional)[A-Za-z_]+(?:\\.[A-Za-z_]+)+\\([^'\"]*");

    private static final Pattern PARAMETER =
            Pattern.compile("\\$[0-9]{1,2}|[:@](?:[a-z_]*pass[a-z_]*|[a-z_]*secret|[a-z_]*token|p[0-9])");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$[A-Z][A-Z_]{2,}|%[A-Z][A-Z_]{2,}%|![A-Za-z]+|\\{\\{.*|:?\\?required");
    /** Names of how something is encrypted or encoded, which have letters and digits too. */
    private static final Pattern ALGORITHM = Pattern.compile(
            "(?i)(?:argon2|pbkdf2|scrypt|bcrypt|scram|hmac|ecdsa|ed25519|x509|x25519|curve25519|secp|chacha20|3des|k8s|ssha)[a-z0-9_/-]*[:.]?"
                    + "|(?i)(?:sha|md|aes|rsa|utf|base|oauth|http|ipv|rfc|iso|tls)[-_/v]?[0-9][a-z0-9_/-]*[:.]?|(?i)[rhep]s[0-9]{3}");

    private static final Pattern CODE = Pattern.compile("[A-Z]+[-_]?[0-9]+[A-Z]?:?");
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)+(?::[0-9]+)?");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}:[0-9]{2}.*");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");
    private static final Pattern LABELS = Pattern.compile("[a-z0-9]+(?:[-_.:/][a-z0-9]+)+");
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6,8}");
    private static final Pattern EXPRESSION = Pattern.compile(
            "(?!Some|Optional|Just|Secret|String|qq?[({\\[])[$@%&*\\\\]?[A-Za-z_][A-Za-z_.:>$-]*[(\\[].*|[A-Za-z_]+(?:\\.[A-Za-z_]+)+[;,)\\]]*|\\$[a-z_]+(?:->.*|::.*)?[;,)\\]]*");
    private static final Pattern PHRASE = Pattern.compile("\\p{Lu}\\p{L}*(?: \\p{L}+)+ \\p{L}*[0-9]+[!?.]?");
    private static final Pattern DOTTED = Pattern.compile("\\p{Lu}\\p{Ll}+(?:\\.\\p{Lu}\\p{Ll}+)+");
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z]+[0-9]+[A-Za-z0-9!@#$%]*");
    private static final Pattern SAID_ONCE = Pattern.compile("[0-9]{3,8}|[0-9]{3}[- ][0-9]{3}");
    private static final Pattern NUMBERED = Pattern.compile("[a-z]+(?::[a-z]+)*:[0-9]{1,9}");
    private static final Pattern PATH = Pattern.compile("[a-z][a-z.-]*(?:/[a-z][a-z.-]*)+");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z ]+:? *");
    private static final Pattern COUNT = Pattern.compile("[0-9][0-9.,/:%]*(?:ms|s|m|h|%|x|k|px)?");

    private Values() {}

    /** Of a value without quotes, that may go on in a sentence. */
    static boolean bareSecret(String value, SecretNames.Use use) {
        return !Remarks.goesOn(value) && secret(value, use);
    }

    static boolean secret(String value, SecretNames.Use use) {
        boolean faint = use == SecretNames.Use.FAINT || use == SecretNames.Use.RANDOM;
        if (faint && !mixed(value)) {
            return false;
        }
        if (value.isEmpty() || placeholder(value) || Remarks.is(value) || reference(value)) {
            return false;
        }
        return switch (use) {
            case NONE -> false;
            case WEAK, MANY ->
                looksSecret(value)
                        && !value.contains("://")
                        && !NUMBERED.matcher(value).matches();
            case CODE -> SAID_ONCE.matcher(value).matches();
            case FAINT -> (odd(value) || compact(value)) && !UUID.matcher(value).matches();
            case RANDOM -> random(value) && !UUID.matcher(value).matches();
            case SESSION -> value.length() >= LEAST_SESSION && looksSecret(value);
            case PASS -> value.length() > 6 || !COUNT.matcher(value).matches();
            case STRONG -> true;
        };
    }

    /** Whether it is taken from elsewhere. */
    static boolean reference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    /** Whether a program computes it: {@code auth.split(…)}, {@code $self->password}. */
    static boolean expression(String value) {
        return EXPRESSION.matcher(value).matches();
    }

    /** Whether it is a phrase of words and a number. */
    static boolean words(String value) {
        return PHRASE.matcher(value).matches();
    }

    /** Whether it is a phrase with dots between its words rather than what a program has so: {@code Rotes.Auto.Fahren}. */
    static boolean dotted(String value) {
        String last = value.substring(value.lastIndexOf('.') + 1);
        return DOTTED.matcher(value).matches()
                && !Declarations.type(last)
                && SecretNames.use(last, false) == SecretNames.Use.NONE
                && !Remarks.is(last);
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
                || value.chars().allMatch(c -> "*.xX#-_?|>{}[]()$•●·=,;:".indexOf(c) >= 0);
    }

    /** Whether it is the name of a secret itself: a variable, or what stands before a field. */
    static boolean label(String value) {
        return LABEL.matcher(value).matches() && SecretNames.use(value, false) != SecretNames.Use.NONE;
    }

    /** Whether letters, digits and other signs are in it as in no word, number, address, date or name of an algorithm. */
    static boolean mixed(String value) {
        int letters = 0;
        int digits = 0;
        int signs = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || (i > 0 && "(){}<>[]".indexOf(c) >= 0)) {
                return false;
            }
            digits += Ascii.isDigit(c) ? 1 : 0;
            letters += Character.isLetter(c) ? 1 : 0;
            signs += SIGNS.indexOf(c) >= 0 && i < value.length() - (c == '!' || c == '?' ? 1 : 0) ? 1 : 0;
        }
        return value.length() >= LEAST
                && letters > 0
                && (digits > 0 || signs > 0)
                && (value.indexOf('=') < 0 || value.indexOf('=') > value.length() - 3)
                && !value.contains("://")
                && value.charAt(0) != '/'
                && !ALGORITHM.matcher(value).matches()
                && !CODE.matcher(value).matches()
                && !HOST.matcher(value).matches()
                && !MAIL.matcher(value).matches()
                && !DATE.matcher(value).matches();
    }

    /** Whether it can be no word, name or number of anything but a secret. */
    static boolean odd(String value) {
        if (!mixed(value) || COLOUR.matcher(value).matches()) {
            return false;
        } else if (HEX.matcher(value).matches()) {
            return value.length() >= LONGEST_ID;
        }
        int changes = 0;
        boolean capital = false;
        boolean sign = false;
        int last = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int kind = Ascii.isDigit(c) ? 1 : Character.isLetter(c) ? 2 : last;
            changes += kind != last && last != 0 ? 1 : 0;
            last = kind;
            capital |= i > 0 && Ascii.isUpper(c) && value.charAt(i - 1) >= 'a';
            sign |= SIGNS.indexOf(c) >= 0;
        }
        boolean labels = LABELS.matcher(value).matches() && value.length() > LONGEST_PASSWORD;
        return !labels && (changes > 1 || (changes > 0 && (capital || sign)));
    }

    /** Whether it is one word of letters and digits. */
    static boolean compact(String value) {
        return mixed(value) && COMPACT.matcher(value).matches();
    }

    /** What is that long, or a UUID, and odd. */
    static boolean random(String value) {
        return value.length() >= LEAST_SESSION
                && (odd(value) || UUID.matcher(value).matches());
    }

    static boolean uuid(String value) {
        return UUID.matcher(value).matches();
    }

    static boolean looksSecret(String value) {
        if (value.length() < LEAST) {
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
