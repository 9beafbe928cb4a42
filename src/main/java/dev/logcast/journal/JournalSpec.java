package dev.logcast.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A journal that is followed.
 *
 * @param name of the group that its sources are below
 * @param directory of the journal's files; empty: this machine's
 * @param lastRecords with which reading begins the first time; {@link Long#MAX_VALUE} for all
 */
public record JournalSpec(String name, Optional<Path> directory, long lastRecords) {
    /** @param cursor behind which to go on; empty: for the first time */
    List<String> arguments(Optional<String> cursor) {
        List<String> arguments =
                new ArrayList<>(List.of("--output=json", "--all", "--follow", "--no-pager", "--quiet"));
        directory.ifPresent(path -> arguments.add("--directory=" + path));
        arguments.add(cursor.map(each -> "--after-cursor=" + each)
                .orElse("--lines=" + (lastRecords == Long.MAX_VALUE ? "all" : lastRecords)));
        if (cursor.isPresent()) {
            // Else only the last ten behind it.
            arguments.add("--no-tail");
        }
        return arguments;
    }
}
