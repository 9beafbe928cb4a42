package dev.logcast.api;

import java.util.regex.Pattern;

/**
 * A file of the page as it is sent: without its comments and indentation, which are a quarter of it even when compressed. It is cut line by
 * line: a comment begins a line, or says the type of what stands behind it.
 */
final class Trimmed {
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*/\\*(?:[^*]|\\*(?!/))*+\\*/[ \\t]*\\n");
    private static final Pattern LINE_COMMENT = Pattern.compile("(?m)^[ \\t]*//.*\\n");
    private static final Pattern CAST = Pattern.compile("/\\*\\* @type [^*\\n]*\\*/ ?");
    private static final Pattern INDENTATION = Pattern.compile("(?m)^[ \\t]+");

    private Trimmed() {}

    /** The text of a script, a style sheet or of anything else. */
    static String of(String path, String text) {
        boolean script = path.endsWith(".js");
        if (!script && !path.endsWith(".css")) {
            return text;
        }
        String shorter = COMMENT.matcher(text).replaceAll("");
        if (script) {
            shorter = LINE_COMMENT.matcher(shorter).replaceAll("");
            shorter = CAST.matcher(shorter).replaceAll("");
        }
        return INDENTATION.matcher(shorter).replaceAll("");
    }
}
