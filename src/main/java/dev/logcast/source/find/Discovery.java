package dev.logcast.source.find;

import dev.logcast.duty.Duty;
import dev.logcast.duty.Part;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.file.Links;
import dev.logcast.source.file.PathGlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The search for the files that the patterns of all sources lead to. One thread uses it. */
public final class Discovery {
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final String DIRECTORIES = "directories";

    private final Collection<SourceSpec> specs;
    private final Failures failures;
    private final Duty finding;

    /** What could not be looked into when all was scanned last: that its files were not found says nothing. */
    private final Set<Path> unlisted = new HashSet<>();

    /** @param specs may grow meanwhile */
    public Discovery(Collection<SourceSpec> specs, Failures failures, Duty finding) {
        this.specs = specs;
        this.failures = failures;
        this.finding = finding;
    }

    /**
     * @param watching asks for directories to be watched; whether any was not watched before
     * @return every file once, under the first of its names
     */
    public Map<Checkpoint.Key, FoundFile> scan(Predicate<Set<Path>> watching) {
        unlisted.clear();
        Set<Path> directories = new HashSet<>();
        Map<Checkpoint.Key, FoundFile> present = new LinkedHashMap<>();
        // A file may appear between listing a directory and watching it: whoever is newly watched is listed again.
        do {
            for (SourceSpec spec : specs) {
                for (PathGlob glob : spec.paths()) {
                    finding.guard(glob, () -> find(spec, glob, present, directories));
                }
            }
        } while (isNew(directories, watching));
        return present;
    }

    /** What cannot be watched is scanned all the same. */
    private boolean isNew(Set<Path> directories, Predicate<Set<Path>> watching) {
        try {
            boolean added = watching.test(directories);
            failures.faults().over(Part.WATCH, DIRECTORIES);
            return added;
        } catch (Throwable e) {
            failures.faults().fails(Part.WATCH, DIRECTORIES, e);
            return false;
        }
    }

    /** Whether nobody knows if the last scan would have found a file that was here. */
    public boolean mayBeThere(Path path) {
        for (Path each = path; each != null && !unlisted.isEmpty(); each = each.getParent()) {
            if (unlisted.contains(each)) {
                return true;
            }
        }
        return false;
    }

    private void find(SourceSpec spec, PathGlob glob, Map<Checkpoint.Key, FoundFile> present, Set<Path> directories) {
        Links links = new Links(glob.root(), spec.followLinks());
        glob.find(
                path -> find(spec, path, links, present, directories),
                directories::add,
                (directory, e) -> unlisted(spec, directory, e),
                directory -> enters(spec, directory, links));
    }

    private boolean enters(SourceSpec spec, Path directory, Links links) {
        if (!Files.isSymbolicLink(directory)) {
            return true;
        }
        try {
            links.check(directory);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            unlisted(spec, directory, e);
            return false;
        }
    }

    private void find(
            SourceSpec spec, Path path, Links links, Map<Checkpoint.Key, FoundFile> present, Set<Path> directories) {
        finding.move();
        Optional<SourceId> source = Optional.empty();
        try {
            source = spec.sourceOf(path);
            if (source.isEmpty()) {
                return;
            }
            links.check(path);
            FoundFile found = FoundFile.at(path, spec, source.get());
            if (found.isLink()) {
                // It may have been put there since.
                links.check(path);
            }
            if (found.attributes().isRegularFile()) {
                directories.add(found.target().getParent());
                // A file of several names is known by the first, so that it is told from what takes its place there.
                present.merge(found.key(), found, FoundFile::first);
            }
        } catch (NoSuchFileException e) {
            // A file that has just gone, or a link that leads nowhere: there it is awaited.
            directories.addAll(directoryOfTarget(path));
        } catch (IOException e) {
            unlisted.add(path);
            failures.note(source.orElse(new SourceId(spec.name())), path, e);
        } catch (Throwable e) {
            unlisted.add(path);
            failures.fault(source.orElse(new SourceId(spec.name())), path, e);
        }
    }

    private static Set<Path> directoryOfTarget(Path path) {
        try {
            Path directory = FoundFile.target(path).getParent();
            return directory != null && Files.isDirectory(directory) ? Set.of(directory) : Set.of();
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** A directory in which files may be could not be looked into. */
    private void unlisted(SourceSpec spec, Path directory, IOException e) {
        unlisted.add(directory);
        failures.note(new SourceId(spec.name()), directory, e);
    }
}
