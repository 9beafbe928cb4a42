package dev.logcast.api;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Locale;

/** How history is written. */
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
    static HistoryFormat of(Parameters parameters, List<MediaType> accepted) {
        if (parameters.has("format")) {
            String name = parameters.choice("format", "json", "ndjson", "text", "csv");
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
        for (MediaType type : accepted) {
            switch (type.getType() + '/' + type.getSubtype()) {
                case "*/*", "application/*", "application/json", "text/html" -> {
                    return JSON;
                }
                case "application/x-ndjson", "application/ndjson" -> {
                    return NDJSON;
                }
                case "text/*", "text/plain" -> {
                    return TEXT;
                }
                case "text/csv" -> {
                    return CSV;
                }
                default -> {}
            }
        }
        throw new Problem(
                Status.NOT_ACCEPTABLE,
                "History comes as application/json, application/x-ndjson, text/plain or text/csv; ask for one of them in"
                        + " Accept or with format=json, ndjson, text or csv.");
    }
}
