package dev.logcast.source.checkpoint;

import dev.logcast.line.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Checkpoints on disk. The file is replaced as a whole (written beside, synchronised, renamed); what changes later is appended to
 * it, until that is as much as the whole. Not thread-safe.
 *
 * <p>The first line names the format and its version. Every other one ends in a tabulator and its own checksum (CRC-32C): {@code +}
 * and a checkpoint; {@code -} and the key of one that is forgotten; {@code end} behind the last one of the whole. A line that was
 * not finished when the power failed is the last one and does not count.
 */
final class CheckpointFile {
    private static final String FORMAT = "logcast-checkpoints ";
    private static final int VERSION = 3;

    /** Without times that are exact, but else the same. */
    private static final int VERSION_BEFORE = 2;

    private static final String PUT = "+";
    private static final String FORGET = "-";
    private static final String END = "end";
    private static final char TAB = '\t';
    private static final int SPARE_BYTES = 64 * 1024;

    private final Path file;

    /** How much the file may grow by appending; 0: it must be written as a whole. */
    private long mayGrow;

    CheckpointFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /**
     * Reads what was written last.
     *
     * @param into gets the checkpoints
     * @return whether all that was there could be understood
     * @throws IOException if it cannot be read, or a later version has written it
     */
    boolean read(Map<Checkpoint.Key, Checkpoint> into) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        List<String> lines = text.lines().toList();
        String format = lines.isEmpty() ? "" : lines.get(0);
        if (format.matches(FORMAT + "[0-9]{1,9}") && Integer.parseInt(format.substring(FORMAT.length())) > VERSION) {
            throw new LaterVersionException("logcast.data.dir must not be of a later version, was \"" + file
                    + "\" in the format \"" + format + '"');
        }
        if (!format.equals(FORMAT + VERSION) && !format.equals(FORMAT + VERSION_BEFORE)) {
            return false;
        }
        boolean whole = false;
        for (int i = 1; i < lines.size(); i++) {
            boolean torn = i == lines.size() - 1 && !text.endsWith("\n");
            String content = torn ? null : unsealed(lines.get(i));
            if (END.equals(content)) {
                whole = true;
            } else if (content == null || !apply(content, into)) {
                return whole && i == lines.size() - 1;
            }
        }
        return whole;
    }

    private static boolean apply(String content, Map<Checkpoint.Key, Checkpoint> into) {
        if (content.startsWith(PUT)) {
            Optional<Checkpoint> checkpoint = Checkpoint.read(content.substring(PUT.length()));
            checkpoint.ifPresent(read -> into.put(read.key(), read));
            return checkpoint.isPresent();
        }
        int tab = content.indexOf(TAB);
        if (!content.startsWith(FORGET) || tab < 0) {
            return false;
        }
        into.remove(new Checkpoint.Key(content.substring(FORGET.length(), tab), content.substring(tab + 1)));
        return true;
    }

    /** Puts what cannot be understood aside; returns where it is then. */
    Path putAside() throws IOException {
        Path aside = file.resolveSibling("checkpoints.damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return aside;
    }

    /** Whether the next writing must be of the whole. */
    boolean wantsWhole() {
        return mayGrow == 0;
    }

    /** Replaces the file. */
    void write(Collection<Checkpoint> whole) throws IOException {
        mayGrow = 0;
        StringBuilder text = new StringBuilder(FORMAT).append(VERSION).append('\n');
        whole.forEach(checkpoint -> seal(PUT + checkpoint.write(), text));
        seal(END, text);
        Path next = file.resolveSibling("checkpoints.next");
        write(text, next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        mayGrow = (long) text.length() + SPARE_BYTES;
    }

    /**
     * Adds changes to what {@link #write} has written.
     *
     * @param changes checkpoints by their keys, null for one that is forgotten
     */
    void append(Map<Checkpoint.Key, @Nullable Checkpoint> changes) throws IOException {
        StringBuilder text = new StringBuilder();
        changes.forEach((key, checkpoint) ->
                seal(checkpoint == null ? FORGET + key.spec() + TAB + key.file() : PUT + checkpoint.write(), text));
        long left = mayGrow - text.length();
        // A line that is written in part must stay the last one.
        mayGrow = 0;
        write(text, file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        mayGrow = Math.max(0, left);
    }

    private static void write(CharSequence text, Path to, StandardOpenOption... options) throws IOException {
        try (FileChannel channel = PrivateFiles.open(to, Set.of(options))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
    }

    private static void seal(String content, StringBuilder text) {
        text.append(content).append(TAB).append(sum(content)).append('\n');
    }

    private static @Nullable String unsealed(String line) {
        int tab = line.lastIndexOf(TAB);
        if (tab < 0) {
            return null;
        }
        String content = line.substring(0, tab);
        return line.substring(tab + 1).equals(sum(content)) ? content : null;
    }

    private static String sum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }

    /** What is there was written by a later version and must not be lost. */
    static final class LaterVersionException extends IOException {
        LaterVersionException(String message) {
            super(message);
        }
    }
}
