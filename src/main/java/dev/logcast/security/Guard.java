package dev.logcast.security;

import dev.logcast.security.AccessSettings.Mode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Decides who a request is from and whether it may pass. Thread-safe. */
@Singleton
public class Guard {
    private static final String SCHEME = "Bearer ";
    private static final String HOW_TO_SEND = " Send one as \"Authorization: Bearer <token>\", or sign in at the page.";

    private final AccessSettings settings;
    private final Sessions sessions;

    @Inject
    Guard(AccessSettings settings, Sessions sessions) {
        this.settings = settings;
        this.sessions = sessions;
    }

    /** @throws Refusal when it may not pass */
    Visitor admit(Call call) throws Refusal {
        if (call.changes() && !trusted(call)) {
            throw Refusal.forbidden("A page of another origin may not change anything here, was "
                    + call.header("Origin") + ". Origins that may are listed in logcast.cors.origins.");
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
        if (call.path().equals("/metrics") && !visitor.maySeeEverything()) {
            throw Refusal.forbidden("Metrics name every source; " + visitor.name()
                    + " is for some only. Use a token without logcast.token.<name>.sources.");
        }
        return visitor;
    }

    /** Who makes a request, whatever that one may do. */
    Visitor recognise(Call call) throws Refusal {
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

    /** Whether the page that asks, if any, is ours or one that we were told to trust. */
    private boolean trusted(Call call) {
        String origin = call.header("Origin");
        return call.ofOwnOrigin() || (origin != null && lists(origin));
    }

    private Visitor identify(Call call) throws Refusal {
        String authorization = call.header("Authorization");
        if (authorization != null) {
            if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                throw Refusal.unauthorized("Only bearer tokens are accepted." + HOW_TO_SEND);
            }
            return sessions.token(authorization.substring(SCHEME.length()).strip())
                    .map(Visitor::with)
                    .orElseThrow(
                            () -> Refusal.unauthorized("This token is not, or no longer, known here." + HOW_TO_SEND));
        }
        Optional<Visitor> signedIn = session(call).flatMap(sessions::resume).map(Visitor::with);
        return signedIn.isPresent() ? signedIn.get() : anonymous(call);
    }

    private Visitor anonymous(Call call) throws Refusal {
        if (settings.mode() == Mode.TOKEN) {
            throw Refusal.unauthorized("A token is needed (logcast.auth=token)." + HOW_TO_SEND);
        }
        String reason = call.notFromThisMachine();
        if (reason == null && !trusted(call) && !call.navigates()) {
            reason = "the page that asks is of another origin, not listed in logcast.cors.origins";
        }
        if (reason == null) {
            return Visitor.AT_THIS_MACHINE;
        }
        if (settings.mode() == Mode.NONE) {
            return Visitor.ANYBODY;
        }
        throw Refusal.unauthorized("Without a token only people at this machine are let in (logcast.auth=local), and "
                + reason + '.'
                + (settings.tokens().isEmpty()
                        ? " No token is configured: set logcast.tokens and logcast.token.<name>.secret."
                        : HOW_TO_SEND));
    }

    static Optional<String> session(Call call) {
        String cookies = call.header("Cookie");
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies.split(";"))
                        .map(String::strip)
                        .filter(cookie -> cookie.startsWith(Door.COOKIE + '='))
                        .map(cookie -> cookie.substring(Door.COOKIE.length() + 1))
                        .findFirst();
    }

    /** The role that a path needs; empty where everybody may go: the page itself, health, and signing in. */
    private static Optional<Role> needed(Call call) {
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
