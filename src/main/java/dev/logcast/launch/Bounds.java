package dev.logcast.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The options for Java that Logcast runs with where nobody has said otherwise. Without a bound Java takes a quarter of the machine before it
 * collects anything; what a client takes lives as long as the client, so most of the heap is given to what is old.
 */
final class Bounds {
    /** Each with what makes it unnecessary. */
    private static final Map<String, Pattern> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("-XX:+UseParallelGC", Pattern.compile("-XX:\\+Use\\w+GC"));
        DEFAULTS.put("-XX:NewRatio=4", Pattern.compile("-Xmn.*|-XX:(NewRatio|NewSize|MaxNewSize)=.*"));
        DEFAULTS.put("-Xmx512m", Pattern.compile("-Xmx.*|-XX:(MaxHeapSize|MaxRAM|MaxRAMPercentage|MaxRAMFraction)=.*"));
        DEFAULTS.put("-XX:MaxDirectMemorySize=256m", Pattern.compile("-XX:MaxDirectMemorySize=.*"));
        DEFAULTS.put(
                "-XX:+ExitOnOutOfMemoryError",
                Pattern.compile("-XX:[+-](Exit|Crash)OnOutOfMemoryError|-XX:OnOutOfMemoryError=.*"));
    }

    /** Where memory is small, in place of those above. */
    private static final Map<String, String> SMALL = Map.of(
            "-XX:+UseParallelGC", "-XX:+UseSerialGC",
            "-Xmx512m", "-Xmx160m",
            "-XX:MaxDirectMemorySize=256m", "-XX:MaxDirectMemorySize=64m");

    private Bounds() {}

    /**
     * @param given the options that Java runs with
     * @param small whether memory is
     */
    static List<String> missing(List<String> given, boolean small) {
        List<String> missing = new ArrayList<>();
        DEFAULTS.forEach((option, instead) -> {
            if (given.stream().noneMatch(each -> instead.matcher(each).matches())) {
                missing.add(small ? SMALL.getOrDefault(option, option) : option);
            }
        });
        return missing;
    }
}
