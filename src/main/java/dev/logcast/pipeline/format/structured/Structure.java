package dev.logcast.pipeline.format.structured;

import dev.logcast.line.Attributes;
import dev.logcast.line.Level;
import dev.logcast.pipeline.format.time.TimeScanner;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of a structured record's fields: which is its time, its level, its message, by the names that ECS, Logstash, pino, bunyan,
 * zap, slog, zerolog, logrus, Serilog, NLog, log4j, Monolog, structlog, journald, GELF, MongoDB, Payara, WildFly and OpenTelemetry give
 * them. All others are attributes, under the names they have.
 */
final class Structure {
    private static final int NO_MESSAGE = 100;

    private Parsed to;
    private boolean levelByWord;
    private int messageRank;
    private String messageName = "";
    private String message = "";
    private @Nullable String date;

    /** A level of one digit, until the fields that follow tell whose it is; no name: there is none. */
    private String numbered = "";

    private long number;

    Structure(Parsed to) {
        this.to = to;
    }

    void begin(Parsed into) {
        to = into;
        levelByWord = false;
        messageRank = NO_MESSAGE;
        date = null;
        numbered = "";
    }

    void field(String name, @Nullable Object value) {
        boolean taken =
                switch (name) {
                    case "time",
                            "ts",
                            "timestamp",
                            "@timestamp",
                            "@t",
                            "datetime",
                            "Timestamp",
                            "Time",
                            "asctime",
                            "eventTime",
                            "event_time",
                            "written_at",
                            "timeMillis",
                            "TimeMillis",
                            "timeUnixNano",
                            "observedTimeUnixNano",
                            "time_iso8601",
                            "time_local",
                            "__REALTIME_TIMESTAMP",
                            "_SOURCE_REALTIME_TIMESTAMP",
                            "created_at",
                            "t",
                            "instant",
                            "log_time",
                            "logTime",
                            "@time",
                            "DateTime",
                            "record_time",
                            "epoch",
                            "msec",
                            "timeNanos",
                            "log.time",
                            "syslog.timestamp",
                            "created",
                            "when" -> time(name, value);
                    case "date", "Date" -> date(value) || time(name, value);
                    case "level",
                            "lvl",
                            "severity",
                            "log.level",
                            "loglevel",
                            "logLevel",
                            "log_level",
                            "levelname",
                            "level_name",
                            "@l",
                            "Level",
                            "LogLevel",
                            "Severity",
                            "severity_text",
                            "severityText",
                            "SeverityText",
                            "level_value",
                            "PRIORITY",
                            "priority",
                            "LEVEL",
                            "LevelValue",
                            "levelValue",
                            "levelName",
                            "lev",
                            "sev",
                            "log_severity",
                            "error_severity",
                            "@level",
                            "syslog.severity",
                            "syslog.severity.code",
                            "syslog_severity",
                            "syslog_severity_code",
                            "syslogseverity",
                            "log.syslog.severity.code",
                            "log.syslog.severity.name" -> level(name, value);
                    case "levelno" -> number(value instanceof Long n ? LevelTable.ofPython(n) : null);
                    case "severityNumber", "severity_number", "SeverityNumber" -> telemetry(value);
                    case "s" -> letter(value);
                    case "msg" -> message(name, value, 0);
                    case "message", "Message" -> message(name, value, 1);
                    case "@m", "RenderedMessage", "LogMessage", "MESSAGE", "short_message", "@message" ->
                        message(name, value, 2);
                    case "@mt", "MessageTemplate", "event", "log", "body", "Body", "text" -> message(name, value, 3);
                    default -> false;
                };
        if (!taken) {
            if (value instanceof Attributes nested) {
                nested(name, nested);
            }
            to.attributes.put(name, value);
        }
    }

    /** Puts what was held back; to be called behind the last field. */
    void finish() {
        settleNumber();
        if (date != null) {
            to.attributes.put("date", date);
        }
        if (messageRank != NO_MESSAGE) {
            to.attributes.put("msg", message);
        } else if (to.attributes.get("fields") instanceof Attributes fields
                && fields.get("message") instanceof String text) {
            to.attributes.put("msg", text);
        }
        if (to.level == null
                && to.attributes.get("@mt") == null
                && messageName.startsWith("@m")
                && messageRank != NO_MESSAGE) {
            // The compact format of Serilog leaves Information out.
            to.level = Level.INFO;
        }
    }

    /** The message, if it is the field of that name; to be called before another record is read. */
    @Nullable
    String message(String name) {
        return messageRank != NO_MESSAGE && messageName.equals(name) ? message : null;
    }

    private boolean time(String name, @Nullable Object value) {
        if (value instanceof String text) {
            if (date != null && to.time.at(date + ' ' + text, 0)) {
                date = null;
                to.take();
                return true;
            }
            if (to.time.at(text, 0)) {
                to.take();
                return true;
            }
            return text.startsWith("[") && to.stamp(text, 1);
        }
        if (value instanceof Long number && !name.equals("msec")) {
            return take(to.time.since1970(number));
        }
        if (value instanceof Double number) {
            return take(to.time.since1970(number));
        }
        return value instanceof Attributes nested && time(nested);
    }

    /** {@code {"$date":…}} of MongoDB, {@code {"epochSecond":…,"nanoOfSecond":…}} of log4j. */
    private boolean time(Attributes nested) {
        if (nested.get("epochSecond") instanceof Long second) {
            int nanos = nested.get("nanoOfSecond") instanceof Long nano ? (int) (nano % 1_000_000_000) : 0;
            to.offer(second, Math.max(0, nanos), TimeScanner.NANOS_OF_A_ZONE);
            return true;
        }
        Object date = nested.get("$date");
        return date != null && nested.size() == 1 && time("$date", date);
    }

    private boolean take(boolean found) {
        if (found) {
            to.take();
        }
        return found;
    }

    /** A date without time: the time of day may be a field of its own, as with firewalls. */
    private boolean date(@Nullable Object value) {
        if (value instanceof String text && text.length() == 10 && !to.time.at(text, 0)) {
            date = text;
            return true;
        }
        return false;
    }

    private boolean level(String name, @Nullable Object value) {
        if (value instanceof String text) {
            Level word = name.equals("error_severity") && text.equals("LOG") ? Level.INFO : word(text);
            if (word != null) {
                if (!levelByWord) {
                    to.level = word;
                    levelByWord = true;
                }
                return true;
            }
            Object written = JsonNumbers.of(text, 0, text.length());
            return written instanceof Long n && level(name, n.longValue());
        }
        if (value instanceof Double n) {
            return n == Math.rint(n) && level(name, n.longValue());
        }
        if (value instanceof Attributes nested) {
            Object word = nested.get("name") == null ? nested.get("Name") : nested.get("name");
            return word instanceof String text && level(name, text);
        }
        return value instanceof Long n && level(name, n.longValue());
    }

    private boolean level(String name, long n) {
        boolean severity = name.length() >= 8 && name.regionMatches(true, name.length() - 8, "severity", 0, 8);
        Level known =
                switch (name) {
                    // The facility is in it, too, unless journald wrote it.
                    case "PRIORITY", "priority" -> null;
                    default -> severity ? LevelTable.ofSeverityNumber(n) : LevelTable.ofNumber(n);
                };
        if (known != null) {
            return number(known);
        }
        if (n < -1 || n > 9 || !numbered.isEmpty()) {
            return false;
        }
        numbered = name;
        number = n;
        return true;
    }

    /** Whose level the number is that was held back; nobody's: it is an attribute like any other. */
    private void settleNumber() {
        if (numbered.isEmpty()) {
            return;
        }
        Level found = NumberScale.read(numbered, number, this::has);
        if (found == null && to.attributes.get("severityText") == null && isTelemetry()) {
            found = LevelTable.ofTelemetry(number);
        }
        if (!number(found)) {
            to.attributes.put(numbered, number);
        }
        numbered = "";
    }

    private boolean has(String name) {
        return name.equals(numbered)
                || (messageRank != NO_MESSAGE && name.equals(messageName))
                || to.attributes.get(name) != null;
    }

    /** {@code {"severity":5,"body":…,"resource":…}}. */
    private boolean isTelemetry() {
        return numbered.regionMatches(true, 0, "severity", 0, 8)
                && (has("body") || has("Body"))
                && (has("resource") || has("traceId") || has("TraceId") || has("scope") || has("Resource"));
    }

    /** A number, or the name that it has in JSON of protobuf: {@code SEVERITY_NUMBER_INFO2}. */
    private boolean telemetry(@Nullable Object value) {
        if (value instanceof String text) {
            String prefix = "SEVERITY_NUMBER_";
            if (text.startsWith(prefix)) {
                return number(word(text.substring(prefix.length())));
            }
            return JsonNumbers.of(text, 0, text.length()) instanceof Long n && number(LevelTable.ofTelemetry(n));
        }
        return value instanceof Long n && number(LevelTable.ofTelemetry(n));
    }

    /** A word of the table, also as slog writes levels between its own ({@code INFO+2}), or a letter. */
    static @Nullable Level word(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        if (end - start == 1) {
            return LevelTable.ofLetter(Character.toUpperCase(text.charAt(start)));
        }
        Level level = LevelTable.of(text, start, end);
        if (level != null) {
            return level;
        }
        for (int i = start + 3; i < end && i < start + 16; i++) {
            char c = text.charAt(i);
            if (c == '+' || c == '-') {
                return LevelTable.of(text, start, i);
            }
            if (c >= '0' && c <= '9') {
                return LevelTable.of(text, start, i);
            }
        }
        int dot = text.lastIndexOf('.', end - 1);
        return dot > start ? LevelTable.of(text, dot + 1, end) : null;
    }

    /** A number says less than a word. */
    private boolean number(@Nullable Level found) {
        if (found != null && to.level == null) {
            to.level = found;
        }
        return found != null;
    }

    /** The severity of MongoDB. */
    private boolean letter(@Nullable Object value) {
        if (value instanceof String text && text.length() >= 1 && text.length() <= 2 && to.level == null) {
            boolean debug =
                    text.length() == 2 && text.charAt(0) == 'D' && text.charAt(1) >= '1' && text.charAt(1) <= '5';
            if (debug || (text.length() == 1 && "DIWEF".contains(text))) {
                return number(LevelTable.ofLetter(text.charAt(0)));
            }
        }
        return false;
    }

    private boolean message(String name, @Nullable Object value, int rank) {
        Object found = value;
        if (value instanceof Attributes nested
                && nested.size() == 1
                && nested.get("stringValue") instanceof String text) {
            found = text;
        } else if (value instanceof List<?> parts
                && name.equals("MESSAGE")
                && !parts.isEmpty()
                && parts.stream().allMatch(part -> part instanceof String)) {
            // A field that came twice.
            found = parts.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
        if (!(found instanceof String text)) {
            return false;
        }
        if (rank >= messageRank) {
            return false;
        }
        if (messageRank != NO_MESSAGE) {
            to.attributes.put(messageName, message);
        }
        messageRank = rank;
        messageName = name;
        message = text;
        return true;
    }

    /** {@code {"log":{"level":…}}} and {@code {"log":{"syslog":{"severity":{"code":…}}}}} of ECS, {@code {"syslog":{"severity":…}}}. */
    private void nested(String name, Attributes nested) {
        boolean log = name.equals("log");
        if (log && nested.get("level") instanceof String level) {
            level("log.level", level);
        }
        Object syslog = log ? nested.get("syslog") : name.equals("syslog") ? nested : null;
        Object severity = syslog instanceof Attributes fields ? fields.get("severity") : null;
        if (severity instanceof Attributes fields) {
            severity = fields.get("code") == null ? fields.get("name") : fields.get("code");
        }
        if (severity instanceof Long n) {
            number(NumberScale.read("syslog.severity", n, this::has));
        } else if (severity instanceof String word && to.level == null) {
            number(word(word));
        }
    }
}
