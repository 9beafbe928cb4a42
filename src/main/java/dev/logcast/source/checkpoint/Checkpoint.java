package dev.logcast.source.checkpoint;

import dev.logcast.line.Position;
import dev.logcast.line.SourceId;
import dev.logcast.source.file.Fingerprint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A note of how far a content has been read, and how it is recognised: by the file's identity, the bytes that it begins with, and those
 * just before the place.
 *
 * @param spec name of the configured source
 * @param source what its lines are lines of
 * @param file device and inode, as the system writes them; of a content that has ended, its generation
 * @param generation names the content in the ids of its lines
 * @param offset the end of the last whole record handed on
 * @param print of the content up to the offset
 * @param modified when the file was last written to, in milliseconds
 * @param timed whether that was so when all that was in it had been read; if not, a scan had seen it before or after
 * @param path where the file was
 */
public record Checkpoint(
        String spec,
        SourceId source,
        String file,
        long generation,
        long offset,
        Fingerprint print,
        FileTime modified,
        boolean timed,
        Path path) {
    private static final Pattern TAB = Pattern.compile("\t");
    private static final int FIELDS = 11;

    private static final String TIMED = "=";
    private static final String ENDED = "ended:";
    private static final String BYTES = "file://";
    private static final int ASCII = 128;

    /** Of a content that its file holds no longer, by which a copy is recognised. */
    public Checkpoint ended() {
        return new Checkpoint(
                spec, source, ENDED + Long.toHexString(generation), generation, offset, print, modified, timed, path);
    }

    public boolean hasEnded() {
        return file.startsWith(ENDED);
    }

    /** Whether a file that holds just what was read has not been written to since then, as far as is known. */
    public boolean isOf(FileTime time) {
        return !timed || time.toMillis() == modified.toMillis();
    }

    /** What it is about. */
    public record Key(String spec, String file) {}

    public Key key() {
        return new Key(spec, file);
    }

    /** For who stores lines. */
    public Position position() {
        return new Position(spec + '\t' + file, write());
    }

    /** One line of text, without its end. */
    String write() {
        return String.join(
                "\t",
                List.of(
                        spec,
                        encode(source.value()),
                        file,
                        Long.toHexString(generation),
                        Long.toString(offset),
                        Integer.toString(print.headLength()),
                        Long.toHexString(print.headHash()),
                        Integer.toString(print.anchorLength()),
                        Long.toHexString(print.anchorHash()),
                        (timed ? TIMED : "") + modified.toMillis(),
                        encode(text(path))));
    }

    /** Reads a line back; empty for one that is none. */
    static Optional<Checkpoint> read(String line) {
        String[] field = TAB.split(line, -1);
        if (field.length != FIELDS || Arrays.stream(field).anyMatch(String::isEmpty)) {
            return Optional.empty();
        }
        try {
            boolean timed = field[9].startsWith(TIMED);
            Fingerprint print = new Fingerprint(
                    Integer.parseInt(field[5]),
                    Long.parseLong(field[6], 16),
                    Integer.parseInt(field[7]),
                    Long.parseLong(field[8], 16));
            return Optional.of(new Checkpoint(
                    field[0],
                    new SourceId(decode(field[1])),
                    field[2],
                    Long.parseLong(field[3], 16),
                    Long.parseLong(field[4]),
                    print,
                    FileTime.fromMillis(Long.parseLong(field[9].substring(timed ? TIMED.length() : 0))),
                    timed,
                    path(decode(field[10]))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A name that this system's language may not be able to write, or the next run's, is written as its bytes. */
    private static String text(Path path) {
        String text = path.toString();
        return text.chars().allMatch(c -> c < ASCII) ? text : path.toUri().toString();
    }

    private static Path path(String text) {
        if (text.startsWith(BYTES)) {
            return Path.of(URI.create(text));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Written where it could be, and as text.
            StringBuilder uri = new StringBuilder(BYTES);
            for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
                uri.append(each == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", each));
            }
            return Path.of(URI.create(uri.toString()));
        }
    }

    /** Names may hold any character, also one that would end a line. */
    private static String encode(String name) {
        return Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String written) {
        return new String(Base64.getDecoder().decode(written), StandardCharsets.UTF_8);
    }
}
