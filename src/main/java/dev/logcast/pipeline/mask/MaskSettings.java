package dev.logcast.pipeline.mask;

import java.util.List;
import java.util.Set;

/**
 * The settings of what is masked.
 *
 * @param off names of configured sources whose secrets are left as they are; options and patterns are masked all the same
 * @param options what is masked besides secrets, everywhere
 * @param patterns likewise
 */
public record MaskSettings(Set<String> off, List<Masking.Option> options, List<CustomPattern> patterns) {
    /** All secrets, and nothing else. */
    public static final MaskSettings DEFAULT = new MaskSettings(Set.of(), List.of(), List.of());

    public MaskSettings {
        off = Set.copyOf(off);
        options = List.copyOf(options);
        patterns = List.copyOf(patterns);
    }
}
