package dev.logcast.pipeline.format;

import dev.logcast.line.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records in one layout, with what is true of them. Written as {@code corpus/<layout>.log}, in which ␤ stands for a line end
 * within a record, and {@code corpus/<layout>.truth}: level and time (UTC), or {@code -}.
 */
record Corpus(String layout, List<Entry> entries) {
    private static final Path DIRECTORY = Path.of("src/test/resources/corpus");
    private static final Instant NO_TIME = Instant.parse("2026-11-26T00:00:00Z");

    record Entry(String text, @Nullable Level level, @Nullable Instant time) {}

    static List<Corpus> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .map(Corpus::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Corpus of(String layout) {
        return read(DIRECTORY.resolve(layout + ".log"));
    }

    private static Corpus read(Path file) {
        String layout = String.valueOf(file.getFileName()).replace(".log", "");
        try {
            List<String> texts = Files.readAllLines(file);
            List<String> truths = Files.readAllLines(file.resolveSibling(layout + ".truth"));
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String[] truth = truths.get(i).split("\t", -1);
                entries.add(new Entry(
                        texts.get(i).replace('␤', '\n'),
                        truth[0].equals("-") ? null : Level.valueOf(truth[0]),
                        truth[1].equals("-") ? null : Instant.parse(truth[1])));
            }
            return new Corpus(layout, entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> texts() {
        return entries.stream().map(Entry::text).toList();
    }

    /** When the file would have been written: a minute behind its last record. */
    Instant written() {
        return entries.stream()
                .flatMap(entry -> Stream.ofNullable(entry.time()))
                .reduce((first, last) -> last)
                .map(last -> last.plusSeconds(60))
                .orElse(NO_TIME);
    }

    /** A parser that has met the first records, in UTC. */
    SourceParser parser() {
        SourceParser parser = new SourceParser(new FormatChoice(FormatChoice.AUTO, ZoneOffset.UTC));
        parser.meet(texts().stream(), written());
        return parser;
    }
}
