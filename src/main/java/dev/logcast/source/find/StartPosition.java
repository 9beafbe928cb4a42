package dev.logcast.source.find;

/**
 * The place where reading begins in a file that is already there when its source is first seen.
 *
 * @param lastLines so many lines before the end; {@link Long#MAX_VALUE}: the beginning, 0: the end
 */
public record StartPosition(long lastLines) {
    public static final StartPosition BEGINNING = new StartPosition(Long.MAX_VALUE);
    public static final StartPosition END = new StartPosition(0);

    /** @throws IllegalArgumentException with the rule that the text breaks */
    public static StartPosition parse(String text) {
        return switch (text) {
            case "beginning" -> BEGINNING;
            case "end" -> END;
            default -> {
                if (!text.matches("[0-9]{1,9}")) {
                    throw new IllegalArgumentException("must be beginning, end or a number of lines");
                }
                yield new StartPosition(Long.parseLong(text));
            }
        };
    }
}
