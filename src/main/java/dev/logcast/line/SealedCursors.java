package dev.logcast.line;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors for those who may not see every source: a plain one counts the lines of all of them. Written as 22 characters, one block of AES-128
 * (FIPS 197) in base64url (RFC 4648, section 5): eight bytes of the run, eight of the sequence number. A block is never written for two
 * cursors, so neither mode nor nonce is needed; a text that was made up is in all likelihood one of a run that never was. Thread-safe.
 */
public final class SealedCursors implements CursorForm {
    private static final System.Logger LOG = ServerLog.of(SealedCursors.class);
    private static final int KEY_BYTES = 16;
    private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** What sequence numbers and names of runs stay below. */
    private static final long MOST = 1L << 60;

    private final SecretKeySpec key;

    public SealedCursors(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** With the key of this data directory, which is made when it is first needed, so that cursors outlive a restart. */
    public static SealedCursors in(Path directory) {
        Path file = directory.resolve("cursor-key");
        byte[] key = new byte[KEY_BYTES];
        try {
            if (Files.exists(file) && Files.size(file) == KEY_BYTES) {
                return new SealedCursors(Files.readAllBytes(file));
            }
            new SecureRandom().nextBytes(key);
            PrivateFiles.createDirectories(directory);
            PrivateFiles.replace(file, key);
        } catch (IOException e) {
            new SecureRandom().nextBytes(key);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Cursors of tokens with sources are good until the next start only: cannot keep " + file + ": "
                            + e);
        }
        return new SealedCursors(key);
    }

    @Override
    public String write(Cursor cursor) {
        byte[] block = ByteBuffer.allocate(KEY_BYTES)
                .putLong(Long.parseLong(cursor.epoch(), Character.MAX_RADIX))
                .putLong(cursor.sequence())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(crypt(Cipher.ENCRYPT_MODE, block));
    }

    @Override
    public Optional<Cursor> read(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        ByteBuffer block;
        try {
            block = ByteBuffer.wrap(
                    crypt(Cipher.DECRYPT_MODE, Base64.getUrlDecoder().decode(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        long epoch = block.getLong();
        long sequence = block.getLong();
        return epoch < 0 || epoch >= MOST || sequence < 0 || sequence >= MOST
                ? Optional.empty()
                : Optional.of(new Cursor(Long.toString(epoch, Character.MAX_RADIX), sequence));
    }

    private byte[] crypt(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, key);
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }
}
