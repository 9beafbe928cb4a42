package dev.logcast.pipeline.format.structured;

/** Names of fields, each held once: a source uses few, over and over. A new one takes the place of an old one of the same hash. */
public final class FieldNames {
    private static final int PLACES = 256;
    private static final int LONGEST = 64;

    private final String[] names = new String[PLACES];

    public String of(String text, int start, int end) {
        int length = end - start;
        if (length == 0 || length > LONGEST) {
            return text.substring(start, end);
        }
        int hash = length;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        int place = (hash ^ (hash >>> 8)) & (PLACES - 1);
        String known = names[place];
        if (known != null && known.length() == length && text.startsWith(known, start)) {
            return known;
        }
        String name = text.substring(start, end);
        names[place] = name;
        return name;
    }
}
