package dev.logcast.api;

import dev.logcast.api.problem.ProblemMapper;
import dev.logcast.api.problem.RefusalMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The JAX-RS application of what there is besides the streams. */
@ApplicationPath("api")
public class ApiApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                SourcesResource.class,
                LogsResource.class,
                HistogramResource.class,
                ClientsResource.class,
                ArchiveResource.class,
                IngestResource.class,
                ProblemMapper.class,
                RefusalMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
