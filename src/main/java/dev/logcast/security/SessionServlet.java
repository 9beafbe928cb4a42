package dev.logcast.security;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A servlet that signs browsers in and out: {@code POST {"token":"…"}} gives a cookie for a token, {@code DELETE} ends it; {@code GET}
 * says who one is.
 */
@WebServlet(urlPatterns = "/api/session", asyncSupported = true)
public class SessionServlet extends HttpServlet {
    private static final int LONGEST_BODY = 8192;
    private static final int MOST_AT_A_TIME = 64;
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS");

    private static final SmallBodies BODIES = new SmallBodies(LONGEST_BODY, MOST_AT_A_TIME, DEADLINE);

    @Inject
    private transient Sessions sessions;

    @Inject
    private transient Guard guard;

    @Inject
    private transient Deadlines deadlines;

    @Inject
    private transient WrongTokens wrongTokens;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ProblemDetails.allows(request, response, METHODS)) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor;
        try {
            visitor = guard.recognise(IncomingRequest.of(request));
        } catch (Refusal refusal) {
            if (refusal.isGuess()) {
                wrongTokens.answer(request, response, refusal);
            } else {
                refusal.answer(response);
            }
            return;
        }
        JsonArrayBuilder sources = Json.createArrayBuilder();
        if (visitor.maySeeEverything()) {
            sources.add("*");
        }
        visitor.sources().forEach(glob -> sources.add(glob.pattern()));
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Json.createObjectBuilder()
                        .add("name", visitor.name())
                        .add("role", visitor.role())
                        .add("sources", sources)
                        .add("auth", guard.mode())
                        .build()
                        .toString());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BODIES.read(request, response, deadlines, body -> signIn(request, response, body));
    }

    private Duration signIn(HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
        Optional<Token> token = secret(body).flatMap(sessions::signIn);
        response.setHeader("Cache-Control", "no-store");
        if (token.isEmpty()) {
            return wrongTokens.refuse(
                    request,
                    response,
                    Refusal.wrongToken(
                            "This token is not known here. Send {\"token\":\"…\"} with one of logcast.tokens; that of a link is good for one sign-in."));
        }
        response.addCookie(cookie(request, sessions.begin(token.get()), (int) Sessions.LIFETIME.toSeconds()));
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(Json.createObjectBuilder()
                        .add("name", token.get().name())
                        .add("role", token.get().role().label())
                        .build()
                        .toString());
        return Duration.ZERO;
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        Guard.session(IncomingRequest.of(request)).ifPresent(sessions::end);
        response.addCookie(cookie(request, "", 0));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private static Optional<String> secret(byte[] body) {
        try (JsonReader json = Json.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            JsonObject object = json.readObject();
            return Optional.ofNullable(object.getString("token", null)).map(String::strip);
        } catch (RuntimeException e) {
            // Of whatever kind: what is too deep, or has too many digits, each provider refuses in a way of its own.
            return Optional.empty();
        }
    }

    private static Cookie cookie(HttpServletRequest request, String value, int seconds) {
        Cookie cookie = new Cookie(AccessFilter.COOKIE, value);
        cookie.setPath(request.getContextPath() + '/');
        cookie.setHttpOnly(true);
        cookie.setMaxAge(seconds);
        cookie.setSecure(request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
        cookie.setAttribute("SameSite", "Strict");
        return cookie;
    }
}
