package dev.logcast.api;

import dev.logcast.security.ProblemDetails;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files, compressed once and kept. Browsers ask each time whether a file is still the same (an entity tag of its
 * content, RFC 9110, section 8.8.3), so that a new version is there at once and an old one costs one round trip.
 */
@WebServlet(urlPatterns = "/")
public class PageServlet extends HttpServlet {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

    private final transient Map<String, Asset> assets = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // nothing compares assets
    private record Asset(String type, String tag, byte[] plain, byte[] compressed) {}

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
        Optional<Asset> found = asset(path.endsWith("/") ? path + "index.html" : path);
        if (found.isEmpty()) {
            ProblemDetails.answer(response, HttpServletResponse.SC_NOT_FOUND, "Not Found", nothing(path));
            return;
        }
        Asset asset = found.get();
        boolean compressed = Accepted.of(request.getHeaders("Accept-Encoding")).takes("gzip");
        String tag = '"' + asset.tag() + (compressed ? "-gzip\"" : "\"");
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", "no-cache");
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

    /** Only files of the kinds that a page has: whatever else a WAR contains is nobody's business. */
    private Optional<Asset> asset(String path) {
        Asset kept = assets.get(path);
        if (kept != null) {
            return Optional.of(kept);
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || path.contains("/WEB-INF/") || path.contains("/META-INF/")) {
            return Optional.empty();
        }
        try (InputStream in = getServletContext().getResourceAsStream(path)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] plain = type.startsWith("text/") ? trimmed(path, in.readAllBytes()) : in.readAllBytes();
            Asset asset = new Asset(type, tag(plain), plain, compress(plain));
            assets.put(path, asset);
            return Optional.of(asset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] trimmed(String path, byte[] file) {
        return Trimmed.of(path, new String(file, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] compress(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
