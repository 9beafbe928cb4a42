package dev.logcast.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was wrong with answers, a few of each kind. Thread-safe. */
final class Complaint implements Client.Complaints {
    private static final int MOST_OF_A_KIND = 3;

    private final Map<String, Integer> kinds = new TreeMap<>();
    private final List<String> all = new ArrayList<>();

    @Override
    public synchronized void add(String what, Shot shot, @Nullable Answer answer) {
        String kind = what
                + (answer == null ? "" : " " + answer.status())
                + ' '
                + shot.operation().path();
        if (kinds.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
            all.add(kind + "\n  " + shot + "\n  " + answer + '\n');
        }
    }

    synchronized List<String> all() {
        List<String> told = new ArrayList<>(all);
        kinds.forEach((kind, count) -> told.add(count + " times " + kind));
        return told;
    }
}
