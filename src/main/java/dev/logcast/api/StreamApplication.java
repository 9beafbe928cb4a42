package dev.logcast.api;

import dev.logcast.api.problem.ProblemMapper;
import dev.logcast.api.problem.RefusalMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The streams. An application of its own, so that no JAX-RS servlet stands before the page at the root. */
@ApplicationPath("logs")
public class StreamApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(StreamResource.class, ProblemMapper.class, RefusalMapper.class);
    }

    /** Jersey would answer {@code application.wadl}, which may be a source. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
