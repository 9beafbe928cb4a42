package dev.logcast.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes of a server as Java has them in memory, which the starts that follow take from a file. Another process makes it once, beside the
 * first server that becomes ready: it starts a server on a port of its own, with the demo, and ends. Nothing depends on its success.
 */
final class ClassArchive {
    /** Names the file; set by the command of the distribution where there is none. */
    static final String PROPERTY = "logcast.class-archive";

    /** Has a server end as soon as it has been ready, and leave its classes behind. */
    static final String REHEARSAL = "logcast.rehearsal";

    /** Behind the name the process that makes it, until it is made. */
    private static final Pattern NAME = Pattern.compile("classes-\\d+\\.jsa(?:\\.(\\d{1,18}))?");

    private ClassArchive() {}

    /** Returns at once. */
    static void make(List<String> options) {
        Optional<Path> file = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
        if (file.isEmpty() || Boolean.getBoolean(REHEARSAL)) {
            return;
        }
        Thread thread = new Thread(() -> make(file.get(), options), "class archive");
        thread.setDaemon(true);
        thread.start();
    }

    private static void make(Path file, List<String> options) {
        Path making = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.getParent());
            ProcessBuilder builder = new ProcessBuilder(command(making, options, freePort()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("LOGCAST_"));
            Process process = builder.start();
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end the rehearsal"));
            } catch (IllegalStateException e) {
                // The server ends already.
                process.destroyForcibly();
                return;
            }
            process.getOutputStream().close();
            process.waitFor();
            if (Files.exists(making)) {
                deleteOthers(file);
                Files.move(making, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException | URISyntaxException e) {
            // The next start does without it, as this one does.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path file, List<String> options, int port) throws URISyntaxException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            // Whoever watches the first server goes before.
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options.stream().filter(option -> !option.startsWith("-D")).forEach(command::add);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + file,
                "-XX:TieredStopAtLevel=1",
                "-D" + REHEARSAL + "=true",
                "-Dlogcast.log-to-file=true",
                Successor.MARK,
                "-jar",
                Path.of(ClassArchive.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString(),
                "--demo",
                "--port",
                Integer.toString(port)));
        return command;
    }

    /** Those that other versions, another Java or a process that was killed have left. */
    private static void deleteOthers(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path each : files.toList()) {
                Matcher name = NAME.matcher(each.getFileName().toString());
                if (name.matches() && (name.group(1) == null || Instance.hasEnded(name.group(1)))) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
