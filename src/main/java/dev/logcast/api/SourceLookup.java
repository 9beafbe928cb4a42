package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.line.SourceId;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.Visitor;
import dev.logcast.source.find.SourceCatalog;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;

/** The sources that there are for a visitor. */
@Singleton
public class SourceLookup {
    private final SourceCatalog catalog;

    @Inject
    SourceLookup(SourceCatalog catalog) {
        this.catalog = catalog;
    }

    SourceCatalog catalog() {
        return catalog;
    }

    List<SourceId> all(Visitor visitor) {
        return catalog.sources().stream().filter(visitor::maySee).toList();
    }

    /**
     * The source of an id, or all that is captured under it.
     *
     * @throws Problem 404 with the nearest id; 403 for an id that the visitor may not see, whether there is such a source or not
     */
    SourceId require(String id, Visitor visitor) {
        Optional<SourceId> wanted = parse(id);
        if (!visitor.maySeeEverything()
                && wanted.filter(source ->
                                visitor.maySee(source) || (catalog.isGroup(source) && visitor.maySeeBelow(source)))
                        .isEmpty()) {
            throw forbidden(id, visitor);
        }
        return wanted.filter(catalog::knows).orElseThrow(() -> unknown(id, visitor));
    }

    /** What an id stands for: the source, and all that is captured under it. */
    List<SourceGlob> globs(String id, Visitor visitor) {
        SourceId source = require(id, visitor);
        SourceGlob one = new SourceGlob(source.value());
        return catalog.isGroup(source) ? List.of(one, new SourceGlob(source.value() + "/*")) : List.of(one);
    }

    static Problem forbidden(String id, Visitor visitor) {
        return new Problem(
                Status.FORBIDDEN,
                "The token " + visitor.name() + " is not for the source \"" + id + "\". Add it to logcast.token."
                        + visitor.name() + ".sources, or use another token.");
    }

    private Problem unknown(String id, Visitor visitor) {
        String nearest = catalog.nearest(id, visitor::maySee)
                .map(known -> " The nearest is \"" + known + "\".")
                .orElse(" None is configured: set logcast.sources.");
        return new Problem(Status.NOT_FOUND, "There is no source \"" + id + "\"." + nearest);
    }

    private static Optional<SourceId> parse(String id) {
        try {
            return Optional.of(new SourceId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
