package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import dev.logcast.archive.Archive;
import dev.logcast.archive.ArchiveReport;
import dev.logcast.hub.Hub;
import dev.logcast.line.Cursor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/** The resource that tells how the archive stands, and deletes of it. For administrators. */
@Path("archive")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ArchiveResource {
    @Inject
    private Archive archive;

    @Inject
    private SearchPermits searches;

    @Inject
    private Hub hub;

    @GET
    public String report() {
        return json(archive.report()).build().toString();
    }

    /** Deletes what is older than the time {@code before}, as far as nothing newer goes with it. */
    @DELETE
    public String delete(@Context UriInfo uri) {
        Archive deleting = searches.archive();
        Instant before = new Parameters(uri.getQueryParameters()).time("before");
        if (before == null) {
            throw Problem.badRequest("before must say a time, such as before=2026-11-23 or before=3d: what is older is"
                    + " deleted, as far as nothing newer goes with it.");
        }
        long bytes = deleting.report().bytes();
        long segments;
        try {
            segments = deleting.delete(before);
        } catch (IOException e) {
            throw new Problem(Status.INTERNAL_SERVER_ERROR, "Not all could be deleted: " + e.getMessage());
        }
        ArchiveReport left = deleting.report();
        return Json.createObjectBuilder()
                .add("before", before.toString())
                .add("deletedSegments", segments)
                .add("deletedBytes", segments == 0 ? 0 : Math.max(0, bytes - left.bytes()))
                .add("archive", json(left))
                .build()
                .toString();
    }

    private JsonObjectBuilder json(ArchiveReport report) {
        JsonObjectBuilder row =
                Json.createObjectBuilder().add("state", report.state().name().toLowerCase(Locale.ROOT));
        if (report.error() != null) {
            row.add("error", report.error());
        }
        if (report.state() == ArchiveReport.State.NONE) {
            return row;
        }
        row.add("bytes", report.bytes())
                .add("segments", report.segments())
                .add("indexed", report.indexed())
                .add("oldest", cursor(report.oldest()))
                .add("newest", cursor(report.newest()));
        if (report.since() != null) {
            row.add("since", report.since().toString());
        }
        return row.add("lagLines", report.lagLines())
                .add("lostLines", report.lostLines())
                .add("damagedBlocks", report.damagedBlocks());
    }

    private String cursor(long sequence) {
        return new Cursor(hub.newest().epoch(), sequence).toString();
    }
}
