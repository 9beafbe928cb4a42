package dev.logcast.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The streams. An application of its own, so that no JAX-RS servlet stands before the page at the root. */
@ApplicationPath("logs")
public class StreamApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(LogsResource.class, ProblemMapper.class);
    }
}
