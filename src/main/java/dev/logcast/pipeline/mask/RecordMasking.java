package dev.logcast.pipeline.mask;

import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Masks the records of sources, also private keys that go on from record to record, where each line of a file is one. Counts what it
 * hides. Thread-safe; the records of one content of a file come in their order.
 */
public final class RecordMasking {
    /** A key that does not end within so many records was none, or is cut off. */
    private static final int LONGEST_KEY = 300;

    private static final int MOST_OPEN_KEYS = 10_000;

    private final MaskSettings settings;
    private final Masking masking;
    private final Masking withoutSecrets;
    private final Telemetry telemetry;

    /** Records that are yet to come of keys that have begun. */
    private final Map<Content, Integer> openKeys = new ConcurrentHashMap<>();

    private record Content(SourceId source, long generation) {}

    public RecordMasking(MaskSettings settings, Telemetry telemetry) {
        this.settings = settings;
        this.masking = new Masking(true, settings.options(), settings.patterns());
        this.withoutSecrets = new Masking(false, settings.options(), settings.patterns());
        this.telemetry = telemetry;
    }

    /**
     * @param generation which content of which file
     * @param text without terminal escapes
     */
    public Masked mask(SourceId source, long generation, String text) {
        boolean secrets = !settings.off().contains(source.group());
        Masked masked = (secrets ? masking : withoutSecrets).mask(text);
        if (secrets && (!openKeys.isEmpty() || PrivateKeys.opens(text))) {
            masked = withKeys(new Content(source, generation), masked);
        }
        if (masked.any()) {
            masked.detectors().forEach(detector -> telemetry.masked(detector, 1));
        }
        return masked;
    }

    private Masked withKeys(Content content, Masked masked) {
        Integer left = openKeys.get(content);
        Masked all = masked;
        if (left != null) {
            all = masked.any() ? masked : PrivateKeys.part(masked.text());
            if (left == 1 || PrivateKeys.closes(masked.text())) {
                openKeys.remove(content);
            } else {
                openKeys.put(content, left - 1);
            }
        }
        if (PrivateKeys.opens(masked.text()) && openKeys.size() < MOST_OPEN_KEYS) {
            openKeys.put(content, LONGEST_KEY);
        }
        return all;
    }
}
