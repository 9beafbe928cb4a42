package dev.logcast.security;

import dev.logcast.line.SourceId;
import dev.logcast.query.SourceGlob;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one who makes a request, and what that one may do.
 *
 * @param name the token's, or what an anonymous visitor is called
 * @param sources the sources that may be seen or pushed to; empty: every source
 */
public record Visitor(String name, Set<Role> roles, List<SourceGlob> sources) implements Principal {
    private static final String ATTRIBUTE = Visitor.class.getName();

    static final Visitor AT_THIS_MACHINE = new Visitor("local", EnumSet.of(Role.ADMIN), List.of());
    static final Visitor ANYBODY = new Visitor("anybody", EnumSet.of(Role.VIEWER, Role.INGEST), List.of());
    static final Visitor STRANGER = new Visitor("stranger", EnumSet.noneOf(Role.class), List.of());

    public Visitor {
        roles = Set.copyOf(roles);
        sources = List.copyOf(sources);
    }

    static Visitor with(Token token) {
        return new Visitor(token.name(), EnumSet.of(token.role()), token.sources());
    }

    /** Who makes this request; a stranger when it did not pass the door. */
    public static Visitor of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Visitor visitor ? visitor : STRANGER;
    }

    void enter(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The most that this visitor may do, in one word; empty for a stranger. */
    String role() {
        return Stream.of(Role.ADMIN, Role.VIEWER, Role.INGEST)
                .filter(roles::contains)
                .map(Role::label)
                .findFirst()
                .orElse("");
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean may(Role needed) {
        return roles.stream().anyMatch(role -> role.covers(needed));
    }

    /** Whether there is no source that this visitor may not see. */
    public boolean maySeeEverything() {
        return sources.isEmpty();
    }

    public boolean maySee(SourceId source) {
        return sources.isEmpty() || sources.stream().anyMatch(glob -> glob.matches(source));
    }

    /** Whether there may be a source below a group that this visitor may see. */
    public boolean maySeeBelow(SourceId group) {
        return sources.isEmpty() || sources.stream().anyMatch(glob -> glob.reaches(group));
    }
}
