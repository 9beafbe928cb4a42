package dev.logcast.security;

import dev.logcast.query.SourceGlob;
import java.util.List;

/**
 * A secret that stands for somebody.
 *
 * @param name says who, in logs and in {@code getRemoteUser()}
 * @param sources the sources it is good for; empty: every source
 */
public record Token(String name, String secret, Role role, List<SourceGlob> sources) {
    public Token {
        sources = List.copyOf(sources);
    }

    @Override
    public String toString() {
        return "token " + name;
    }
}
