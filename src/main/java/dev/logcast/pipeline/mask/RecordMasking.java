package dev.logcast.pipeline.mask;

import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Masking of the records of sources, also private keys that go on from record to record, where each line of a file is one. Counts what it
 * hides. Thread-safe; the records of one content of a file come in their order.
 */
public final class RecordMasking {
    /** A key that does not end within so many records was none, or is cut off. */
    private static final int LONGEST_KEY = 300;

    private static final int MOST_OPEN_KEYS = 10_000;
    private static final Open NONE = new Open(0, 0);

    private final MaskRules rules;
    private final Telemetry telemetry;

    private final Map<Content, Open> openKeys = new ConcurrentHashMap<>();

    private record Content(SourceId source, long generation) {}

    /** Keys that have begun, several where writers take turns, and how many records are yet to come of them at most. */
    private record Open(int keys, int left) {}

    public RecordMasking(MaskRules rules, Telemetry telemetry) {
        this.rules = rules;
        this.telemetry = telemetry;
    }

    /**
     * @param generation which content of which file
     * @param text without terminal escapes
     */
    public Masked mask(SourceId source, long generation, String text) {
        Masked masked = maskAgain(source, generation, text);
        if (masked.any()) {
            masked.detectors().forEach(detector -> telemetry.masked(detector, 1));
        }
        return masked;
    }

    /** The same for a record whose secrets have been hidden, and counted, before: what is found still is not counted. */
    public Masked maskAgain(SourceId source, long generation, String text) {
        Masked masked = rules.mask(source, text);
        return (!openKeys.isEmpty() || PrivateKeys.opens(text)) && rules.hidesSecrets(source)
                ? withKeys(new Content(source, generation), masked)
                : masked;
    }

    /** A value that has this name, masked as if a record said {@code name=value}. */
    public String value(String name, String value) {
        String front = name + '=';
        String masked = rules.mask(front + value).masked();
        return masked.startsWith(front) ? masked.substring(front.length()) : "***";
    }

    private Masked withKeys(Content content, Masked masked) {
        Open open = openKeys.getOrDefault(content, NONE);
        boolean opens = PrivateKeys.opens(masked.text());
        int keys = open.keys + (opens ? 1 : 0) - (open.keys > 0 && PrivateKeys.closes(masked.text()) ? 1 : 0);
        int left = opens ? LONGEST_KEY : open.left - 1;
        if (keys == 0 || left == 0) {
            openKeys.remove(content);
        } else if (open.keys > 0 || openKeys.size() < MOST_OPEN_KEYS) {
            openKeys.put(content, new Open(keys, left));
        }
        return open.keys == 0 || masked.any() ? masked : PrivateKeys.part(masked.text());
    }
}
