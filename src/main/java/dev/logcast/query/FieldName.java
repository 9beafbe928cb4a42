package dev.logcast.query;

/** Names of fields as they stand in queries without quotes: letters and signs, a digit not at first. */
final class FieldName {
    private static final String ODD = "/${}#+";

    private FieldName() {}

    /** Whether a name may hold the character. */
    static boolean isPart(char c, boolean first) {
        if (c < 0x80) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@';
            boolean further = (c >= '0' && c <= '9') || c == '.' || c == '-' || ODD.indexOf(c) >= 0;
            return letter || (first ? c == '$' || c == '{' : further);
        }
        // Half of a character beyond the basic plane is a part, too: the whole may be a letter.
        return Character.isUnicodeIdentifierPart(c) || Character.isSurrogate(c);
    }

    /** Whether what is called so may as well be a path, or a text otherwise. */
    static boolean isOdd(String name) {
        return name.chars().anyMatch(c -> ODD.indexOf(c) >= 0);
    }

    /** Whether it needs no quotes. */
    static boolean isPlain(String name) {
        if (name.isEmpty() || name.endsWith("-") || isOdd(name) || QueryParser.RESERVED.contains(name)) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (!isPart(name.charAt(i), i == 0)) {
                return false;
            }
        }
        return true;
    }
}
