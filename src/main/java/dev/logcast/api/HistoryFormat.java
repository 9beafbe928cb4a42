package dev.logcast.api;

import dev.logcast.api.problem.Problem;
import jakarta.ws.rs.core.Response.Status;
import java.util.Locale;

/** The format in which history is written. */
enum HistoryFormat {
    /** A page. */
    JSON("application/json"),
    NDJSON("application/x-ndjson;charset=UTF-8"),
    TEXT("text/plain;charset=UTF-8"),
    CSV("text/csv;charset=UTF-8;header=present");

    private final String contentType;

    HistoryFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** What file names end with. */
    String extension() {
        return this == TEXT ? "log" : name().toLowerCase(Locale.ROOT);
    }

    /** The format asked for by parameter or by header. */
    static HistoryFormat of(Parameters parameters, Accepted accepted) {
        if (parameters.has("format")) {
            String name = parameters.choice("format", "json", "ndjson", "text", "csv");
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
        String type = accepted.best(
                "application/json",
                "application/x-ndjson",
                "application/ndjson",
                "text/plain",
                "text/csv",
                "text/html");
        if (type == null) {
            throw new Problem(
                    Status.NOT_ACCEPTABLE,
                    "History comes as application/json, application/x-ndjson, text/plain or text/csv; ask for one of them in"
                            + " Accept or with format=json, ndjson, text or csv.");
        }
        return switch (type) {
            case "application/x-ndjson", "application/ndjson" -> NDJSON;
            case "text/plain" -> TEXT;
            case "text/csv" -> CSV;
            default -> JSON;
        };
    }
}
