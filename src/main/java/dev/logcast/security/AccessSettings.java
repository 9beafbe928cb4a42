package dev.logcast.security;

import java.util.List;
import java.util.Set;

/**
 * The settings of who is let in.
 *
 * @param origins other origins whose pages may read, as browsers write them: {@code https://logs.example.com}
 */
public record AccessSettings(Mode mode, List<Token> tokens, Set<String> origins) {
    /** Who needs no token. */
    public enum Mode {
        /** People at this machine. */
        LOCAL,
        /** Nobody. */
        TOKEN,
        /** Everybody, to view and to push. */
        NONE
    }

    public AccessSettings {
        tokens = List.copyOf(tokens);
        origins = Set.copyOf(origins);
    }

    /** This machine, and no token yet. */
    public static final AccessSettings DEFAULT = new AccessSettings(Mode.LOCAL, List.of(), Set.of());
}
