package dev.logcast.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One look at the machine's sockets and at the processes that hold them: each table and each process is read once, when it is first asked for. For one
 * thread at a time.
 */
final class Look {
    private static final List<String> TCP = List.of("tcp", "tcp6");
    private static final List<String> ALL = List.of("tcp", "tcp6", "udp", "udp6");

    private final Path proc;
    private final long begun = System.nanoTime();
    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, Map<String, String>> lines = new HashMap<>();
    private final Map<Long, Descriptors> descriptors = new HashMap<>();
    private final Map<Long, Optional<String>> signs = new HashMap<>();
    private @Nullable List<Long> processes;
    private @Nullable List<Row> rows;
    private @Nullable Set<Integer> listened;

    Look(Path proc) {
        this.proc = proc;
    }

    /** On the clock of {@link System#nanoTime()}. */
    long begun() {
        return begun;
    }

    /** The end of a connection at {@code here}; both as {@link Endpoint} prints them. Of two tables the second is read only when it is not in the first. */
    Optional<Row> end(String here, String there) {
        return TCP.stream().flatMap(name -> end(name, here, there).stream()).findFirst();
    }

    private Optional<Row> end(String name, String here, String there) {
        boolean mapped = name.endsWith("6") && here.indexOf(':') == 8;
        String pair = mapped ? Endpoint.MAPPED + here + ' ' + Endpoint.MAPPED + there : here + ' ' + there;
        return Optional.ofNullable(lines.computeIfAbsent(name, this::byEnds).get(pair))
                .flatMap(Row::parse);
    }

    /** The lines of a table by both ends: thousands may ask of thousands. */
    private Map<String, String> byEnds(String name) {
        Map<String, String> byEnds = new HashMap<>();
        table(name).lines().forEach(line -> {
            int begin = line.indexOf(": ") + 2;
            int end = line.indexOf(' ', line.indexOf(' ', begin) + 1);
            if (begin > 1 && end > begin) {
                byEnds.put(line.substring(begin, end), line);
            }
        });
        return byEnds;
    }

    /** The process that has a socket, as far as one may see. First those that are likely, then the others, the youngest first. */
    OptionalLong holder(long inode, List<Long> likely) {
        return Stream.concat(likely.stream(), processes().stream())
                .mapToLong(Long::longValue)
                .filter(process -> descriptors(process).has(inode))
                .findFirst();
    }

    private List<Long> processes() {
        List<Long> all = processes;
        if (all == null) {
            all = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
                for (Path entry : entries) {
                    all.add(Long.parseLong(entry.getFileName().toString()));
                }
            } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
                all.clear();
            }
            all.sort(Comparator.reverseOrder());
            processes = all;
        }
        return all;
    }

    /** What shows that a process passes on what others ask, found once; empty when nothing does. */
    Optional<String> sign(long process, Function<Long, Optional<String>> search) {
        return signs.computeIfAbsent(process, search);
    }

    /** How many sockets a process has, of whatever kind. */
    int count(long process) {
        return descriptors(process).sockets().size();
    }

    /** Those of the internet. */
    List<Row> socketsOf(long process) {
        Set<Long> held = descriptors(process).sockets();
        return rows().stream().filter(row -> held.contains(row.inode())).toList();
    }

    /** Ports on which anybody listens. */
    Set<Integer> listenedPorts() {
        Set<Integer> ports = listened;
        if (ports == null) {
            ports = rows().stream().filter(Row::listens).map(Row::port).collect(Collectors.toSet());
            listened = ports;
        }
        return ports;
    }

    private List<Row> rows() {
        List<Row> found = rows;
        if (found == null) {
            found = ALL.stream()
                    .flatMap(name -> table(name).lines())
                    .flatMap(line -> Row.parse(line).stream())
                    .toList();
            rows = found;
        }
        return found;
    }

    private String table(String name) {
        return tables.computeIfAbsent(name, file -> {
            try {
                return Files.readString(proc.resolve("self/net").resolve(file), StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                return "";
            }
        });
    }

    private Descriptors descriptors(long process) {
        return descriptors.computeIfAbsent(process, id -> Descriptors.of(proc.resolve(Long.toString(id))));
    }
}
