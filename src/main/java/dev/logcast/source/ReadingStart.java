package dev.logcast.source;

import dev.logcast.duty.Duty;
import dev.logcast.line.ServerLog;
import dev.logcast.line.SourceId;
import dev.logcast.source.checkpoint.Checkpoint;
import dev.logcast.source.checkpoint.Checkpoints;
import dev.logcast.source.file.FileKey;
import dev.logcast.source.file.ReadFailure;
import dev.logcast.source.file.Siblings;
import dev.logcast.source.find.Failures;
import dev.logcast.source.find.FoundFile;
import dev.logcast.source.find.SourceSpec;
import dev.logcast.source.find.StartPosition;
import dev.logcast.source.record.RecordListener;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The decision where the reading of a file begins, and what is read before it: behind what is known of the file, behind the content that
 * it is a copy of, after what stood at its path before. One thread uses it.
 */
final class ReadingStart {
    private static final System.Logger LOG = ServerLog.of(ReadingStart.class.getName());

    /** What rotations put behind a name: {@code .1}, {@code -20260131}, {@code .2026-01-31_10.00.log}, {@code .old}. */
    private static final Pattern ROTATED = Pattern.compile("[-._]?[0-9].*|[-._](old|bak|prev|previous|orig|save)|~");

    private final Collection<SourceSpec> specs;
    private final Tailers tailers;
    private final Checkpoints checkpoints;
    private final RecordListener listener;
    private final Failures failures;
    private final Duty finding;
    private final Set<String> knownAtStart = new HashSet<>();

    /** Files that have gone while nobody looked, by their names, and when they were last written to. */
    private final Map<Path, FileTime> missing = new HashMap<>();

    private Siblings siblings = new Siblings();
    private RotationCandidates relatives = new RotationCandidates(List.of());
    private Map<Checkpoint.Key, FoundFile> present = Map.of();
    private final List<Tailer> toRead = new ArrayList<>();
    private final List<Checkpoint> departed = new ArrayList<>();
    private boolean scanned;

    ReadingStart(
            Collection<SourceSpec> specs,
            Tailers tailers,
            Checkpoints checkpoints,
            RecordListener listener,
            Failures failures,
            Duty finding) {
        this.specs = specs;
        this.tailers = tailers;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.failures = failures;
        this.finding = finding;
    }

    /**
     * Follows what a scan has found.
     *
     * @return those that may have something to read, in their order; what is known of them is on disk
     */
    List<Tailer> follow(Map<Checkpoint.Key, FoundFile> now) {
        present = now;
        siblings = new Siblings();
        toRead.clear();
        if (!scanned) {
            recoverKnown(present);
        }
        // First what is known, then what took its place, for that brings along what stood there between, then the rest.
        List<FoundFile> known = new ArrayList<>();
        List<FoundFile> fresh = new ArrayList<>();
        for (Map.Entry<Checkpoint.Key, FoundFile> entry : present.entrySet()) {
            Tailer tailer = tailers.of(entry.getKey());
            if (tailer != null && !tailer.closed()) {
                if (tailer.seen(entry.getValue())) {
                    toRead.add(tailer);
                }
            } else if (tailer != null || checkpoints.find(entry.getKey()).isPresent()) {
                known.add(entry.getValue());
            } else {
                fresh.add(entry.getValue());
            }
        }
        tailers.name();
        if (!known.isEmpty() || !fresh.isEmpty()) {
            relatives = new RotationCandidates(tailers.all());
            known.forEach(this::succeed);
            // What was written first is read first, in whichever order a directory lists it.
            fresh.sort(FoundFile.BY_AGE);
            List<FoundFile> successors = fresh.stream()
                    .filter(found -> relatives.lastAt(found.spec(), found.path()) != null)
                    .toList();
            successors.forEach(this::succeed);
            fresh.forEach(this::succeed);
        }
        departed.forEach(this::tellLoss);
        departed.clear();
        finding.guard("writing checkpoints", checkpoints::write);
        scanned = true;
        relatives = new RotationCandidates(List.of());
        siblings = new Siblings();
        present = Map.of();
        return List.copyOf(toRead);
    }

    /** What has gone while nobody looked may have had more than was read, unless it has been found elsewhere. */
    private void tellLoss(Checkpoint gone) {
        if (checkpoints.find(gone.key()).isPresent()) {
            finding.guard("telling a loss", () -> listener.onLoss(gone.source()));
        }
    }

    /** Follows a file, after what stood at its path before. */
    private void succeed(FoundFile found) {
        finding.move();
        Tailer opened = tailers.of(found.key());
        if (opened != null && !opened.closed()) {
            return;
        }
        try {
            Tailer before = relatives.lastAt(found.spec(), found.path());
            FileTime since = missing.remove(found.path());
            if (before != null && (since == null || before.modified().compareTo(since) < 0)) {
                since = before.modified();
            }
            if (since != null) {
                List<FoundFile> between = between(found, since);
                if (!found.isStillThere()) {
                    // Renamed meanwhile, so that nobody knows who of them came before it: the next scan looks again.
                    missing.put(found.path(), since);
                    return;
                }
                before = openAll(between, found, before);
            }
            open(found, found.path(), before);
        } catch (NoSuchFileException e) {
            // Renamed or deleted since it was found, which is told: what is there now is found next.
        } catch (IOException e) {
            failures.note(found.source(), found.path(), e);
        } catch (Throwable e) {
            failures.fault(found.source(), found.path(), e);
        }
    }

    /** @param name under which it stood before */
    private Tailer open(FoundFile found, Path name, @Nullable Tailer before) throws IOException {
        Tailer tailer = new Tailer(found, before, listener, checkpoints, siblings);
        try {
            tailer.names().calledBefore(name);
            Optional<Checkpoint> checkpoint = known(found.key());
            checkpoint.ifPresent(known -> tailer.names().calledBefore(known.path()));
            if (checkpoint.isPresent() && tailer.resume(checkpoint.get())) {
                // It may have been taken for gone.
                checkpoints.forget(checkpoint.get().ended().key());
            } else {
                checkpoint.ifPresent(this::depart);
                boolean seenFirst = checkpoint.isEmpty()
                        && !scanned
                        && !knownAtStart.contains(found.spec().name());
                tailer.startAt(seenFirst ? found.spec().start() : StartPosition.BEGINNING);
                if (!seenFirst && !replaces(found, tailer)) {
                    tailer.comesFrom(new Origin(found, tailers, checkpoints));
                }
                checkpoints.begin(tailer.checkpoint());
            }
        } catch (IOException | RuntimeException | Error e) {
            Tailers.close(tailer);
            throw e;
        }
        add(found, tailer);
        return tailer;
    }

    private void add(FoundFile found, Tailer tailer) {
        tailers.put(found.key(), tailer);
        relatives.add(tailer);
        toRead.add(tailer);
    }

    /** How far the file was read; what is stored may be older than what is known here. */
    private Optional<Checkpoint> known(Checkpoint.Key key) {
        Tailer closed = tailers.of(key);
        Checkpoint left = closed == null ? null : closed.left();
        return left == null ? checkpoints.find(key) : Optional.of(left);
    }

    /**
     * Whether the file has been put in place of one that is gone, and holds all that was read there and more, as after an editor or a
     * synchronisation; or is the same to its time. It goes on behind that.
     */
    private boolean replaces(FoundFile found, Tailer tailer) throws IOException {
        Tailer before = relatives.lastAt(found.spec(), found.path());
        if (before == null
                || present.containsKey(before.key())
                || !before.source().equals(found.source())) {
            return false;
        }
        FileContent read = before.handOverTo(tailer, found.modified());
        return read != null && tailer.resume(read);
    }

    /**
     * Goes on where reading has stopped, also in files that were renamed meanwhile. This comes before any other file is opened:
     * only then is it known which contents are gone, so that their copies can be recognised.
     */
    private void recoverKnown(Map<Checkpoint.Key, FoundFile> present) {
        Map<FoundFile, Checkpoint> known = new LinkedHashMap<>();
        Map<FoundFile, Checkpoint> unread = new LinkedHashMap<>();
        for (Checkpoint checkpoint : checkpoints.all()) {
            knownAtStart.add(checkpoint.spec());
            finding.guard(checkpoint.path(), () -> find(checkpoint, present, known, unread));
        }
        Map<SourceId, Tailer> last = new HashMap<>();
        known.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(FoundFile.BY_AGE))
                .forEach(entry ->
                        finding.guard(entry.getKey().path(), () -> recover(entry.getKey(), entry.getValue(), last)));
        unread.entrySet().stream()
                .filter(entry -> !present.containsKey(entry.getValue().key())
                        && RotationCandidates.alike(
                                entry.getValue().path(), entry.getKey().path()))
                .sorted(Map.Entry.comparingByKey(FoundFile.BY_AGE))
                .forEach(entry -> finding.guard(
                        entry.getKey().path(), () -> recoverUnread(entry.getKey(), entry.getValue(), last)));
    }

    /** @param known gets the file that a content was read of before; {@code unread} one that was empty */
    private void find(
            Checkpoint checkpoint,
            Map<Checkpoint.Key, FoundFile> present,
            Map<FoundFile, Checkpoint> known,
            Map<FoundFile, Checkpoint> unread) {
        Optional<SourceSpec> spec = specs.stream()
                .filter(each -> each.name().equals(checkpoint.spec()))
                .findFirst();
        if (checkpoint.hasEnded() || spec.isEmpty()) {
            return;
        }
        Optional<FoundFile> found =
                Optional.ofNullable(present.get(checkpoint.key())).or(() -> locate(checkpoint, spec.get()));
        if (found.isEmpty()) {
            depart(checkpoint);
        } else if (checkpoint.print().headLength() == 0) {
            // It was empty: whether it is still the same file cannot be told, and need not be.
            leave(checkpoint);
            unread.put(found.get(), checkpoint);
        } else {
            known.put(found.get(), checkpoint);
        }
    }

    private Optional<FoundFile> locate(Checkpoint checkpoint, SourceSpec spec) {
        try {
            Path path = siblings.locate(new FileKey(checkpoint.file()), checkpoint.path());
            return path == null ? Optional.empty() : Optional.of(FoundFile.at(path, spec, checkpoint.source()));
        } catch (IOException e) {
            cannotRead(checkpoint, e);
            return Optional.empty();
        }
    }

    /** @param last what was recovered of each source before, and is read first */
    private void recover(FoundFile found, Checkpoint checkpoint, Map<SourceId, Tailer> last) {
        try {
            Tailer tailer = new Tailer(found, last.get(found.source()), listener, checkpoints, siblings);
            boolean there = false;
            try {
                there = tailer.resume(checkpoint);
            } finally {
                if (!there) {
                    Tailers.close(tailer);
                }
            }
            if (there) {
                tailer.names().calledBefore(checkpoint.path());
                last.put(found.source(), tailer);
                add(found, tailer);
            } else {
                depart(checkpoint);
            }
        } catch (IOException e) {
            cannotRead(checkpoint, e);
        }
    }

    /** A file that had been found but was empty is read as if it had just been found. */
    private void recoverUnread(FoundFile found, Checkpoint checkpoint, Map<SourceId, Tailer> last) {
        try {
            last.put(found.source(), open(found, checkpoint.path(), last.get(found.source())));
        } catch (IOException e) {
            cannotRead(checkpoint, e);
        }
    }

    private static void cannotRead(Checkpoint checkpoint, IOException e) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Cannot read what {0} was renamed to: {1}",
                checkpoint.path(),
                ReadFailure.of(e));
    }

    /** Notes since when other files may have stood at this path. */
    private void leave(Checkpoint checkpoint) {
        missing.merge(
                checkpoint.path(), checkpoint.modified(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
        checkpoints.forget(checkpoint.key());
    }

    private void depart(Checkpoint checkpoint) {
        leave(checkpoint);
        if (checkpoint.print().headLength() > 0) {
            checkpoints.begin(checkpoint.ended());
            departed.add(checkpoint.ended());
        } else {
            listener.onLoss(checkpoint.source());
        }
    }

    private @Nullable Tailer openAll(List<FoundFile> between, FoundFile now, @Nullable Tailer before) {
        Tailer last = before;
        for (FoundFile found : between) {
            try {
                last = open(found, now.path(), last);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "A rotated file cannot be read", e);
            }
        }
        return last;
    }

    /**
     * Files that stood at a path between the one that was followed there and the one that is there now, where rotation was
     * faster than we: those of its name with a number, a date or the like behind it, younger than what was followed. In their
     * order.
     */
    private List<FoundFile> between(FoundFile now, FileTime since) {
        Path directory = now.path().getParent();
        if (directory == null) {
            return List.of();
        }
        Map<Checkpoint.Key, FoundFile> files = new HashMap<>();
        int known;
        do {
            // A file that is renamed while the directory is listed may be missed: again, until nothing new is found.
            known = files.size();
            files.putAll(listBetween(directory, now, since));
        } while (files.size() > known);
        return files.values().stream().sorted(FoundFile.BY_AGE).toList();
    }

    private Map<Checkpoint.Key, FoundFile> listBetween(Path directory, FoundFile now, FileTime since) {
        Map<Checkpoint.Key, FoundFile> files = new HashMap<>();
        String name = now.path().getFileName().toString();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(
                directory, entry -> isRotated(entry.getFileName().toString(), name) && !Files.isSymbolicLink(entry))) {
            for (Path sibling : siblings) {
                found(sibling, now)
                        .filter(found -> isBetween(found, now, since))
                        .ifPresent(found -> files.merge(found.key(), found, FoundFile::first));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(System.Logger.Level.DEBUG, "Rotated files cannot be looked for", e);
        }
        return files;
    }

    private static boolean isRotated(String sibling, String name) {
        return sibling.startsWith(name)
                && ROTATED.matcher(sibling.substring(name.length())).matches();
    }

    private static Optional<FoundFile> found(Path sibling, FoundFile now) {
        try {
            return Optional.of(FoundFile.at(sibling, now.spec(), now.source()));
        } catch (IOException e) {
            // Renamed since it was listed.
            return Optional.empty();
        }
    }

    private boolean isBetween(FoundFile found, FoundFile now, FileTime since) {
        // It may be younger than what is there now: whoever wrote to it does so until told of the new one.
        return found.modified().compareTo(since) >= 0
                && found.attributes().isRegularFile()
                && !now.spec().excluded(found.path())
                && !found.key().equals(now.key())
                && tailers.of(found.key()) == null;
    }
}
