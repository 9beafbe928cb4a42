package dev.logcast.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private static final Token READER = new Token("reader", "reader-secret-of-16-and-more", Role.VIEWER, List.of());
    private static final Token OTHER = new Token("other", "other-secret-of-16-and-more", Role.ADMIN, List.of());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private final InstantSource clock = now::get;

    @TempDir
    private Path directory;

    private Sessions sessions;

    @BeforeEach
    void begin() {
        sessions = restarted(READER, OTHER);
    }

    private Sessions restarted(Token... tokens) {
        return new Sessions(List.of(tokens), directory, clock);
    }

    @Test
    void secretIsItsTokens() {
        assertThat(sessions.token("reader-secret-of-16-and-more")).contains(READER);
        assertThat(sessions.token("reader")).isEmpty();
        assertThat(sessions.token("")).isEmpty();
    }

    @Test
    void linkSignsInOnceAndIsNoToken() throws IOException {
        Token owner = SignInLink.owner(directory);
        sessions = new Sessions(List.of(owner), SignInLink.of("code-of-the-link", clock), directory, clock);

        assertThat(sessions.token("code-of-the-link")).isEmpty();
        assertThat(sessions.signIn("code-of-another")).isEmpty();
        assertThat(sessions.signIn("code-of-the-link")).contains(owner);
        assertThat(sessions.signIn("code-of-the-link")).isEmpty();
        sessions = new Sessions(List.of(owner), SignInLink.of("code-of-the-next", clock), directory, clock);
        now.set(now.get().plus(Duration.ofMinutes(61)));
        assertThat(sessions.signIn("code-of-the-next")).isEmpty();
        // The session of it goes on after a restart, which has another link.
        String session = sessions.begin(owner);
        assertThat(restarted(SignInLink.owner(directory)).resume(session)).contains(owner);
        assertThat(Files.getPosixFilePermissions(directory.resolve("owner-secret")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void outlivesARestartButNotItsToken() {
        String session = sessions.begin(READER);

        assertThat(restarted(READER).resume(session)).contains(READER);
        assertThat(restarted(OTHER).resume(session)).isEmpty();
        Token changed = new Token("reader", "another-secret-of-16-and-more", Role.VIEWER, List.of());
        assertThat(restarted(changed).resume(session)).isEmpty();
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
    void staysSignedOutOverARestart() throws IOException {
        String session = sessions.begin(READER);
        String another = sessions.begin(READER);
        sessions.end(session);
        sessions.end("reader.99999999999.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        assertThat(restarted(READER).resume(session)).isEmpty();
        assertThat(restarted(READER).resume(another)).contains(READER);
        Path file = directory.resolve("signed-out");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readAllLines(file)).hasSize(1).noneMatch(line -> line.contains(session));
    }

    @Test
    void tokenThatSignsOutOverAndOverLosesAllItsSessionsAndNobodyElseTheirs() throws IOException {
        String kept = sessions.begin(READER);
        String others = sessions.begin(OTHER);
        for (int i = 0; i <= 1000; i++) {
            sessions.end(sessions.begin(READER));
        }

        assertThat(Files.readAllLines(directory.resolve("signed-out"))).hasSize(1);
        for (Sessions each : List.of(sessions, restarted(READER, OTHER))) {
            assertThat(each.resume(kept)).isEmpty();
            assertThat(each.resume(others)).contains(OTHER);
        }
        now.set(now.get().plusSeconds(1));
        assertThat(sessions.resume(sessions.begin(READER))).contains(READER);
    }

    @Test
    void whatCannotBeReadOfThoseSignedOutStopsNothing() throws IOException {
        Files.writeString(directory.resolve("signed-out"), "reader\n\nnonsense 1 2 3\n");

        assertThat(restarted(READER).resume(sessions.begin(READER))).contains(READER);
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
