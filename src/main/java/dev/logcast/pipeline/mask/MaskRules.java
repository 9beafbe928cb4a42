package dev.logcast.pipeline.mask;

import dev.logcast.line.SourceId;

/**
 * The settings of masking, made ready for searching: once for all who mask, for the table of literals takes megabytes. Immutable, and
 * thread-safe.
 */
public final class MaskRules {
    private final MaskSettings settings;
    private final Masking masking;
    private final Masking withoutSecrets;

    public MaskRules(MaskSettings settings) {
        this.settings = settings;
        this.masking = new Masking(true, settings.options(), settings.patterns());
        this.withoutSecrets = new Masking(false, settings.options(), settings.patterns());
    }

    /** Whether secrets of a source are hidden; what is hidden on request is so everywhere. */
    boolean hidesSecrets(SourceId source) {
        return !settings.off().contains(source.group());
    }

    Masked mask(SourceId source, String text) {
        return (hidesSecrets(source) ? masking : withoutSecrets).mask(text);
    }

    /** Masked as the text of a source whose secrets are hidden. */
    Masked mask(String text) {
        return masking.mask(text);
    }
}
