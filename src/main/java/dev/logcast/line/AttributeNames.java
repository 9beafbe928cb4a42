package dev.logcast.line;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the same attribute: a short name that people type, the name in OpenTelemetry's semantic conventions where there is one, and
 * the names that common layouts use for it.
 */
public final class AttributeNames {
    private static final Map<String, List<String>> BY_SHORT_NAME = new LinkedHashMap<>();

    static {
        put("status", "http.response.status_code", "status_code", "statusCode", "http.status_code", "response.status");
        put("method", "http.request.method", "request_method", "http.method", "req.method");
        put("path", "url.path", "uri", "request_uri", "http.target", "req.url", "RequestPath");
        put("query", "url.query", "query_string");
        put("bytes", "http.response.body.size", "body_bytes_sent", "bytes_sent", "size", "response_length");
        put("duration", "request_time", "elapsed", "latency", "took", "duration_ms", "responseTime", "event.duration");
        put("client", "client.address", "remote_addr", "clientip", "client_ip", "remoteAddress", "source.ip");
        put("agent", "user_agent.original", "http_user_agent", "user_agent");
        put("referer", "http.request.header.referer", "http_referer", "referrer");
        put("user", "user.name", "remote_user", "username", "user_id");
        put("host", "host.name", "hostname", "_hostname", "hostName");
        put("service", "service.name", "service_name", "app", "appname", "name", "tag");
        put("pid", "process.pid", "processId", "process_id");
        put("thread", "thread.name", "thread_name", "threadName", "process.thread.name", "ThreadName");
        put(
                "logger",
                "code.namespace",
                "logger_name",
                "loggerName",
                "log.logger",
                "LoggerName",
                "target",
                "SourceContext",
                "channel");
        put("function", "code.function.name", "func", "function_name", "funcName");
        put("file", "code.file.path", "filename", "caller", "pathname");
        put("line", "code.line.number", "lineno", "line_number");
        put("trace_id", "traceId", "trace.id", "traceid", "@tr", "dd.trace_id");
        put("span_id", "spanId", "span.id", "spanid", "@sp", "dd.span_id");
        put("stream", "log.iostream");
        put(
                "error",
                "error.type",
                "exception.type",
                "error.message",
                "exception.message",
                "err",
                "exception",
                "@x",
                "stack_trace");
        put("db", "db.namespace");
    }

    private AttributeNames() {}

    private static void put(String shortName, String... others) {
        BY_SHORT_NAME.put(shortName, List.of(others));
    }

    /** Short names, each with the others that mean the same, the one of OpenTelemetry first where there is one. */
    public static Map<String, List<String>> all() {
        return Collections.unmodifiableMap(BY_SHORT_NAME);
    }
}
