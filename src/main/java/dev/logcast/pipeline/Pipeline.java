package dev.logcast.pipeline;

import dev.logcast.line.Attributes;
import dev.logcast.line.Envelope;
import dev.logcast.line.Level;
import dev.logcast.line.LineId;
import dev.logcast.line.LogLine;
import dev.logcast.line.SourceId;
import dev.logcast.pipeline.format.FormatChoice;
import dev.logcast.pipeline.format.Reading;
import dev.logcast.pipeline.format.SourceParser;
import dev.logcast.pipeline.mask.Masked;
import dev.logcast.pipeline.mask.RecordMasking;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of every record on its way to being a line. Thread-safe. */
public final class Pipeline {
    private static final FormatChoice UNSET = new FormatChoice(FormatChoice.AUTO, ZoneId.systemDefault());

    private final InstantSource clock;
    private final RecordMasking masking;
    private final Map<String, FormatChoice> choices;
    private final Map<SourceId, SourceParser> parsers = new ConcurrentHashMap<>();
    private final Map<SourceId, RecentErrors> errors = new ConcurrentHashMap<>();
    private final LastRecords last = new LastRecords();
    private final KnownAttributes knownAttributes;

    /** @param choices by the names of configured sources; of any other the format is found */
    public Pipeline(InstantSource clock, RecordMasking masking, Map<String, FormatChoice> choices) {
        this.clock = clock;
        this.masking = masking;
        this.knownAttributes = new KnownAttributes(masking);
        this.choices = Map.copyOf(choices);
    }

    /** A record as it is read: what journald writes as bytes as text, without terminal escapes and control characters. */
    public static String plain(String text) {
        return Escapes.none(JournalBytes.decode(text));
    }

    /** The time that records without one of their own get, in milliseconds: more would travel with every line, and say nothing. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** How records of a source are read. */
    public SourceParser parser(SourceId source) {
        return parsers.computeIfAbsent(source, id -> new SourceParser(choices.getOrDefault(source.group(), UNSET)));
    }

    /** How many errors of a source are of the last hour, of those that have been noted since the start. */
    public int recentErrors(SourceId source) {
        RecentErrors known = errors.get(source);
        return known == null ? 0 : known.count(clock.instant());
    }

    /**
     * Makes lines of records that were read together, of one file.
     *
     * @param read when that was
     * @param written when the file was last written to, as far as is known: stamps without a year or a date are not later
     */
    public Batch batch(SourceId source, long generation, Instant read, Instant written) {
        return batch(source, generation, read, written, Attributes.NONE);
    }

    /** @param known attributes that each of the lines has, whatever it says itself */
    public Batch batch(SourceId source, long generation, Instant read, Instant written, Attributes known) {
        Attributes shown = known.isEmpty() ? known : knownAttributes.masked(known);
        return new Batch(source, generation, read, written, parser(source), masking, last, shown);
    }

    /** Takes note of the errors among lines of a source that anybody wants. */
    public void note(SourceId source, List<LogLine> lines) {
        for (LogLine line : lines) {
            Level level = line.level();
            if (line.continues() == null && level != null && level.compareTo(Level.ERROR) >= 0) {
                Instant now = clock.instant();
                // A clock that is ahead must not hold the minutes to come.
                errors.computeIfAbsent(source, id -> new RecentErrors())
                        .add(line.time().isAfter(now) ? now : line.time());
            }
        }
    }

    /** Makes lines of records that were read together. */
    public static final class Batch {
        private final SourceId source;
        private final long generation;
        private final Instant read;
        private final Instant written;
        private final SourceParser parser;
        private final RecordMasking masking;
        private final LastRecords last;
        private final Attributes known;
        private @Nullable LogLine latest;

        private Batch(
                SourceId source,
                long generation,
                Instant read,
                Instant written,
                SourceParser parser,
                RecordMasking masking,
                LastRecords last,
                Attributes known) {
            this.source = source;
            this.generation = generation;
            this.read = read;
            this.written = written;
            this.parser = parser;
            this.masking = masking;
            this.last = last;
            this.known = known;
        }

        /** Shows all records before the first one is made a line: the first of a source tell its format. */
        public void meet(Stream<String> texts) {
            parser.meet(texts.map(Pipeline::plain), written);
        }

        /**
         * @param continues offset of the record that this one is a late part of, or -1; it has that one's time and level, for it says
         *     nothing for itself
         * @param envelope what a container runtime wrote around the record
         */
        public LogLine line(long offset, String raw, long continues, boolean cut, @Nullable Envelope envelope) {
            String text = JournalBytes.decode(raw);
            boolean escapes = Escapes.any(text);
            String styled = escapes ? Escapes.coloursOnly(text) : text;
            String plain = escapes ? Escapes.none(text) : text;
            // Before anything else looks at it: what is secret is in no level, no attribute and no message.
            boolean guarded = escapes && Escapes.isGuarded(text);
            Masked masked =
                    guarded ? masking.maskAgain(source, generation, plain) : masking.mask(source, generation, plain);
            String message = masked.masked();
            LineId id = new LineId(source, generation, offset);
            LineId record = continues < 0 ? null : new LineId(source, generation, continues);
            Reading reading = record == null ? parser.read(message, envelope, written) : last.of(record, latest);
            Instant said = reading.time();
            Instant time = said == null ? read : said;
            LogLine line = new LogLine(
                    id,
                    time,
                    reading.level(),
                    message,
                    plain.equals(styled) ? message : masked.masked(styled),
                    known.and(reading.attributes()),
                    reading.msgAt(),
                    record,
                    cut,
                    guarded || masked.any());
            latest = record == null ? line : latest;
            return line;
        }

        /** To be called behind the last line, of which a part may come late. */
        public void end() {
            if (latest != null) {
                last.put(latest);
            }
        }
    }
}
