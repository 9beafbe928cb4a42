package dev.logcast.api;

import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskSettings;
import dev.logcast.pipeline.mask.Masked;
import dev.logcast.pipeline.mask.RecordMasking;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What masking does to lines, as a trial: they are neither kept nor counted. For administrators. */
@Path("mask")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MaskResource {
    private static final int MAX_BYTES = 1_000_000;

    @Inject
    private MaskSettings settings;

    /**
     * @param source whose settings are taken; a name that is none has the defaults
     * @return for each line what becomes of it, whether anything was hidden, and what found it
     */
    @POST
    @Path("test")
    @Consumes(MediaType.WILDCARD)
    public String test(@QueryParam("source") @DefaultValue("test") String source, InputStream body) {
        RecordMasking masking = new RecordMasking(settings, Telemetry.NONE);
        SourceId id = id(source);
        JsonArrayBuilder lines = Json.createArrayBuilder();
        text(body).lines().forEach(line -> lines.add(row(masking.mask(id, 0, Pipeline.plain(line)))));
        return Json.createObjectBuilder().add("lines", lines).build().toString();
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Problem(
                        Status.REQUEST_ENTITY_TOO_LARGE,
                        "Lines to try must be at most " + MAX_BYTES + " bytes in all.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.badRequest("The body could not be read: " + e.getMessage());
        }
    }

    private static SourceId id(String source) {
        try {
            return new SourceId(source);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static JsonObjectBuilder row(Masked masked) {
        JsonArrayBuilder detectors = Json.createArrayBuilder();
        masked.detectors().forEach(detectors::add);
        return Json.createObjectBuilder()
                .add("text", masked.masked())
                .add("masked", masked.any())
                .add("detectors", detectors);
    }
}
