package dev.logcast.source.record;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cutter of a file's bytes into lines. LF, CRLF and a lone CR end a line; a CR does so at once, since progress bars write it last, and
 * an LF that follows it belongs to it. Others write it first: at the beginning of a line it ends none, unless an LF follows. Runs of NUL
 * at the beginning of a line, as a writer leaves them that goes on at its old place in a truncated file, are passed over. Holds no bytes:
 * what it does not consume is given again, with what came behind it. Not thread-safe.
 */
public final class LineFramer {
    /** A shorter run of NUL is taken for text. */
    private static final int HOLE = 8;

    private static final char REPLACEMENT = '\uFFFD';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long LINE_FEEDS = 0x0A * ONES;
    private static final long RETURNS = 0x0D * ONES;

    private final int maxLineBytes;
    private TextEncoding encoding;

    private boolean behindCarriageReturn;
    private boolean behindCut;
    private boolean inHole;
    private long cutOffset;
    private long flushed = -1;
    private long holeBytes;
    private int cuts;
    private int malformed;
    private List<Line> lines = new ArrayList<>();

    public LineFramer(TextEncoding encoding, int maxLineBytes) {
        this.encoding = encoding;
        this.maxLineBytes = maxLineBytes;
    }

    /** Forgets where it was, for a content that begins anew. */
    public void restart(TextEncoding newEncoding) {
        encoding = newEncoding;
        behindCarriageReturn = false;
        behindCut = false;
        inHole = false;
        flushed = -1;
    }

    /** Goes on behind bytes that were read before; the last of them say where in a line that is. */
    public void resume(byte[] before, long offset) {
        if (before.length == 0 || encoding.unit() > 1) {
            return;
        }
        int last = before.length - 1;
        behindCarriageReturn = before[last] == '\r';
        if (before[last] != '\r' && before[last] != '\n') {
            int start = last;
            while (start > 0 && before[start - 1] != '\n' && before[start - 1] != '\r') {
                start--;
            }
            flushed = offset - (before.length - start);
        }
    }

    /** Where the line begins whose rest is being passed over because it is too long; -1 when there is none. */
    public long cutFrom() {
        return behindCut ? cutOffset : -1;
    }

    public TextEncoding encoding() {
        return encoding;
    }

    /** Lines framed since the last call. */
    public List<Line> take() {
        List<Line> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    /** What was wrong since the last call. */
    public Flaws takeFlaws() {
        if (cuts == 0 && malformed == 0 && holeBytes == 0) {
            return Flaws.NONE;
        }
        Flaws taken = new Flaws(cuts, malformed, holeBytes);
        cuts = 0;
        malformed = 0;
        holeBytes = 0;
        return taken;
    }

    /**
     * @param from index of the byte that stands in the file at {@code offset}
     * @param to index behind the last byte
     * @return how many bytes are done with
     */
    public int frame(byte[] bytes, int from, int to, long offset) {
        long shift = offset - from;
        int unit = encoding.unit();
        int start = from;
        while (true) {
            start = passHole(bytes, start, to);
            int end = unit == 1 ? endOfLine(bytes, start, to) : wideEndOfLine(bytes, start, to);
            if (end < 0) {
                break;
            }
            boolean carriageReturn = encoding.is(bytes, end, '\r');
            if (carriageReturn && end == start && flushed < 0 && !behindCut) {
                if (!behindCarriageReturn && end + 2 * unit > to) {
                    return end - from;
                }
                if (behindCarriageReturn || !encoding.is(bytes, end + unit, '\n')) {
                    start = end + unit;
                    continue;
                }
            }
            if (!carriageReturn && end == start && behindCarriageReturn) {
                behindCarriageReturn = false;
            } else {
                end(bytes, start, end, shift);
                behindCarriageReturn = carriageReturn;
            }
            start = end + unit;
        }
        if (to - start >= unit) {
            behindCarriageReturn = false;
        }
        if (behindCut) {
            return wholeUnits(from, to);
        }
        if (to - start > maxLineBytes) {
            cut(bytes, start, shift);
            behindCut = true;
            return wholeUnits(from, to);
        }
        return start - from;
    }

    /** Shows an unfinished line that will not wait any longer; what comes behind it becomes a line that continues it. */
    public void flush(byte[] bytes, int from, int to, long offset) {
        if (to - from == encoding.unit() && encoding.is(bytes, from, '\r')) {
            behindCarriageReturn = true;
            return;
        }
        long beginning = flushed;
        add(offset, offset + to - from, bytes, from, to, beginning);
        flushed = beginning < 0 ? offset : beginning;
    }

    private int wholeUnits(int from, int to) {
        int length = to - from;
        return length - length % encoding.unit();
    }

    private int passHole(byte[] bytes, int start, int to) {
        if (start == to || bytes[start] != 0 || encoding.unit() != 1 || behindCut) {
            inHole = inHole && start == to;
            return start;
        }
        int end = start;
        while (end < to && bytes[end] == 0) {
            end++;
        }
        if (inHole || end - start >= HOLE) {
            holeBytes += end - start;
            inHole = end == to;
            return end;
        }
        return start;
    }

    private void end(byte[] bytes, int start, int end, long shift) {
        if (behindCut) {
            behindCut = false;
        } else if (end - start > maxLineBytes) {
            cut(bytes, start, shift);
        } else if (end > start || flushed < 0) {
            add(shift + start, shift + end + encoding.unit(), bytes, start, end, flushed);
        }
        flushed = -1;
    }

    private void cut(byte[] bytes, int start, long shift) {
        String text = encoding.decodeWhole(bytes, start, maxLineBytes);
        if (text.indexOf(REPLACEMENT) >= 0) {
            malformed += encoding.malformed(bytes, start, maxLineBytes, false);
        }
        lines.add(new Line(shift + start, shift + start + maxLineBytes, text, flushed, true));
        cuts++;
        cutOffset = shift + start;
    }

    private void add(long offset, long end, byte[] bytes, int from, int to, long continues) {
        String text = encoding.decode(bytes, from, to - from);
        boolean doubtful = text.indexOf(REPLACEMENT) >= 0;
        Garbled garbled = doubtful ? Garbled.of(Arrays.copyOfRange(bytes, from, to), encoding) : null;
        lines.add(new Line(offset, end, text, continues, false, null, garbled));
    }

    /** Counts what is no text in a line that nothing can be added to any more. */
    public void count(Line line) {
        Garbled garbled = line.garbled();
        if (garbled != null) {
            malformed += garbled.malformed();
        }
    }

    /** Index of the next LF or CR, or -1. Looks at eight bytes at a time (Mycroft's test for a zero byte). */
    private static int endOfLine(byte[] bytes, int start, int to) {
        int i = start;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) LONGS.get(bytes, i);
            long found = zeros(word ^ LINE_FEEDS) | zeros(word ^ RETURNS);
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return i;
            }
        }
        return -1;
    }

    /** High bits of the bytes that are zero; those above the lowest one may be wrong. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private int wideEndOfLine(byte[] bytes, int start, int to) {
        int unit = encoding.unit();
        for (int i = start; i + unit <= to; i += unit) {
            if (encoding.is(bytes, i, '\n') || encoding.is(bytes, i, '\r')) {
                return i;
            }
        }
        return -1;
    }
}
