package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.api.transport.PushedBody;
import dev.logcast.api.transport.Pushes;
import dev.logcast.ingest.Push;
import dev.logcast.ingest.Spool;
import dev.logcast.line.SourceId;
import dev.logcast.security.Visitor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resource that takes lines as they arrive, for as long as somebody sends them. {@code PUT} is what {@code curl -T} says, and means
 * the same.
 */
@Path("ingest")
@RequestScoped
public class IngestResource {
    private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii", "ascii");
    private static final String HOW_TO_SEND =
            " Send lines as text/plain: curl -H 'Content-Type: text/plain' --data-binary @file, or curl -T -.";

    @Inject
    private Spool spool;

    @Inject
    private Pushes pushes;

    @Context
    private HttpServletRequest request;

    @POST
    @Path("{source: .+}")
    public void post(@PathParam("source") String source, @Suspended AsyncResponse async) {
        take(source, async);
    }

    @PUT
    @Path("{source: .+}")
    public void put(@PathParam("source") String source, @Suspended AsyncResponse async) {
        take(source, async);
    }

    private void take(String source, AsyncResponse async) {
        SourceId id = id(source);
        Visitor visitor = Visitor.of(request);
        if (!visitor.maySee(id)) {
            throw SourceLookup.forbidden(source, visitor);
        }
        requireLines(request.getContentType(), request.getHeader(HttpHeaders.CONTENT_ENCODING));
        Push push;
        try {
            push = spool.push(id);
        } catch (IOException e) {
            throw PushedBody.notStored(e, 0);
        }
        try {
            PushedBody.start(request, push, async, pushes);
        } catch (IOException e) {
            throw Problem.badRequest("The body could not be read: " + e.getMessage());
        }
    }

    private static SourceId id(String source) {
        try {
            return Spool.id(source);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** @throws Problem 415 when the body is something else than lines of text */
    static void requireLines(@Nullable String contentType, @Nullable String contentEncoding) {
        if (contentEncoding != null && !contentEncoding.strip().equalsIgnoreCase("identity")) {
            throw unsupported("Content-Encoding must be left out, was \"" + contentEncoding + "\".");
        }
        if (contentType == null || contentType.isBlank()) {
            return;
        }
        MediaType type;
        try {
            type = MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw unsupported("Content-Type must be text/plain, was \"" + contentType + "\"." + HOW_TO_SEND);
        }
        if (!type.isCompatible(MediaType.TEXT_PLAIN_TYPE) || type.isWildcardSubtype()) {
            throw unsupported("Content-Type must be text/plain, was \"" + contentType + "\"." + HOW_TO_SEND);
        }
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            throw unsupported("The charset must be UTF-8, was \"" + charset + "\"." + HOW_TO_SEND);
        }
    }

    private static Problem unsupported(String detail) {
        return new Problem(Status.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
