package dev.logcast.security;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Every request passes here: who is it from, may it, and what must a browser not do with the answer. The same on every server,
 * since it needs nothing configured there.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true, dispatcherTypes = DispatcherType.REQUEST)
public class AccessFilter extends HttpFilter {
    static final String COOKIE = "logcast-session";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Inject
    private transient Guard guard;

    @Inject
    private transient WrongTokens wrongTokens;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        IncomingRequest call = IncomingRequest.of(request);
        boolean shared = share(call, response);
        protect(response, shared);
        String mistake = PercentEscapes.mistake(request.getRequestURI());
        if (mistake == null) {
            mistake = PercentEscapes.mistake(request.getQueryString());
        }
        if (mistake == null) {
            mistake = MediaRanges.mistake(call.header("Accept"));
        }
        if (mistake != null) {
            ProblemDetails.answer(response, HttpServletResponse.SC_BAD_REQUEST, "Bad Request", mistake);
            return;
        }
        if (call.method().equals("OPTIONS") && call.header("Access-Control-Request-Method") != null) {
            preflight(shared, response);
            return;
        }
        try {
            Visitor visitor = guard.admit(call);
            visitor.enter(request);
            if (call.changes() && call.isForReading()) {
                ProblemDetails.refuseMethod(request, response, "GET, HEAD, OPTIONS");
                return;
            }
            if (call.sendsForm()
                    && !call.path().startsWith("/api/session")
                    && !call.path().startsWith("/api/mask/")) {
                // Servers and frameworks read a form by themselves, and hold a thread while they wait for it.
                response.setHeader("Connection", "close");
                ProblemDetails.answer(
                        response,
                        HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                        "Unsupported Media Type",
                        "No form is taken here, was Content-Type \"" + call.header("Content-Type")
                                + "\". Send lines as text/plain: curl -H 'Content-Type: text/plain' --data-binary @file.");
                return;
            }
            chain.doFilter(new Identified(request, visitor), response);
        } catch (Refusal refusal) {
            refuse(request, response, call, refusal);
        }
    }

    private static void protect(HttpServletResponse response, boolean shared) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", shared ? "cross-origin" : "same-origin");
    }

    /** Lets the pages of a listed origin read the answer (WHATWG Fetch, section 3.2). */
    private boolean share(IncomingRequest call, HttpServletResponse response) {
        String origin = call.header("Origin");
        response.addHeader("Vary", "Origin");
        if (origin == null || !guard.lists(origin)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        return true;
    }

    private static void preflight(boolean shared, HttpServletResponse response) throws IOException {
        if (!shared) {
            ProblemDetails.answer(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "Forbidden",
                    "Pages of other origins may read here only when logcast.cors.origins lists theirs.");
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, IncomingRequest call, Refusal refusal)
            throws IOException {
        if (refusal.isGuess()) {
            wrongTokens.answer(request, response, refusal);
            return;
        }
        String accept = call.header("Accept");
        if (refusal.wantsToken() && call.method().equals("GET") && accept != null && accept.contains("text/html")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", page(request, call));
            return;
        }
        refusal.answer(response);
    }

    /** The page, where people sign in, with the filters of the stream that was asked for. */
    private static String page(HttpServletRequest request, IncomingRequest call) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        String prefix = "/logs/";
        if (call.path().startsWith(prefix)) {
            String source = call.path().substring(prefix.length());
            query = "source=" + URLEncoder.encode(source, StandardCharsets.UTF_8)
                    + (query.isEmpty() ? "" : '&' + query);
        }
        return request.getContextPath() + '/' + (query.isEmpty() ? "" : '?' + query);
    }

    /** The request as those behind the door see it. */
    private static final class Identified extends HttpServletRequestWrapper {
        private final Visitor visitor;

        Identified(HttpServletRequest request, Visitor visitor) {
            super(request);
            this.visitor = visitor;
        }

        private boolean known() {
            return !visitor.equals(Visitor.STRANGER);
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return known() ? visitor : null;
        }

        @Override
        public @Nullable String getRemoteUser() {
            return known() ? visitor.name() : null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return Role.named(role).filter(visitor::may).isPresent();
        }
    }
}
