package dev.logcast.api;

import dev.logcast.archive.Histogram;
import dev.logcast.history.Selection;
import dev.logcast.history.Timeline;
import dev.logcast.security.Visitor;
import dev.logcast.wire.Utf8Buffer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** The resource that tells how many lines there are over time. */
@Path("histogram")
@RequestScoped
public class HistogramResource {
    private static final int BUCKETS = 60;
    private static final int MOST = 240;

    @Inject
    private SearchPermits searches;

    @Inject
    private SourceLookup lookup;

    @Context
    private HttpServletRequest request;

    @GET
    public Response get(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri.getQueryParameters());
        Selection selection = HistoryRequest.selection(parameters, lookup, Visitor.of(request));
        // In whichever order lines are counted, there are as many.
        parameters.byTime();
        int buckets = parameters.number("buckets", BUCKETS, 1, MOST);
        Histogram histogram =
                searches.run((archive, budget) -> Timeline.count(archive, selection, buckets, Instant.now(), budget));
        Utf8Buffer body = new Utf8Buffer(buckets * 64);
        Timeline.json(body, histogram);
        return Response.ok(body.toBytes(), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
