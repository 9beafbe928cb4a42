package dev.logcast.pipeline;

import dev.logcast.line.Attributes;
import dev.logcast.pipeline.mask.RecordMasking;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Attributes that are known of lines before they are read, such as the labels of a container, with its secrets masked; once, not with
 * every line. Thread-safe.
 */
final class KnownAttributes {
    private static final int MOST_KEPT = 10_000;

    private final RecordMasking masking;
    private final Map<Attributes, Attributes> kept = new ConcurrentHashMap<>();

    KnownAttributes(RecordMasking masking) {
        this.masking = masking;
    }

    Attributes masked(Attributes known) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        return kept.computeIfAbsent(known, this::mask);
    }

    private Attributes mask(Attributes known) {
        Attributes.Builder masked = new Attributes.Builder();
        for (int i = 0; i < known.size(); i++) {
            String name = known.name(i);
            Object value = known.value(i);
            masked.put(name, value instanceof String text ? masking.value(name, Escapes.none(text)) : value);
        }
        return masked.build();
    }
}
