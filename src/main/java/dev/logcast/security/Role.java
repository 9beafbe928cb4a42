package dev.logcast.security;

import java.util.Locale;
import java.util.Optional;

/** The purpose of a token. */
public enum Role {
    VIEWER,
    INGEST,
    ADMIN;

    /** The role of that name in small letters; empty for a name that is none. */
    public static Optional<Role> named(String name) {
        for (Role role : values()) {
            if (role.label().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role may do what needs that one: an administrator may do everything. */
    boolean covers(Role needed) {
        return this == needed || this == ADMIN;
    }
}
