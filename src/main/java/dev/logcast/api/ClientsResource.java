package dev.logcast.api;

import dev.logcast.hub.ClientReport;
import dev.logcast.hub.Hub;
import dev.logcast.query.LineFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;

/** The resource that tells who reads, and how far behind. For administrators. */
@Path("clients")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientsResource {
    @Inject
    private Hub hub;

    /** Those furthest behind first. */
    @GET
    public String all() {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        hub.reports().forEach(report -> rows.add(row(report)));
        return Json.createObjectBuilder()
                .add("newest", hub.newest().toString())
                .add("subscriptions", hub.subscriptions())
                .add("clients", rows)
                .build()
                .toString();
    }

    private static JsonObjectBuilder row(ClientReport report) {
        LineFilter filter = report.subscription().filter();
        JsonArrayBuilder sources = Json.createArrayBuilder();
        filter.sources().forEach(glob -> sources.add(glob.pattern()));
        JsonObjectBuilder row = Json.createObjectBuilder()
                .add("address", report.address())
                .add("format", report.subscription().format().kind().name().toLowerCase(Locale.ROOT))
                .add("sources", sources);
        if (filter.minimum() != null) {
            row.add("level", filter.minimum().name());
        }
        if (filter.query() != null) {
            row.add("q", filter.query().toString());
        }
        return row.add("connectedSeconds", report.connected().toSeconds())
                .add("cursor", report.at().toString())
                .add("behind", report.behind())
                .add("sentBytes", report.sentBytes())
                .add("waitingSeconds", report.waiting().toSeconds());
    }
}
