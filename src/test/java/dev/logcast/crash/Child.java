package dev.logcast.crash;

import dev.logcast.app.ServerlessProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link ServerlessProcess} that can be killed and started again, and its directories. */
final class Child implements AutoCloseable {
    private final Path logs;
    private final Path data;
    private final Path errors;
    private Process process;

    Child(Path directory) throws IOException {
        logs = Files.createDirectory(directory.resolve("logs"));
        data = Files.createDirectory(directory.resolve("data"));
        errors = directory.resolve("errors");
    }

    Path logs() {
        return logs;
    }

    Path data() {
        return data;
    }

    /** @param arguments those behind the directories */
    void start(ProcessBuilder.Redirect output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                ServerlessProcess.class.getName(),
                logs.toString(),
                data.toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** A failure, with what is needed to understand it. */
    AssertionError explained(long seed, AssertionError failure) throws IOException {
        String said = Files.exists(errors) ? Files.readString(errors) : "";
        return new AssertionError("seed " + seed + ", the processes said: " + said, failure);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
