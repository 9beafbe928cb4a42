package dev.logcast.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sessions of browsers, which cannot send a token with an event stream: {@code <token's name>.<end>.<nonce>.<signature>}, signed
 * with the token's secret (HMAC-SHA-256, RFC 2104). They outlive a restart, and end with their time, with their token and by
 * signing out. Thread-safe.
 */
public class Sessions {
    static final Duration LIFETIME = Duration.ofDays(7);

    private static final Pattern WRITTEN =
            Pattern.compile("(([a-z0-9-]+)\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{16}))\\.([A-Za-z0-9_-]{43})");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final List<Token> tokens;
    private final SignInLink link;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final SignedOut signedOut;

    public Sessions(List<Token> tokens, Path directory, InstantSource clock) {
        this(tokens, SignInLink.NONE, directory, clock);
    }

    /**
     * @param link for the first of the tokens
     * @param directory where it is kept which have ended by signing out
     */
    public Sessions(List<Token> tokens, SignInLink link, Path directory, InstantSource clock) {
        this.link = link;
        this.tokens = List.copyOf(tokens);
        this.clock = clock;
        this.signedOut = new SignedOut(directory, clock);
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

    /** The token that is signed in with by this secret, or by a link that is good once. */
    Optional<Token> signIn(String secret) {
        return link.redeem(secret) ? Optional.of(tokens.get(0)) : token(secret);
    }

    /** The token that a running session was begun with. */
    Optional<Token> resume(String session) {
        Matcher matcher = WRITTEN.matcher(session);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long end = Long.parseLong(matcher.group(3));
        if (end <= clock.instant().getEpochSecond() || signedOut.contains(matcher.group(2), matcher.group(4), end)) {
            return Optional.empty();
        }
        return tokens.stream()
                .filter(token -> token.name().equals(matcher.group(2)))
                .filter(token -> same(sign(token, matcher.group(1)), matcher.group(5)))
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
        Matcher matcher = WRITTEN.matcher(session);
        if (matcher.matches() && resume(session).isPresent()) {
            signedOut.add(
                    matcher.group(2),
                    matcher.group(4),
                    Long.parseLong(matcher.group(3)),
                    clock.instant().plus(LIFETIME).getEpochSecond());
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
