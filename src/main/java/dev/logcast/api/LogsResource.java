package dev.logcast.api;

import dev.logcast.hub.Hub;
import dev.logcast.hub.HubFullException;
import dev.logcast.hub.StreamFormat;
import dev.logcast.hub.Subscriber;
import dev.logcast.security.Visitor;
import dev.logcast.source.Follower;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
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
@RequestScoped
public class LogsResource {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    @Inject
    private Hub hub;

    @Inject
    private SourceLookup lookup;

    @Inject
    private Follower follower;

    @Inject
    private LineBroadcaster broadcaster;

    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @Context
    private HttpServletResponse response;

    @GET
    public void all(@Suspended AsyncResponse async, @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId)
            throws IOException {
        stream("", async, lastEventId);
    }

    @GET
    @Path("{source: .+}")
    public void one(
            @PathParam("source") String source,
            @Suspended AsyncResponse async,
            @HeaderParam(LAST_EVENT_ID) @Nullable String lastEventId)
            throws IOException {
        stream(source, async, lastEventId);
    }

    @HEAD
    public Response headOfAll() {
        return head("");
    }

    @HEAD
    @Path("{source: .+}")
    public Response headOfOne(@PathParam("source") String source) {
        return head(source);
    }

    private void stream(String source, AsyncResponse async, @Nullable String lastEventId) throws IOException {
        Optional<StreamFormat.Kind> kind = kind();
        if (kind.isEmpty()) {
            async.resume(page(source));
            return;
        }
        if (!follower.ready()) {
            // Lines that were there before would come as if they were new, and once more to whoever knows them.
            async.resume(unavailable("The files are being read for the first time.", 1));
            return;
        }
        StreamRequest wanted = StreamRequest.parse(
                source, uri.getQueryParameters(), kind.get(), lastEventId, lookup, Visitor.of(request));
        AsyncContext context = request.getAsyncContext();
        ServletOutlet outlet = new ServletOutlet(context, request, kind.get() == StreamFormat.Kind.TEXT);
        Subscriber subscriber;
        try {
            subscriber = hub.subscribe(wanted.subscription(), wanted.start(), request.getRemoteAddr(), outlet);
        } catch (HubFullException e) {
            async.resume(unavailable(String.valueOf(e.getMessage()), e.retryAfterSeconds()));
            return;
        }
        SmallBuffers.use(response.getOutputStream());
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(kind.get().contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        LineSink sink = new LineSink(subscriber);
        broadcaster.register(sink);
        outlet.start(subscriber, () -> broadcaster.ended(sink));
    }

    private static Response unavailable(String detail, int retryAfterSeconds) {
        return ProblemMapper.response(Response.Status.SERVICE_UNAVAILABLE, detail)
                .header(HttpHeaders.RETRY_AFTER, retryAfterSeconds)
                .build();
    }

    private Response head(String source) {
        Optional<StreamFormat.Kind> kind = kind();
        if (kind.isEmpty()) {
            return page(source);
        }
        StreamRequest.parse(source, uri.getQueryParameters(), kind.get(), null, lookup, Visitor.of(request));
        return Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, kind.get().contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .build();
    }

    private Optional<StreamFormat.Kind> kind() {
        return StreamRequest.kind(uri.getQueryParameters(), headers.getAcceptableMediaTypes());
    }

    /** The page, with the same filters. */
    private Response page(String source) {
        UriBuilder page = UriBuilder.fromPath(request.getContextPath()).path("/");
        if (!source.isEmpty()) {
            page.queryParam("source", "{source}");
        }
        uri.getQueryParameters()
                .forEach((name, values) -> values.forEach(
                        value -> page.queryParam(name, value.replace("{", "%7B").replace("}", "%7D"))));
        return Response.seeOther(source.isEmpty() ? page.build() : page.build(source))
                .build();
    }
}
