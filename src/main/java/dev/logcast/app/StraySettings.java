package dev.logcast.app;

import dev.logcast.line.EditDistance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings that nothing reads, most often for a slip of the finger: each is told in a line with the name that may have been meant. They stop
 * nothing: an environment is shared with others, and another version may know them.
 */
final class StraySettings {
    private static final String PREFIX = "LOGCAST_";

    /** Of each of them there are as many as {@link Group#list} has names. */
    private enum Group {
        SOURCE("LOGCAST_SOURCE_", "logcast.sources"),
        TOKEN("LOGCAST_TOKEN_", "logcast.tokens"),
        PATTERN("LOGCAST_MASK_PATTERN_", "logcast.mask.patterns");

        final String prefix;
        final String list;

        Group(String prefix, String list) {
            this.prefix = prefix;
            this.list = list;
        }
    }

    /** Read elsewhere: by the launcher, by the server's commands and by who starts them. */
    private static final Set<String> ELSEWHERE = Set.of(
            "LOGCAST_ADDRESS",
            "LOGCAST_PORT",
            "LOGCAST_ALONE",
            "LOGCAST_SUCCESSOR",
            "LOGCAST_PROFILE",
            "LOGCAST_VERSION",
            "LOGCAST_CLASS_ARCHIVE",
            "LOGCAST_REHEARSAL",
            "LOGCAST_LOG_TO_FILE",
            "LOGCAST_SOAK",
            "LOGCAST_WARMING_UP");

    /** What Kubernetes tells every pod about services whose names begin with logcast. */
    private static final Pattern KUBERNETES = Pattern.compile(
            "LOGCAST(_.*)?_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private StraySettings() {}

    /**
     * @param read every property that was asked for
     * @param given what there is, properties and variables of the environment alike
     * @param lists the names that properties such as logcast.sources have
     */
    static List<String> find(
            Set<String> read, Iterable<String> given, Map<String, ? extends Collection<String>> lists) {
        Map<String, String> known = new TreeMap<>();
        read.forEach(name -> known.put(variable(name), name));
        Map<String, String> strays = new TreeMap<>();
        for (String name : given) {
            String variable = variable(name);
            if (variable.startsWith(PREFIX)
                    && !known.containsKey(variable)
                    && !ELSEWHERE.contains(variable)
                    && !KUBERNETES.matcher(variable).matches()) {
                // A property may be listed by the name of its variable, too.
                strays.merge(variable, name, (first, second) -> first.equals(variable) ? first : second);
            }
        }
        List<String> lines = new ArrayList<>();
        strays.forEach((variable, name) -> lines.add(line(variable, name, known, lists)));
        return lines;
    }

    private static String line(
            String variable, String name, Map<String, String> known, Map<String, ? extends Collection<String>> lists) {
        String meant = nearest(variable, known.keySet())
                .map(near -> "; " + (name.equals(variable) ? near : known.get(near)) + " may be meant")
                .orElse("");
        for (Group group : Group.values()) {
            Collection<String> names = lists.containsKey(group.list) ? lists.get(group.list) : List.of();
            if (variable.startsWith(group.prefix)
                    && names.stream().noneMatch(each -> variable.startsWith(group.prefix + variable(each)))) {
                return name + " has no effect: its name is not one of " + group.list + ", which is \""
                        + String.join(",", names) + '"' + meant;
            }
        }
        return name + " has no effect: there is no such setting" + meant;
    }

    private static Optional<String> nearest(String variable, Set<String> known) {
        int most = Math.max(2, (variable.length() - PREFIX.length()) / 3);
        return known.stream()
                .min(Comparator.comparingInt((String each) -> EditDistance.between(variable, each))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(near -> EditDistance.between(variable, near) <= most);
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
