package dev.logcast.pipeline.format;

import dev.logcast.line.Attributes;
import dev.logcast.line.Envelope;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.layout.LayoutFormat;
import dev.logcast.pipeline.format.structured.Format;
import dev.logcast.pipeline.format.structured.JsonFormat;
import dev.logcast.pipeline.format.structured.LogfmtFormat;
import dev.logcast.pipeline.format.structured.Parsed;
import dev.logcast.pipeline.format.time.TimeScanner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parser of one source's records. Its format is the one that most of its lines have lately had, found by a vote among them (Boyer and
 * Moore, "MJRTY"): a line that does not fit it is read as whatever it is, and speaks against it; so formats may be mixed, and another one
 * is found when lines cease to fit.
 *
 * <p>Thread-safe: files of a source take turns.
 */
public final class SourceParser {
    private static final String PLAIN = FormatChoice.PLAIN;

    /** Lines that are looked at before the first one is read. */
    private static final int FIRST_LINES = 64;

    /** How far ahead a format can be; so many lines that do not fit make the next one. */
    private static final int LEAD = 32;

    private final Parsed parsed;
    private final List<Format> formats;
    private final @Nullable Format set;
    private final String setName;

    private @Nullable Format current;
    private int lead;
    private boolean met;

    private String found = PLAIN;
    private long misfits;

    /** Whether a format failed at the record that is being read. */
    private boolean failed;

    public SourceParser(FormatChoice choice) {
        this(choice, new Parsed(choice.zone()));
    }

    private SourceParser(FormatChoice choice, Parsed parsed) {
        this(choice, parsed, formats(parsed));
    }

    /** @param formats in the order in which they are tried; the last one is never tried out of turn, since it fits nearly anything */
    SourceParser(FormatChoice choice, Parsed parsed, List<Format> formats) {
        this.parsed = parsed;
        this.formats = formats;
        setName = choice.format();
        set = formats.stream()
                .filter(format -> format.name().equals(setName))
                .findFirst()
                .orElse(null);
        current = set;
    }

    /** All formats, in the order in which they are tried. */
    static List<Format> formats(Parsed parsed) {
        JsonFormat json = new JsonFormat(parsed);
        LogfmtFormat logfmt = new LogfmtFormat(parsed);
        LayoutFormat layout = new LayoutFormat(parsed, json, logfmt);
        return List.of(
                new JournaldFormat(json, layout),
                new AccessFormat(),
                new JavaServerFormat(),
                new WebLogicFormat(),
                new KlogFormat(),
                new RedisFormat(),
                new ErrorLogFormat(),
                new MysqlFormat(),
                new PostgresFormat(),
                new LogcatFormat(),
                logfmt,
                new SyslogFormat(layout),
                layout);
    }

    /** The name of the format that was set, or else found. */
    public synchronized String format() {
        return setName.equals(FormatChoice.AUTO) ? found : setName;
    }

    /** How many records did not fit it, or had a format fail at them by a fault of its own. */
    public synchronized long misfits() {
        return misfits;
    }

    /** Looks at the first records of a source, before any of them is read. */
    public synchronized void meet(Stream<String> texts, Instant written) {
        if (met) {
            return;
        }
        texts.limit(FIRST_LINES).forEach(text -> read(text, null, written));
        misfits = 0;
    }

    /**
     * @param envelope what a container runtime wrote around the record
     * @param written when the file was last written to, as far as is known
     */
    public synchronized Reading read(String text, @Nullable Envelope envelope, Instant written) {
        if (setName.equals(PLAIN) || text.isEmpty()) {
            return envelope == null ? Reading.NOTHING : outside(envelope);
        }
        met = true;
        failed = false;
        parsed.time.written(written);
        Format fitting = fitting(text);
        if (fitting == null) {
            parsed.clear();
        }
        boolean fits = set == null ? vote(fitting) : fitting == set;
        if (!fits || failed) {
            misfits++;
        }
        return reading(envelope, text);
    }

    private static Reading outside(Envelope envelope) {
        Attributes stream =
                new Attributes.Builder().put("log.iostream", envelope.stream()).build();
        return new Reading(envelope.time(), null, stream, -1);
    }

    private Reading reading(@Nullable Envelope envelope, String text) {
        if (envelope != null) {
            Optional.ofNullable(envelope.time())
                    .ifPresent(
                            time -> parsed.offer(time.getEpochSecond(), time.getNano(), TimeScanner.NANOS_OF_A_ZONE));
            parsed.attributes.put("log.iostream", envelope.stream());
        }
        int msgAt = parsed.msgAt > 0 && parsed.msgAt < text.length() ? parsed.msgAt : -1;
        Level level = parsed.level;
        if (level == null && !parsed.timed() && msgAt < 0 && parsed.attributes.isEmpty()) {
            return Reading.NOTHING;
        }
        return new Reading(parsed.timeOrNull(), level, parsed.attributes.build(), msgAt);
    }

    /** The format that a record fits; null: it is plain text. */
    private @Nullable Format fitting(String text) {
        Format first = current == formats.get(formats.size() - 1) ? null : current;
        if (first != null && fits(first, text)) {
            return first;
        }
        for (Format format : formats) {
            if (format != first && fits(format, text)) {
                return format;
            }
        }
        return null;
    }

    /** A format that fails does so for one record: it goes on as something else, at the last as plain text. */
    private boolean fits(Format format, String text) {
        parsed.clear();
        try {
            return format.read(text, 0, parsed);
        } catch (RuntimeException e) {
            failed = true;
            return false;
        }
    }

    /** @return whether the record has the format of the source */
    private boolean vote(@Nullable Format fitting) {
        if (fitting == current) {
            lead = Math.min(lead + 1, LEAD);
            return true;
        }
        if (--lead >= 0) {
            return false;
        }
        current = fitting;
        found = fitting == null ? PLAIN : fitting.name();
        lead = 1;
        misfits = 0;
        return true;
    }
}
