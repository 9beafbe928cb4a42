package dev.logcast.pipeline.format.structured;

import dev.logcast.line.Level;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The meaning that a logger gives to levels of one digit. Each counts in its own way, so that a number says nothing unless the logger is
 * known, which the other fields of its records tell.
 */
final class NumberScale {
    /** RFC 5424, section 6.2.1: GELF, journald, syslog daemons that write JSON. */
    private static final NumberScale SYSLOG = new NumberScale(
            has -> has.test("short_message") || any(has, "facility", "facility_label", "syslogfacility", "syslogtag"),
            n -> n >= 0 && n <= 7 ? LevelTable.ofSeverity((int) n) : null);

    private static final NumberScale NEXTCLOUD =
            new NumberScale(has -> has.test("reqId") && has.test("app"), n -> inOrder("DIWEF", n));

    /** Microsoft.Extensions.Logging; 6 is None. */
    private static final NumberScale DOTNET =
            new NumberScale(has -> has.test("Category") && has.test("EventId"), n -> inOrder("TDIWEF", n));

    private static final NumberScale SERILOG = new NumberScale(
            has -> any(has, "MessageTemplate", "RenderedMessage", "@mt", "@m"), n -> inOrder("TDIWEF", n));

    /** The event log of Windows: 0 and 4 inform, 5 is verbose. */
    private static final NumberScale WINDOWS = new NumberScale(
            has -> any(has, "EventID", "EventRecordID", "event_id", "RecordNumber")
                    && any(has, "ProviderName", "SourceName", "provider_name", "Channel", "channel"),
            n -> n == 0 ? Level.INFO : inOrder("FEWIT", n - 1));

    /** Zap of Go, where levels are numbers, from -1 on; 3 and 4 panic. */
    private static final NumberScale ZAP =
            new NumberScale(has -> has.test("caller") && any(has, "msg", "message"), n -> inOrder("DIWEFFF", n + 1));

    /** Consola of JavaScript: 0 is an error, or a fatal one. */
    private static final NumberScale CONSOLA =
            new NumberScale(has -> has.test("type") && any(has, "args", "tag"), n -> inOrder("EWIIDT", n));

    private static final List<NumberScale> ALL = List.of(SYSLOG, NEXTCLOUD, DOTNET, SERILOG, WINDOWS, ZAP, CONSOLA);

    /** Fields whose name is enough. */
    private static final Map<String, NumberScale> BY_FIELD = Map.ofEntries(
            Map.entry("PRIORITY", SYSLOG),
            Map.entry("syslog.severity", SYSLOG),
            Map.entry("syslog.severity.code", SYSLOG),
            Map.entry("syslog_severity", SYSLOG),
            Map.entry("syslog_severity_code", SYSLOG),
            Map.entry("syslogseverity", SYSLOG),
            Map.entry("log.syslog.severity.code", SYSLOG),
            Map.entry("LogLevel", DOTNET));

    private final Predicate<Predicate<String>> writes;
    private final LongFunction<@Nullable Level> level;

    /** @param writes whether the logger wrote a record that has these fields */
    private NumberScale(Predicate<Predicate<String>> writes, LongFunction<@Nullable Level> level) {
        this.writes = writes;
        this.level = level;
    }

    /**
     * @param field where the number stands
     * @param has which fields the record has
     * @return null where the logger is not known, or has no such level
     */
    static @Nullable Level read(String field, long number, Predicate<String> has) {
        NumberScale named = BY_FIELD.get(field);
        if (named != null) {
            return named.level.apply(number);
        }
        if (field.equals("priority")) {
            // journald by way of a shipper that lowers its names; elsewhere it is the facility, too.
            return any(has, "_systemd_unit", "syslog_identifier", "_hostname", "_transport", "_boot_id")
                    ? SYSLOG.level.apply(number)
                    : null;
        }
        for (NumberScale scale : ALL) {
            if (scale.writes.test(has)) {
                return scale.level.apply(number);
            }
        }
        return null;
    }

    private static boolean any(Predicate<String> has, String... names) {
        for (String name : names) {
            if (has.test(name)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Level inOrder(String letters, long place) {
        return place >= 0 && place < letters.length() ? LevelTable.ofLetter(letters.charAt((int) place)) : null;
    }
}
