package dev.logcast.source.find;

import dev.logcast.duty.Faults;
import dev.logcast.duty.Part;
import dev.logcast.line.SourceId;
import dev.logcast.source.file.ReadFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Files that cannot be opened, each reported once for as long as it is so. One thread notes them; any asks for them. */
public final class Failures {
    private final Map<Path, Failure> failures = new ConcurrentHashMap<>();
    private final Set<Path> still = new HashSet<>();

    private final Warnings warnings = new Warnings();
    private final Faults faults;

    private record Failure(SourceId source, String reason) {}

    public Failures(Faults faults) {
        this.faults = faults;
    }

    /** The file system said no. */
    public void note(SourceId source, Path path, IOException e) {
        still.add(path);
        Failure failure = new Failure(source, ReadFailure.of(e, path));
        if (!failure.equals(failures.put(path, failure))) {
            warnings.say(
                    "Cannot read {0}: {1}. Trying again every {2} s.",
                    path, failure.reason(), Discovery.EVERY.toSeconds());
        }
    }

    /** A file that is open cannot be read on. Any thread calls. */
    public void stopped(Path path, long offset, String reason) {
        warnings.say(
                "Stopped reading {0} at offset {1}: {2}. Trying again when it changes.",
                path, Long.toString(offset), reason);
    }

    /** The file system does not answer. */
    public void waitsFor(Path path) {
        warnings.say("Reading {0} waits for the file system. Others go on.", path);
    }

    public Faults faults() {
        return faults;
    }

    /** Our own code failed at it. */
    public void fault(SourceId source, Path path, Throwable e) {
        still.add(path);
        failures.put(path, new Failure(source, e.toString()));
        faults.fails(Part.FIND, path, e);
    }

    /** Everything has been tried again: what was not noted meanwhile is over. */
    public void settle() {
        warnings.tick(System.nanoTime());
        for (Path path : failures.keySet()) {
            if (!still.contains(path)) {
                faults.over(Part.FIND, path);
            }
        }
        failures.keySet().retainAll(still);
        still.clear();
    }

    /** Sources that have files which cannot be opened. */
    public Stream<SourceId> sources() {
        return failures.values().stream().map(Failure::source);
    }

    public void reports(BiConsumer<SourceId, FileReport> each) {
        failures.forEach((path, failure) -> each.accept(
                failure.source(), new FileReport(path, FileReport.State.UNREADABLE, 0, 0, -1, failure.reason())));
    }
}
