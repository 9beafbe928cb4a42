package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.api.transport.ServletOutlet;
import dev.logcast.hub.Hub;
import dev.logcast.hub.HubFullException;
import dev.logcast.hub.Subscriber;
import dev.logcast.line.SealedCursors;
import dev.logcast.security.Visitor;
import dev.logcast.source.Follower;
import dev.logcast.wire.StreamFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The live streams. The container's own event sinks are not used: a resource takes over the response and hands it to the
 * hub, which writes it without blocking.
 */
@Path("")
@ApplicationScoped
public class StreamResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    @Inject
    private Hub hub;

    @Inject
    private SourceLookup lookup;

    @Inject
    private Follower follower;

    @Inject
    private LineBroadcaster broadcaster;

    @Inject
    private SealedCursors sealed;

    /** What a client asks for, and where the answer goes. Given to each method, for the resource serves all clients. */
    private record Asked(
            String source,
            UriInfo uri,
            HttpHeaders headers,
            HttpServletRequest request,
            HttpServletResponse response) {}

    @GET
    public @Nullable Response all(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response)
            throws IOException {
        return stream(new Asked("", uri, headers, request, response));
    }

    @GET
    @Path("{source: .+}")
    public @Nullable Response one(
            @PathParam("source") String source,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response)
            throws IOException {
        return stream(new Asked(source, uri, headers, request, response));
    }

    @HEAD
    public Response headOfAll(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response) {
        return head(new Asked("", uri, headers, request, response));
    }

    @HEAD
    @Path("{source: .+}")
    public Response headOfOne(
            @PathParam("source") String source,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response) {
        return head(new Asked(source, uri, headers, request, response));
    }

    /** @return null where the answer is a stream: it has been handed over */
    private @Nullable Response stream(Asked asked) throws IOException {
        Optional<StreamFormat.Kind> kind = kind(asked);
        if (kind.isEmpty()) {
            return page(asked);
        }
        if (!follower.ready()) {
            // Lines that were there before would come as if they were new, and once more to whoever knows them.
            throw Problem.unavailable("The files are being read for the first time.", 1);
        }
        HttpServletRequest request = asked.request();
        StreamRequest wanted = request(asked, kind.get(), asked.headers().getHeaderString(LAST_EVENT_ID));
        boolean silent = kind.get().silent() || wanted.searches();
        ServletOutlet outlet = new ServletOutlet(request, asked.response(), silent);
        Subscriber subscriber;
        try {
            subscriber = hub.subscribe(wanted.subscription(), wanted.start(), request.getRemoteAddr(), outlet);
        } catch (HubFullException e) {
            throw Problem.unavailable(String.valueOf(e.getMessage()), e.retryAfterSeconds());
        }
        HttpServletResponse response = asked.response();
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(kind.get().contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        LineSink sink = new LineSink(subscriber);
        broadcaster.register(sink);
        outlet.start(request, response, subscriber, () -> broadcaster.ended(sink));
        return null;
    }

    private StreamRequest request(Asked asked, StreamFormat.Kind kind, @Nullable String lastEventId) {
        return StreamRequest.parse(
                asked.source(),
                new Parameters(asked.uri().getQueryParameters()),
                kind,
                lastEventId,
                lookup,
                Visitor.of(asked.request()),
                sealed);
    }

    private Response head(Asked asked) {
        Optional<StreamFormat.Kind> kind = kind(asked);
        if (kind.isEmpty()) {
            return page(asked);
        }
        request(asked, kind.get(), null);
        return Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, kind.get().contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .build();
    }

    private static Optional<StreamFormat.Kind> kind(Asked asked) {
        return StreamRequest.kind(
                new Parameters(asked.uri().getQueryParameters()),
                Accepted.of(asked.request().getHeaders(HttpHeaders.ACCEPT)));
    }

    /** The page, with the same filters. */
    private static Response page(Asked asked) {
        UriBuilder page = UriBuilder.fromPath(asked.request().getContextPath()).path("/");
        if (!asked.source().isEmpty()) {
            page.queryParam("source", "{source}");
        }
        asked.uri()
                .getQueryParameters()
                .forEach((name, values) -> values.forEach(
                        value -> page.queryParam(name, value.replace("{", "%7B").replace("}", "%7D"))));
        return Response.seeOther(asked.source().isEmpty() ? page.build() : page.build(asked.source()))
                .build();
    }
}
