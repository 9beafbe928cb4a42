package dev.logcast.security;

import dev.logcast.peer.Neighbours;
import dev.logcast.security.AccessSettings.Mode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The decision who a request is from and whether it may pass. Thread-safe. */
@Singleton
public class Guard {
    private static final String SCHEME = "Bearer ";
    private static final String HOW_TO_SEND = " Send one as \"Authorization: Bearer <token>\", or sign in at the page.";

    private final AccessSettings settings;
    private final Sessions sessions;
    private final Neighbours neighbours;

    @Inject
    Guard(AccessSettings settings, Sessions sessions, Neighbours neighbours) {
        this.settings = settings;
        this.sessions = sessions;
        this.neighbours = neighbours;
    }

    /** @throws Refusal when it may not pass */
    Visitor admit(IncomingRequest call) throws Refusal {
        String foreign = call.foreignOrigin();
        if (foreign != null && call.changes()) {
            throw Refusal.forbidden("A page of another origin may not change anything here; " + foreign + '.');
        }
        Optional<Role> needed = needed(call);
        if (needed.isEmpty()) {
            return Visitor.STRANGER;
        }
        Visitor visitor = identify(call);
        if (!visitor.may(needed.get())) {
            throw Refusal.forbidden("This needs the role " + needed.get().label() + " or admin; " + visitor.name()
                    + " has " + visitor.roles().stream().map(Role::label).toList() + ". Use another token.");
        }
        if (ofEverySource(call.path()) && !visitor.maySeeEverything()) {
            throw Refusal.forbidden("This is of every source; " + visitor.name()
                    + " is for some only. Use a token without logcast.token.<name>.sources.");
        }
        return visitor;
    }

    /** Who makes a request, whatever that one may do. */
    Visitor recognise(IncomingRequest call) throws Refusal {
        return identify(call);
    }

    /** What the server needs of those who come. */
    String mode() {
        return settings.mode().name().toLowerCase(Locale.ROOT);
    }

    /** Whether an origin's pages may read, and send what browsers ask about first. */
    boolean lists(String origin) {
        return settings.origins().contains(origin);
    }

    private Visitor identify(IncomingRequest call) throws Refusal {
        String authorization = call.header("Authorization");
        if (authorization != null) {
            if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                throw Refusal.unauthorized("Only bearer tokens are accepted." + HOW_TO_SEND);
            }
            return sessions.token(authorization.substring(SCHEME.length()).strip())
                    .map(Visitor::with)
                    .orElseThrow(
                            () -> Refusal.wrongToken("This token is not, or no longer, known here." + HOW_TO_SEND));
        }
        String foreign = call.foreignOrigin();
        if (foreign != null && !opensThePage(call)) {
            return stranger("a page of another origin asks: " + foreign);
        }
        Optional<Visitor> signedIn = session(call).flatMap(sessions::resume).map(Visitor::with);
        if (signedIn.isPresent()) {
            return signedIn.get();
        }
        if (settings.mode() == Mode.TOKEN) {
            return stranger("");
        }
        String elsewhere = call.notFromThisMachine();
        Optional<String> reason = elsewhere == null ? neighbours.stranger(call.connection()) : Optional.of(elsewhere);
        return reason.isEmpty() ? Visitor.AT_THIS_MACHINE : stranger(reason.get());
    }

    /** Somebody who shows nothing and is not at this machine, for a reason. */
    private Visitor stranger(String reason) throws Refusal {
        if (settings.mode() == Mode.NONE) {
            return Visitor.ANYBODY;
        }
        throw Refusal.unauthorized(
                settings.mode() == Mode.TOKEN
                        ? "A token is needed (logcast.auth=token)." + HOW_TO_SEND
                        : "Without a token only people at this machine are let in (logcast.auth=local), and " + reason
                                + '.'
                                + (settings.tokens().isEmpty()
                                        ? " No token is configured: set logcast.tokens and"
                                                + " logcast.token.<name>.secret."
                                        : HOW_TO_SEND));
    }

    /** Whether a browser follows a link to what leads to the page, wherever that link was. */
    private static boolean opensThePage(IncomingRequest call) {
        return call.navigates() && !within(call.path(), "/api");
    }

    /** Whether what is there tells of sources, or does something to them, without a question for their names. */
    private static boolean ofEverySource(String path) {
        return within(path, "/metrics") || within(path, "/api/clients") || within(path, "/api/archive");
    }

    static Optional<String> session(IncomingRequest call) {
        String cookies = call.header("Cookie");
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies.split(";"))
                        .map(String::strip)
                        .filter(cookie -> cookie.startsWith(AccessFilter.COOKIE + '='))
                        .map(cookie -> cookie.substring(AccessFilter.COOKIE.length() + 1))
                        .findFirst();
    }

    /** The role that a path needs; empty where everybody may go: the page itself, health, and signing in. */
    private static Optional<Role> needed(IncomingRequest call) {
        String path = call.path();
        if (within(path, "/api")) {
            if (within(path, "/api/session")) {
                return Optional.empty();
            }
            if (within(path, "/api/ingest")) {
                return Optional.of(Role.INGEST);
            }
            boolean administers =
                    within(path, "/api/clients") || within(path, "/api/archive") || within(path, "/api/mask");
            return Optional.of(administers || call.changes() ? Role.ADMIN : Role.VIEWER);
        }
        boolean views = within(path, "/logs") || within(path, "/metrics") || within(path, "/openapi");
        return views ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    private static boolean within(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
