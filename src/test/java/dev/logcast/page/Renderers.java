package dev.logcast.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processes of this test's browsers in which pages run. */
final class Renderers {
    private Renderers() {}

    /** Memory of the largest, in bytes: what it has alone, and its share of what it has with others. */
    static long largest() throws IOException {
        long largest = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    if (isOwn(process)
                            && Files.readString(process.resolve("cmdline")).contains("--type=renderer")) {
                        largest = Math.max(largest, memory(process));
                    }
                } catch (IOException e) {
                    // Has ended meanwhile.
                }
            }
        }
        return largest;
    }

    private static boolean isOwn(Path process) {
        return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .map(Renderers::isOwn)
                .orElse(false);
    }

    private static boolean isOwn(ProcessHandle process) {
        return process.pid() == ProcessHandle.current().pid()
                || process.parent().map(Renderers::isOwn).orElse(false);
    }

    private static long memory(Path process) throws IOException {
        return Files.readAllLines(process.resolve("smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D+", "")))
                .sum();
    }
}
