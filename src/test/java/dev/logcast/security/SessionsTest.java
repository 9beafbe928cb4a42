package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final Token READER = new Token("reader", "reader-secret", Role.VIEWER, List.of());
    private static final Token OTHER = new Token("other", "other-secret", Role.ADMIN, List.of());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final Sessions sessions = new Sessions(List.of(READER, OTHER), clock);

    @Test
    void secretIsItsTokens() {
        assertThat(sessions.token("reader-secret")).contains(READER);
        assertThat(sessions.token("reader")).isEmpty();
        assertThat(sessions.token("")).isEmpty();
    }

    @Test
    void outlivesARestartButNotItsToken() {
        String session = sessions.begin(READER);

        assertThat(new Sessions(List.of(READER), clock).resume(session)).contains(READER);
        assertThat(new Sessions(List.of(OTHER), clock).resume(session)).isEmpty();
        Token changed = new Token("reader", "another-secret", Role.VIEWER, List.of());
        assertThat(new Sessions(List.of(changed), clock).resume(session)).isEmpty();
    }

    @Test
    void endsWithItsTime() {
        String session = sessions.begin(READER);
        now.set(now.get().plus(Sessions.LIFETIME).minus(Duration.ofSeconds(1)));
        assertThat(sessions.resume(session)).contains(READER);
        now.set(now.get().plusSeconds(1));
        assertThat(sessions.resume(session)).isEmpty();
    }

    @Test
    void endsBySigningOut() {
        String session = sessions.begin(READER);
        String another = sessions.begin(READER);
        sessions.end(session);

        assertThat(sessions.resume(session)).isEmpty();
        assertThat(sessions.resume(another)).contains(READER);
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        String session = sessions.begin(READER);
        for (int i = 0; i < session.length() - 1; i++) {
            char other = session.charAt(i) == 'a' ? 'b' : 'a';
            assertThat(sessions.resume(session.substring(0, i) + other + session.substring(i + 1)))
                    .as("at %d", i)
                    .isEmpty();
        }
        assertThat(sessions.resume("")).isEmpty();
        assertThat(sessions.resume(session + 'a')).isEmpty();
    }
}
