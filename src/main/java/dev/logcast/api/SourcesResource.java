package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.ingest.Spool;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.format.SourceParser;
import dev.logcast.security.Visitor;
import dev.logcast.source.Follower;
import dev.logcast.source.file.PathGlob;
import dev.logcast.source.find.FileReport;
import dev.logcast.source.find.SourceReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The resource that tells which sources there are, and how they stand. */
@Path("sources")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {
    private static final System.Logger LOG = ServerLog.of(SourcesResource.class);
    private static final int RETRY_SECONDS = 5;

    /** {@code Json} itself looks its provider up for each builder, in jars: for thousands of sources that takes seconds. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @Inject
    private SourceLookup lookup;

    @Inject
    private Follower follower;

    @Inject
    private Pipeline pipeline;

    @Inject
    private Spool spool;

    @Context
    private HttpServletRequest request;

    @Context
    private Request conditions;

    @GET
    public Response all() {
        return answer(body(lookup.all(Visitor.of(request))));
    }

    @GET
    @Path("{source: .+}")
    public Response one(@PathParam("source") String id) {
        return answer(body(List.of(lookup.require(id, Visitor.of(request)))));
    }

    /** Removes what was pushed, its lines in the archive excepted. For administrators. */
    @DELETE
    @Path("{source: .+}")
    public Response remove(@PathParam("source") String id) {
        Visitor visitor = Visitor.of(request);
        SourceId source = lookup.require(id, visitor);
        if (!visitor.maySee(source)) {
            throw SourceLookup.forbidden(id, visitor);
        }
        try {
            if (spool.remove(source)) {
                return Response.noContent().build();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "What was pushed to {0} could not be deleted: {1}", source, e);
            throw Problem.unavailable(
                    "What was pushed to \"" + source + "\" could not be deleted: "
                            + e.getClass().getSimpleName() + ". The server's log says more.",
                    RETRY_SECONDS);
        }
        throw new Problem(
                Response.Status.CONFLICT,
                lookup.catalog().isGroup(source)
                        ? "\"" + source + "\" is a group: remove the sources below it one by one."
                        : "\"" + source
                                + "\" is configured: take it out of logcast.sources, and start again. Only what was"
                                + " pushed can be removed.");
    }

    /** Pages ask again and again, and hundreds of sources are long. */
    private Response answer(String body) {
        byte[] plain = body.getBytes(StandardCharsets.UTF_8);
        boolean compressed =
                Accepted.of(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).takes("gzip");
        EntityTag tag = new EntityTag(PageFiles.hash(plain) + (compressed ? "-gzip" : ""));
        Response.ResponseBuilder answer = conditions.evaluatePreconditions(tag);
        if (answer == null) {
            answer = Response.ok(compressed ? PageFiles.compress(plain) : plain);
            if (compressed) {
                answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
        }
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .build();
    }

    private String body(Collection<SourceId> sources) {
        Map<String, List<PathGlob>> paths = new HashMap<>();
        follower.specs().forEach(spec -> paths.computeIfAbsent(spec.name(), name -> new ArrayList<>())
                .addAll(spec.paths()));
        JsonArrayBuilder rows = JSON.createArrayBuilder();
        follower.reports(sources)
                .forEach(report ->
                        rows.add(row(report, paths.getOrDefault(report.id().group(), List.of()))));
        return JSON.createObjectBuilder().add("sources", rows).build().toString();
    }

    private JsonObjectBuilder row(SourceReport report, List<PathGlob> globs) {
        SourceParser parser = pipeline.parser(report.id());
        JsonArrayBuilder files = JSON.createArrayBuilder();
        report.files().forEach(file -> files.add(row(file)));
        JsonArrayBuilder paths = JSON.createArrayBuilder();
        globs.forEach(glob -> paths.add(glob.toString()));
        return JSON.createObjectBuilder()
                .add("id", report.id().value())
                .add("group", report.id().group())
                .add("state", word(report.state()))
                .add("format", parser.format())
                .add("misfits", parser.misfits())
                .add("paths", paths)
                .add("files", files)
                .add(
                        "rate",
                        JSON.createObjectBuilder()
                                .add("lines", tenths(report.linesPerSecond()))
                                .add("bytes", tenths(report.bytesPerSecond())))
                .add("recentErrors", pipeline.recentErrors(report.id()))
                .addAll(optional("lastLine", report.lastLine()))
                .addAll(optional("lastError", report.lastError()));
    }

    private static JsonObjectBuilder row(FileReport file) {
        return JSON.createObjectBuilder()
                .add("path", file.path().toString())
                .add("state", word(file.state()))
                .add("position", file.position())
                .add("size", file.size())
                .add("lag", file.lag())
                .addAll(optional("generation", file.generation() < 0 ? null : Long.toHexString(file.generation())))
                .addAll(optional("error", file.error()));
    }

    private static JsonObjectBuilder optional(String name, @Nullable Object value) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        return value == null ? object.addNull(name) : object.add(name, value.toString());
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
