package dev.logcast.api;

import dev.logcast.line.SourceId;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.format.SourceParser;
import dev.logcast.security.Visitor;
import dev.logcast.source.FileReport;
import dev.logcast.source.Follower;
import dev.logcast.source.SourceReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which sources there are, and how they stand. */
@Path("sources")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {
    @Inject
    private SourceLookup lookup;

    @Inject
    private Follower follower;

    @Inject
    private Pipeline pipeline;

    @Context
    private HttpServletRequest request;

    @GET
    public String all() {
        return body(lookup.all(Visitor.of(request)).stream());
    }

    @GET
    @Path("{source: .+}")
    public String one(@PathParam("source") String id) {
        return body(Stream.of(lookup.require(id, Visitor.of(request))));
    }

    private String body(Stream<SourceId> sources) {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        sources.forEach(source -> rows.add(row(follower.report(source))));
        return Json.createObjectBuilder().add("sources", rows).build().toString();
    }

    private JsonObjectBuilder row(SourceReport report) {
        SourceParser parser = pipeline.parser(report.id());
        JsonArrayBuilder files = Json.createArrayBuilder();
        report.files().forEach(file -> files.add(row(file)));
        JsonArrayBuilder paths = Json.createArrayBuilder();
        follower.specs().stream()
                .filter(spec -> spec.name().equals(report.id().group()))
                .flatMap(spec -> spec.paths().stream())
                .forEach(path -> paths.add(path.toString()));
        return Json.createObjectBuilder()
                .add("id", report.id().value())
                .add("group", report.id().group())
                .add("state", word(report.state()))
                .add("format", parser.format())
                .add("misfits", parser.misfits())
                .add("paths", paths)
                .add("files", files)
                .add(
                        "rate",
                        Json.createObjectBuilder()
                                .add("lines", tenths(report.linesPerSecond()))
                                .add("bytes", tenths(report.bytesPerSecond())))
                .addAll(optional("lastLine", report.lastLine()))
                .addAll(optional("lastError", report.lastError()));
    }

    private static JsonObjectBuilder row(FileReport file) {
        return Json.createObjectBuilder()
                .add("path", file.path().toString())
                .add("state", word(file.state()))
                .add("position", file.position())
                .add("size", file.size())
                .add("lag", file.lag())
                .addAll(optional("generation", file.generation() < 0 ? null : Long.toHexString(file.generation())))
                .addAll(optional("error", file.error()));
    }

    private static JsonObjectBuilder optional(String name, @Nullable Object value) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        return value == null ? object.addNull(name) : object.add(name, value.toString());
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
