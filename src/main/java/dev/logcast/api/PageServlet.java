package dev.logcast.api;

import dev.logcast.api.problem.RefusalMapper;
import dev.logcast.security.ProblemDetails;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The page's files. Browsers ask each time whether the page itself is still the same (an entity tag of its content, RFC 9110, section
 * 8.8.3), so that a new version is there at once and an old one costs one round trip; what the page names they keep.
 */
@WebServlet(urlPatterns = "/")
public class PageServlet extends HttpServlet {
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private final transient PageFiles files = new PageFiles(
            path -> getServletContext().getResourceAsStream(path),
            folder -> getServletContext().getResourcePaths(folder),
            ConfigProvider.getConfig()
                    .getOptionalValue("logcast.version", String.class)
                    .orElse(""));

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            refused(request, response);
            return;
        }
        if (ProblemDetails.allows(request, response, METHODS)) {
            super.service(request, response);
        }
    }

    /** What the server, or what it has brought, has refused without a word of its own. */
    private static void refused(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = response.getStatus();
        Response.Status known = Response.Status.fromStatusCode(status);
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String detail =
                switch (status) {
                    case 400 -> RefusalMapper.NOT_UNDERSTOOD;
                    case 404 -> nothing(path);
                    case 405 -> request.getMethod() + " is not for " + path + ". What is, is listed at /openapi.";
                    case 406 -> path + " does not come in what Accept asks for. Leave Accept out.";
                    default ->
                        status < 500
                                ? "This is refused. What there is is listed at /openapi."
                                : "This failed here; the server's log says more.";
                };
        ProblemDetails.answer(response, status, known == null ? "Refused" : known.getReasonPhrase(), detail);
    }

    private static String nothing(String path) {
        return "There is nothing at " + path + ". The page is at /, what there is besides is listed at /openapi.";
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        Optional<PageFiles.Asset> found = files.find(path.endsWith("/") ? path + "index.html" : path);
        if (found.isEmpty()) {
            ProblemDetails.answer(response, HttpServletResponse.SC_NOT_FOUND, "Not Found", nothing(path));
            return;
        }
        PageFiles.Asset asset = found.get();
        boolean compressed = Accepted.of(request.getHeaders("Accept-Encoding")).takes("gzip");
        String tag = '"' + asset.tag() + (compressed ? "-gzip\"" : "\"");
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", asset.immutable() ? "max-age=31536000, immutable" : "no-cache");
        response.addHeader("Vary", "Accept-Encoding");
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.contains(tag) || known.strip().equals("*"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = compressed ? asset.compressed() : asset.plain();
        response.setContentType(asset.type());
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
