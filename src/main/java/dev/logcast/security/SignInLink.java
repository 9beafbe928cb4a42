package dev.logcast.security;

import dev.logcast.line.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first way in where everybody needs a token and nobody has been given one: a code that the start made and printed as a link. It is good
 * for one sign-in, as an admin, within an hour. Thread-safe.
 */
public final class SignInLink {
    /** The setting that holds the code; the launcher's alone. */
    public static final String PROPERTY = "logcast.sign-in-code";

    private static final Duration LIFETIME = Duration.ofHours(1);

    /** There is none. */
    public static final SignInLink NONE = new SignInLink(null, InstantSource.system());

    private static final int SECRET_BYTES = 32;

    private final InstantSource clock;
    private final Instant end;
    private @Nullable String code;

    private SignInLink(@Nullable String code, InstantSource clock) {
        this.code = code;
        this.clock = clock;
        this.end = clock.instant().plus(LIFETIME);
    }

    /** One that is good from now on. */
    public static SignInLink of(String code, InstantSource clock) {
        return new SignInLink(code, clock);
    }

    /** Whether this is the code, and was not used before. */
    synchronized boolean redeem(String given) {
        String expected = code;
        if (expected == null
                || clock.instant().isAfter(end)
                || !MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        code = null;
        return true;
    }

    /**
     * The token of who signs in by the link. Nobody is told its secret, which signs the sessions; it is kept in {@code owner-secret} of the
     * data directory, so that they outlive a restart.
     */
    public static Token owner(Path directory) throws IOException {
        Path file = directory.resolve("owner-secret");
        String secret = Files.exists(file) ? Files.readString(file, StandardCharsets.US_ASCII) : "";
        if (secret.length() != 2 * SECRET_BYTES) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            secret = HexFormat.of().formatHex(random);
            PrivateFiles.createDirectories(directory);
            PrivateFiles.replace(file, secret.getBytes(StandardCharsets.US_ASCII));
        }
        return new Token("owner", secret, Role.ADMIN, List.of());
    }
}
