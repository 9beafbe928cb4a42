package dev.logcast.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers as Prometheus reads them (text format 0.0.4), put in order: each family once, its samples together, and each sample once. Payara
 * writes every number of the server's own twice, which newer versions of Prometheus warn of at each scrape; and quantiles belong to
 * a summary, which MicroProfile has no word for without a sum.
 */
final class Exposition {
    private static final String SUMMARY = Measure.DELIVERY_SECONDS.metadata().getName();

    private Exposition() {}

    static String inOrder(String text) {
        Map<String, List<String>> families = new LinkedHashMap<>();
        Map<String, List<String>> samples = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        String family = "";
        for (String line : text.split("\n", -1)) {
            if (line.startsWith("# TYPE ") || line.startsWith("# HELP ")) {
                family = line.split(" ", 4)[2];
                List<String> head = families.computeIfAbsent(family, name -> new ArrayList<>());
                String kind = line.substring(0, "# TYPE ".length());
                if (head.stream().noneMatch(known -> known.startsWith(kind))) {
                    head.add(line.equals("# TYPE " + SUMMARY + " gauge") ? "# TYPE " + SUMMARY + " summary" : line);
                }
            } else if (!line.isBlank()) {
                int end = Math.max(line.lastIndexOf('}') + 1, line.indexOf(' '));
                families.computeIfAbsent(family, name -> new ArrayList<>());
                if (seen.add(line.substring(0, end))) {
                    samples.computeIfAbsent(family, name -> new ArrayList<>()).add(line);
                }
            }
        }
        StringBuilder ordered = new StringBuilder(text.length());
        families.forEach((name, head) -> {
            head.forEach(line -> ordered.append(line).append('\n'));
            samples.getOrDefault(name, List.of())
                    .forEach(line -> ordered.append(line).append('\n'));
        });
        return ordered.toString();
    }
}
