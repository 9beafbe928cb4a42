package dev.logcast.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What Linux tells of processes and their sockets, as far as it is read here. We are process 100 of user 1000 and listen on 127.0.0.1:8080. */
final class FakeProc {
    static final int SELF = 100;
    static final int USER = 1000;
    private static final String HEADING =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    private final Path directory;
    private final Map<Integer, Integer> users = new HashMap<>();
    private int inodes = 5000;
    private int ports = 40_000;

    FakeProc(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("sys/net/ipv4"));
        Files.writeString(directory.resolve("sys/net/ipv4/ip_local_port_range"), "32768\t60999\n");
        process(SELF, USER, "/usr/bin/java");
        Files.createSymbolicLink(directory.resolve("self"), Path.of("100"));
        Files.createDirectories(directory.resolve("100/net"));
        for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
            Files.writeString(directory.resolve("100/net").resolve(table), HEADING);
        }
        listen(SELF, "tcp", "127.0.0.1", 8080);
    }

    Path directory() {
        return directory;
    }

    FakeProc process(int process, int user, String program) throws IOException {
        Path entry = Files.createDirectories(directory.resolve(Integer.toString(process)));
        Files.createDirectories(entry.resolve("fd"));
        Files.writeString(entry.resolve("stat"), process + " (name) S 1");
        Files.writeString(entry.resolve("status"), "Name:\tname\nUid:\t7\t" + user + "\t7\t7\n");
        // By name only, for what points out of the directory is warned of when it is deleted.
        Files.createSymbolicLink(entry.resolve("exe"), Path.of(program).getFileName());
        Files.createSymbolicLink(entry.resolve("fd/0"), Path.of("null"));
        Files.createSymbolicLink(entry.resolve("fd/1"), Path.of("pipe:[12]"));
        users.put(process, user);
        return this;
    }

    FakeProc listen(int process, String table, String address, int port) throws IOException {
        int state = table.startsWith("udp") ? 7 : 10;
        return socket(process, table, endpoint(table, address, port), endpoint(table, "0.0.0.0", 0), state);
    }

    /** A socket that is none of the internet's. */
    FakeProc local(int process) throws IOException {
        return hold(process, inodes++);
    }

    FakeProc socket(int process, String table, String local, int port, String remote, int remotePort)
            throws IOException {
        return socket(process, table, endpoint(table, local, port), endpoint(table, remote, remotePort), 1);
    }

    /** A process connects to us. */
    Connection connect(int process, String table, String address) throws IOException {
        int port = ports++;
        socket(process, table, address, port, address, 8080);
        return connection(address, port);
    }

    /** Somebody connected to us has gone before it was answered. */
    Connection connectAndClose(String address) throws IOException {
        int port = ports++;
        row("tcp", endpoint("tcp", address, port), endpoint("tcp", address, 8080), 5, 0, 0);
        return connection(address, port);
    }

    Connection connection(String address, int port) {
        return new Connection(Integer.toString(port), address, port, address, 8080);
    }

    private FakeProc socket(int process, String table, String local, String remote, int state) throws IOException {
        int inode = inodes++;
        row(table, local, remote, state, users.get(process), inode);
        return hold(process, inode);
    }

    private FakeProc hold(int process, int inode) throws IOException {
        Path descriptors = directory.resolve(Integer.toString(process)).resolve("fd");
        Files.createSymbolicLink(
                descriptors.resolve(Integer.toString(inode - 4990)), Path.of("socket:[" + inode + ']'));
        return this;
    }

    private void row(String table, String local, String remote, int state, int user, int inode) throws IOException {
        Files.writeString(
                directory.resolve("100/net").resolve(table),
                String.format(
                        Locale.ROOT,
                        "%4d: %s %s %02X 00000000:00000000 00:00000000 00000000 %5d        0 %d 1 0000000000000000 20 4 30 10 -1\n",
                        inode,
                        local,
                        remote,
                        state,
                        user,
                        inode),
                StandardOpenOption.APPEND);
    }

    /** In a table of IPv6, an address of IPv4 is a mapped one. */
    private static String endpoint(String table, String address, int port) {
        String printed = Endpoint.print(address, port);
        return table.endsWith("6") && address.indexOf('.') >= 0 ? "0000000000000000FFFF0000" + printed : printed;
    }
}
