package dev.logcast.pipeline.format;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a source that say how its lines are read.
 *
 * @param format {@code auto}, {@code plain}, or the one name that each format has
 * @param zone of stamps that name none
 */
public record FormatChoice(String format, ZoneId zone) {
    public static final String AUTO = "auto";
    static final String PLAIN = "plain";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(AUTO, AUTO),
            Map.entry("docker", AUTO),
            Map.entry("cri", AUTO),
            Map.entry(PLAIN, PLAIN),
            Map.entry("json", "json"),
            Map.entry("logfmt", "logfmt"),
            Map.entry("access", "access"),
            Map.entry("error", "error"),
            Map.entry("syslog", "syslog"),
            Map.entry("pattern", "pattern"),
            Map.entry("log4j", "pattern"),
            Map.entry("logback", "pattern"),
            Map.entry("wildfly", "pattern"),
            Map.entry("python", "pattern"),
            Map.entry("go", "pattern"),
            Map.entry("dotnet", "pattern"),
            Map.entry("java", "java"),
            Map.entry("payara", "java"),
            Map.entry("weblogic", "weblogic"),
            Map.entry("klog", "klog"),
            Map.entry("glog", "klog"),
            Map.entry("logcat", "logcat"),
            Map.entry("postgresql", "postgresql"),
            Map.entry("mysql", "mysql"),
            Map.entry("mariadb", "mysql"),
            Map.entry("redis", "redis"));

    private static final String RULE =
            "must be one of auto, plain, json, logfmt, access, error, syslog, pattern (also log4j, logback,"
                    + " wildfly, python, go, dotnet), java (payara), weblogic, klog (glog), logcat, postgresql, mysql (mariadb), redis, docker, cri";

    /**
     * The name of a format for one that people use.
     *
     * @throws IllegalArgumentException with the rule that the text breaks
     */
    public static String parse(String text) {
        String name = NAMES.get(text.toLowerCase(Locale.ROOT));
        if (name == null) {
            throw new IllegalArgumentException(RULE);
        }
        return name;
    }
}
