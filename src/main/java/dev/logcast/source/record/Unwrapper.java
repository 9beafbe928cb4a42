package dev.logcast.source.record;

import dev.logcast.line.Envelope;
import dev.logcast.line.JsonEscapes;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step that takes lines out of what container runtimes write around them, before they are joined to records: the {@code json-file}
 * driver of Docker ({@code {"log":"text\n","stream":"stdout","time":"…"}}) and the log format of the Kubernetes CRI ({@code
 * 2026-11-23T10:00:00.123456789Z stdout F text}). A runtime cuts long lines; their pieces become one line again, which begins where the
 * first one does. Every other line passes as it is. Not thread-safe.
 */
public final class Unwrapper {
    private static final String DOCKER = "{\"log\":\"";
    private static final String STREAM = "\"stream\":\"std";
    private static final String TIME = "\"time\":\"";

    /** Digits of a stamp that has but one shape. */
    private static final int SHORTEST_STAMP = 20;

    private static final int LONGEST_STAMP = 40;

    private final int maxLineBytes;
    private final long patienceNanos;
    private final Pieces out = new Pieces("stdout");
    private final Pieces err = new Pieces("stderr");

    // What was found in the line that is looked at.
    private String text = "";
    private String stream = "";
    private @Nullable Instant time;
    private @Nullable Garbled garbled;
    private boolean whole;

    /** @param patience how long the pieces of a line are held while no other comes */
    public Unwrapper(int maxLineBytes, Duration patience) {
        this.maxLineBytes = maxLineBytes;
        this.patienceNanos = patience.toNanos();
    }

    /** The pieces of one line of a stream. */
    private static final class Pieces {
        private final String stream;
        private final List<Line> lines = new ArrayList<>();
        private long addedNanos;

        Pieces(String stream) {
            this.stream = stream;
        }

        /** Where they begin; -1 when there are none. */
        long from() {
            return lines.isEmpty() ? -1 : lines.get(0).offset();
        }

        /** The line that they are; a runtime counts bytes, and cuts characters. */
        Line joined() {
            Line first = lines.get(0);
            long end = lines.get(lines.size() - 1).end();
            Garbled some = lines.stream()
                    .map(Line::garbled)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (some == null) {
                String text = lines.stream().map(Line::text).collect(Collectors.joining());
                return new Line(first.offset(), end, text, -1, false, first.envelope(), null);
            }
            TextEncoding encoding = some.encoding();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Line line : lines) {
                Garbled garbled = line.garbled();
                all.writeBytes(garbled == null ? line.text().getBytes(encoding.charset()) : garbled.bytes());
            }
            byte[] bytes = all.toByteArray();
            String text = encoding.decode(bytes, 0, bytes.length);
            return new Line(first.offset(), end, text, -1, false, first.envelope(), Garbled.of(bytes, encoding));
        }
    }

    public void add(Line line, long now, Consumer<Line> to) {
        if (line.cut() || line.continues() >= 0 || !isOpened(line)) {
            to.accept(line);
            return;
        }
        Pieces pieces = stream.equals(out.stream) ? out : err;
        if (!pieces.lines.isEmpty() && line.end() - pieces.lines.get(0).offset() > maxLineBytes) {
            finish(pieces, to);
        }
        Line opened = new Line(line.offset(), line.end(), text, -1, false, new Envelope(time, stream), garbled);
        if (whole && pieces.lines.isEmpty()) {
            to.accept(opened);
            return;
        }
        pieces.lines.add(opened);
        pieces.addedNanos = now;
        if (whole) {
            finish(pieces, to);
        }
    }

    /** Where the first of the pieces begins that are held; -1 when there are none. */
    public long heldFrom() {
        long from = out.from();
        long other = err.from();
        return from < 0 || other < 0 ? Math.max(from, other) : Math.min(from, other);
    }

    /** Hands on pieces to which nothing has been added for long enough. */
    public void expire(long now, Consumer<Line> to) {
        if (!out.lines.isEmpty() && now - out.addedNanos >= patienceNanos) {
            finish(out, to);
        }
        if (!err.lines.isEmpty() && now - err.addedNanos >= patienceNanos) {
            finish(err, to);
        }
    }

    /** Hands on what is held, for nothing will follow it. */
    public void finish(Consumer<Line> to) {
        finish(out, to);
        finish(err, to);
    }

    private static void finish(Pieces pieces, Consumer<Line> to) {
        if (!pieces.lines.isEmpty()) {
            Line joined = pieces.joined();
            pieces.lines.clear();
            to.accept(joined);
        }
    }

    private boolean isOpened(Line wrapped) {
        String line = wrapped.text();
        if (line.length() < SHORTEST_STAMP) {
            return false;
        }
        char c = line.charAt(0);
        if (c == '{') {
            // What Docker cut is a character no more: it wrote the replacement itself.
            garbled = null;
            return line.startsWith(DOCKER) && isDocker(line);
        }
        if (c < '0' || c > '9' || !isCri(line)) {
            return false;
        }
        Garbled bytes = wrapped.garbled();
        garbled = bytes == null
                ? null
                : bytes.from((line.length() - text.length()) * bytes.encoding().unit());
        return true;
    }

    /** {@code <time> stdout F <text>}; the flag may be one of several tags, separated by colons. */
    private boolean isCri(String line) {
        int space = line.indexOf(' ', SHORTEST_STAMP - 1);
        if (space < 0 || space > LONGEST_STAMP || line.charAt(10) != 'T' || !line.startsWith("std", space + 1)) {
            return false;
        }
        boolean isOut = line.startsWith("stdout ", space + 1);
        if (!isOut && !line.startsWith("stderr ", space + 1)) {
            return false;
        }
        int flag = space + 8;
        int end = flag + 1;
        if (end > line.length() || (line.charAt(flag) != 'F' && line.charAt(flag) != 'P')) {
            return false;
        }
        while (end < line.length() && line.charAt(end) != ' ') {
            if (line.charAt(flag + 1) != ':') {
                return false;
            }
            end++;
        }
        time = instant(line, 0, space);
        stream = isOut ? "stdout" : "stderr";
        whole = line.charAt(flag) == 'F';
        text = end < line.length() ? line.substring(end + 1) : "";
        return time != null;
    }

    private boolean isDocker(String line) {
        int quote = JsonEscapes.endOfString(line, DOCKER.length());
        if (quote < 0 || !line.endsWith("}")) {
            return false;
        }
        int streamAt = line.indexOf(STREAM, quote);
        int timeAt = line.indexOf(TIME, quote);
        if (streamAt < 0 || timeAt < 0) {
            return false;
        }
        int timeStart = timeAt + TIME.length();
        int timeEnd = line.indexOf('"', timeStart);
        String decoded = decoded(line, DOCKER.length(), quote);
        if (decoded == null || timeEnd < 0) {
            return false;
        }
        time = instant(line, timeStart, timeEnd);
        stream = line.startsWith("err\"", streamAt + STREAM.length()) ? "stderr" : "stdout";
        whole = decoded.endsWith("\n");
        int length = decoded.length();
        if (whole) {
            length -= decoded.endsWith("\r\n") ? 2 : 1;
        }
        text = decoded.substring(0, length);
        return true;
    }

    private static @Nullable String decoded(String line, int start, int end) {
        int escape = line.indexOf('\\', start);
        if (escape < 0 || escape >= end) {
            return line.substring(start, end);
        }
        StringBuilder decoded = new StringBuilder(end - start);
        int i = start;
        while (escape >= 0 && escape < end) {
            decoded.append(line, i, escape);
            i = JsonEscapes.decode(line, escape + 1, decoded);
            if (i < 0) {
                return null;
            }
            escape = line.indexOf('\\', i);
        }
        return decoded.append(line, i, end).toString();
    }

    private static @Nullable Instant instant(String line, int start, int end) {
        if (end - start < SHORTEST_STAMP || end - start > LONGEST_STAMP) {
            return null;
        }
        try {
            return OffsetDateTime.parse(line.subSequence(start, end)).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
