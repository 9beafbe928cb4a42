package dev.logcast.api;

import dev.logcast.line.SourceId;
import dev.logcast.line.Telemetry;
import dev.logcast.pipeline.Pipeline;
import dev.logcast.pipeline.mask.MaskRules;
import dev.logcast.pipeline.mask.Masked;
import dev.logcast.pipeline.mask.RecordMasking;
import dev.logcast.security.Deadlines;
import dev.logcast.security.ProblemDetails;
import dev.logcast.security.SmallBodies;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A servlet that shows what masking does to lines, as a trial: they are neither kept nor counted. For administrators. The parameter {@code
 * source} is the one whose settings are taken; a name that is none has the defaults.
 *
 * <p>No resource of JAX-RS: the body may be of any type, and for a form's, which curl says by itself, JAX-RS would wait for it on a thread.
 */
@WebServlet(urlPatterns = "/api/mask/test", asyncSupported = true)
public class MaskServlet extends HttpServlet {
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_AT_A_TIME = 8;
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final String SOURCE = "source=";

    private static final SmallBodies BODIES = new SmallBodies(MOST_BYTES, MOST_AT_A_TIME, DEADLINE);

    @Inject
    private transient MaskRules rules;

    @Inject
    private transient Deadlines deadlines;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!ProblemDetails.allows(request, response, List.of("POST"))) {
            return;
        }
        SourceId source;
        try {
            source = new SourceId(source(request));
        } catch (IllegalArgumentException e) {
            ProblemDetails.answer(
                    response, HttpServletResponse.SC_BAD_REQUEST, "Bad Request", String.valueOf(e.getMessage()));
            return;
        }
        BODIES.read(request, response, deadlines, body -> {
            response.setContentType(MediaType.APPLICATION_JSON);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getWriter().write(trial(source, new String(body, StandardCharsets.UTF_8)));
            return Duration.ZERO;
        });
    }

    /** Not by {@code getParameter}, which waits for the body of a form. */
    private static String source(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith(SOURCE))
                .map(parameter -> URLDecoder.decode(parameter.substring(SOURCE.length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("test");
    }

    /** For each line what becomes of it, whether anything was hidden, and what found it. */
    private String trial(SourceId source, String text) {
        RecordMasking masking = new RecordMasking(rules, Telemetry.NONE);
        JsonArrayBuilder lines = Json.createArrayBuilder();
        text.lines().forEach(line -> lines.add(row(masking.mask(source, 0, Pipeline.plain(line)))));
        return Json.createObjectBuilder().add("lines", lines).build().toString();
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
