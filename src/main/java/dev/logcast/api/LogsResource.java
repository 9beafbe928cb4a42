package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.api.transport.Download;
import dev.logcast.api.transport.Downloads;
import dev.logcast.archive.Archive;
import dev.logcast.archive.TimeBudget;
import dev.logcast.history.Export;
import dev.logcast.history.LineContext;
import dev.logcast.history.Page;
import dev.logcast.history.Pager;
import dev.logcast.history.SequenceRange;
import dev.logcast.history.TimePager;
import dev.logcast.hub.Hub;
import dev.logcast.line.LineId;
import dev.logcast.line.SealedCursors;
import dev.logcast.query.SourceGlob;
import dev.logcast.security.Visitor;
import dev.logcast.wire.CsvEncoder;
import dev.logcast.wire.FrameEncoder;
import dev.logcast.wire.Utf8Buffer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Lines of the past: pages of them, the context of a line, and whole ranges. */
@Path("logs")
@RequestScoped
public class LogsResource {
    private static final String NO_STORE = "no-store";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Inject
    private Hub hub;

    @Inject
    private SourceLookup lookup;

    @Inject
    private SearchPermits searches;

    @Inject
    private Downloads downloads;

    @Inject
    private SealedCursors sealed;

    @Context
    private HttpServletRequest request;

    @GET
    public void get(@Suspended AsyncResponse async, @Context UriInfo uri, @Context HttpServletResponse response)
            throws IOException {
        HistoryRequest asked = parse(uri);
        if (asked.around() == null && asked.limit() == 0) {
            export(asked, async, response);
            return;
        }
        Response.ResponseBuilder page = Response.ok(searches.run((archive, budget) -> answer(asked, archive, budget)))
                .header(HttpHeaders.CONTENT_TYPE, asked.format().contentType())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
        if (asked.format() != HistoryFormat.JSON) {
            page.header(HttpHeaders.CONTENT_DISPOSITION, disposition(asked));
        }
        async.resume(page.build());
    }

    @HEAD
    public Response head(@Context UriInfo uri) {
        HistoryRequest asked = parse(uri);
        searches.archive();
        return Response.ok()
                .header(HttpHeaders.CONTENT_TYPE, asked.format().contentType())
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    private HistoryRequest parse(UriInfo uri) {
        return HistoryRequest.parse(
                new Parameters(uri.getQueryParameters()),
                Accepted.of(request.getHeaders(HttpHeaders.ACCEPT)),
                lookup,
                Visitor.of(request),
                sealed);
    }

    private byte[] answer(HistoryRequest asked, Archive archive, TimeBudget budget) throws IOException {
        FrameEncoder encoder = encoder(asked);
        Utf8Buffer body = new Utf8Buffer(64 * 1024);
        LineId around = asked.around();
        Page page;
        if (around == null) {
            page = page(asked, archive, encoder, budget);
            if (asked.format() == HistoryFormat.JSON) {
                page.json(body, asked.descending(), asked.cursors());
                return body.toBytes();
            }
        } else {
            LineContext found = LineContext.of(
                            archive,
                            around,
                            asked.time(),
                            asked.lines(),
                            asked.byTime(),
                            encoder,
                            hub.newest().epoch(),
                            budget)
                    .orElseThrow(() -> new Problem(
                            Status.NOT_FOUND,
                            "The line " + around + " was not found: it is no longer kept, or it is so old that looking"
                                    + " for it takes too long. Give its time, such as time=2026-11-23T10:00:00.123Z."));
            if (asked.format() == HistoryFormat.JSON) {
                found.json(body, asked.descending(), asked.cursors());
                return body.toBytes();
            }
            page = found.page();
        }
        encoder.start(body, page.before());
        List<byte[]> elements = page.elements();
        for (int i = 0; i < elements.size(); i++) {
            body.bytes(elements.get(asked.descending() ? elements.size() - 1 - i : i));
        }
        return body.toBytes();
    }

    private Page page(HistoryRequest asked, Archive archive, FrameEncoder encoder, TimeBudget budget)
            throws IOException {
        Pager pager =
                new Pager(archive, asked.selection(), encoder, hub.newest().epoch());
        if (asked.byTime()) {
            return pageByTime(asked, archive, encoder, budget);
        }
        SequenceRange span = span(asked, archive);
        return asked.after() == null
                ? pager.backward(span, asked.limit(), budget)
                : pager.forward(span, asked.limit(), budget);
    }

    private Page pageByTime(HistoryRequest asked, Archive archive, FrameEncoder encoder, TimeBudget budget)
            throws IOException {
        Cursors cursors = new Cursors(archive, hub.newest(), asked.cursors());
        String after = asked.after();
        String before = asked.before();
        return new TimePager(archive, asked.selection(), encoder, hub.newest().epoch())
                .page(
                        after == null ? OptionalLong.empty() : cursors.after(after),
                        before == null ? OptionalLong.empty() : cursors.before(before),
                        after != null,
                        asked.limit(),
                        budget)
                .orElseThrow(() -> new Problem(
                        Status.GONE,
                        "The line of the cursor is not kept any more, so that its time is not known. Ask with since or"
                                + " until, and the time of the line."));
    }

    private SequenceRange span(HistoryRequest asked, Archive archive) throws IOException {
        Cursors cursors = new Cursors(archive, hub.newest(), asked.cursors());
        String after = asked.after();
        String before = asked.before();
        return SequenceRange.of(
                archive,
                asked.selection(),
                after == null ? OptionalLong.empty() : cursors.after(after),
                before == null ? OptionalLong.empty() : cursors.before(before));
    }

    private FrameEncoder encoder(HistoryRequest asked) {
        String epoch = hub.newest().epoch();
        return switch (asked.format()) {
            case JSON, NDJSON -> asked.json().encoder(epoch);
            case TEXT -> asked.text().encoder(epoch);
            case CSV -> new CsvEncoder();
        };
    }

    private void export(HistoryRequest asked, AsyncResponse async, HttpServletResponse response) throws IOException {
        Archive archive = searches.archive();
        if (asked.byTime() && (asked.after() != null || asked.before() != null)) {
            throw Problem.badRequest("after and before are for pages where sort=time: give limit, or since and until.");
        }
        SequenceRange span = span(asked, archive);
        boolean compressed =
                Accepted.of(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)).takes("gzip");
        Export export = new Export(
                archive,
                asked.selection(),
                span,
                asked.byTime(),
                encoder(asked),
                hub.newest().epoch(),
                asked.format() == HistoryFormat.NDJSON,
                compressed);
        Download download = new Download(downloads, request, async, export);
        try {
            downloads.admit(download);
        } catch (Problem e) {
            export.close();
            throw e;
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(asked.format().contentType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(asked));
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (compressed) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        download.start();
    }

    /** Has a name that says which lines a file has: {@code logcast-app-20261123T100000Z.csv}. */
    private static String disposition(HistoryRequest asked) {
        List<SourceGlob> sources = asked.selection().filter().sources();
        StringBuilder name = new StringBuilder("logcast");
        if (sources.size() == 1) {
            String source = sources.get(0).pattern().replaceAll("[^A-Za-z0-9]+", "-");
            name.append('-').append(source, 0, Math.min(source.length(), 60));
        }
        if (asked.selection().since() != null) {
            name.append('-').append(NAME.format(asked.selection().since()));
        }
        return "attachment; filename=\"" + name + '.' + asked.format().extension() + '"';
    }
}
