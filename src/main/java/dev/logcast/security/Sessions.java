package dev.logcast.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions of browsers, which cannot send a token with an event stream: {@code <token's name>.<end>.<nonce>.<signature>}, signed
 * with the token's secret (HMAC-SHA-256, RFC 2104). They outlive a restart, and end with their time, with their token and by
 * signing out; the last is remembered until the next start only. Thread-safe.
 */
@Singleton
public class Sessions {
    static final Duration LIFETIME = Duration.ofDays(7);

    private static final Pattern WRITTEN =
            Pattern.compile("(([a-z0-9-]+)\\.([0-9]{1,12})\\.[A-Za-z0-9_-]{16})\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final List<Token> tokens;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> signedOut = new ConcurrentHashMap<>();

    @Inject
    Sessions(AccessSettings settings) {
        this(settings.tokens(), InstantSource.system());
    }

    Sessions(List<Token> tokens, InstantSource clock) {
        this.tokens = List.copyOf(tokens);
        this.clock = clock;
    }

    /** The token of this secret. Takes as long for any wrong secret as for another. */
    Optional<Token> token(String secret) {
        Optional<Token> found = Optional.empty();
        for (Token token : tokens) {
            if (same(token.secret(), secret)) {
                found = Optional.of(token);
            }
        }
        return found;
    }

    /** The token that a running session was begun with. */
    Optional<Token> resume(String session) {
        Matcher matcher = WRITTEN.matcher(session);
        if (!matcher.matches() || signedOut.containsKey(session)) {
            return Optional.empty();
        }
        if (Long.parseLong(matcher.group(3)) <= clock.instant().getEpochSecond()) {
            return Optional.empty();
        }
        return tokens.stream()
                .filter(token -> token.name().equals(matcher.group(2)))
                .filter(token -> same(sign(token, matcher.group(1)), matcher.group(4)))
                .findFirst();
    }

    String begin(Token token) {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        String signed = token.name()
                + '.'
                + clock.instant().plus(LIFETIME).getEpochSecond()
                + '.'
                + BASE64.encodeToString(nonce);
        return signed + '.' + sign(token, signed);
    }

    void end(String session) {
        Instant now = clock.instant();
        signedOut.values().removeIf(end -> end.isBefore(now));
        if (resume(session).isPresent()) {
            signedOut.put(session, now.plus(LIFETIME));
        }
    }

    private static String sign(Token token, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return BASE64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(digest(expected), digest(given));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
