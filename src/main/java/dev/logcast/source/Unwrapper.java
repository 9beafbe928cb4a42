package dev.logcast.source;

import dev.logcast.line.Envelope;
import dev.logcast.line.JsonEscapes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines out of what container runtimes write around them, before they are joined to records: the {@code json-file} driver of
 * Docker ({@code {"log":"text\n","stream":"stdout","time":"…"}}) and the log format of the Kubernetes CRI
 * ({@code 2026-11-23T10:00:00.123456789Z stdout F text}). A runtime cuts long lines; their pieces become one line again, which
 * begins where the first one does. Every other line passes as it is. Not thread-safe.
 */
final class Unwrapper {
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
    private boolean whole;

    /** @param patience how long the pieces of a line are held while no other comes */
    Unwrapper(int maxLineBytes, Duration patience) {
        this.maxLineBytes = maxLineBytes;
        this.patienceNanos = patience.toNanos();
    }

    /** The pieces of one line of a stream. */
    private static final class Pieces {
        private final String stream;
        private @Nullable Line first;
        private StringBuilder text = new StringBuilder();
        private long end;
        private long addedNanos;

        Pieces(String stream) {
            this.stream = stream;
        }
    }

    void add(Line line, long now, Consumer<Line> to) {
        if (line.cut() || line.continues() >= 0 || !isOpened(line.text())) {
            to.accept(line);
            return;
        }
        Pieces pieces = stream.equals(out.stream) ? out : err;
        Line first = pieces.first;
        if (first != null && line.end() - first.offset() > maxLineBytes) {
            finish(pieces, to);
            first = null;
        }
        if (first == null) {
            Line opened = new Line(line.offset(), line.end(), text, -1, false, new Envelope(time, stream));
            if (whole) {
                to.accept(opened);
                return;
            }
            pieces.first = opened;
            pieces.text.append(text);
        } else {
            pieces.text.append(text);
        }
        pieces.end = line.end();
        pieces.addedNanos = now;
        if (whole) {
            finish(pieces, to);
        }
    }

    /** Where the first of the pieces begins that are held; -1 when there are none. */
    long heldFrom() {
        Line o = out.first;
        Line e = err.first;
        if (o == null || e == null) {
            return o != null ? o.offset() : e != null ? e.offset() : -1;
        }
        return Math.min(o.offset(), e.offset());
    }

    /** Hands on pieces to which nothing has been added for long enough. */
    void expire(long now, Consumer<Line> to) {
        if (out.first != null && now - out.addedNanos >= patienceNanos) {
            finish(out, to);
        }
        if (err.first != null && now - err.addedNanos >= patienceNanos) {
            finish(err, to);
        }
    }

    /** Hands on what is held, for nothing will follow it. */
    void finish(Consumer<Line> to) {
        finish(out, to);
        finish(err, to);
    }

    private static void finish(Pieces pieces, Consumer<Line> to) {
        Line first = pieces.first;
        if (first != null) {
            pieces.first = null;
            String joined = pieces.text.toString();
            pieces.text = new StringBuilder();
            to.accept(new Line(first.offset(), pieces.end, joined, -1, false, first.envelope()));
        }
    }

    private boolean isOpened(String line) {
        if (line.length() < SHORTEST_STAMP) {
            return false;
        }
        char c = line.charAt(0);
        return c == '{' ? line.startsWith(DOCKER) && isDocker(line) : c >= '0' && c <= '9' && isCri(line);
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
