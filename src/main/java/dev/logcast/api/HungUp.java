package dev.logcast.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether a client has closed its connection while nothing was written to it, which a server otherwise learns only by
 * writing. Linux lists connections in {@code /proc/net/tcp}; one that was established (state 01) and no longer is has been
 * closed. Elsewhere, and where the server knows another address than the peer's, nobody has hung up.
 */
final class HungUp {
    private static final String ESTABLISHED = "01";

    private final String address;
    private final int port;
    private final int localPort;
    private final boolean known;

    HungUp(String address, int port, int localPort) {
        this.address = address;
        this.port = port;
        this.localPort = localPort;
        this.known = established();
    }

    boolean check() {
        return known && !established();
    }

    private boolean established() {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return listed("/proc/self/net/tcp", bytes) || listed("/proc/self/net/tcp6", mapped(bytes));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean listed(String table, byte[] bytes) {
        String remote = hex(bytes) + String.format(Locale.ROOT, ":%04X", port);
        String local = String.format(Locale.ROOT, ":%04X", localPort);
        try (Stream<String> rows = Files.lines(Path.of(table), StandardCharsets.ISO_8859_1)) {
            return rows.map(row -> row.strip().split("\\s+"))
                    .anyMatch(column -> column.length > 3
                            && column[3].equals(ESTABLISHED)
                            && column[2].equals(remote)
                            && column[1].endsWith(local));
        } catch (IOException e) {
            return false;
        }
    }

    /** The address as the kernel prints it: words of 32 bits in the machine's order, which is taken to be little-endian. */
    private static String hex(byte[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = word + 3; i >= word; i--) {
                hex.append(String.format(Locale.ROOT, "%02X", bytes[i]));
            }
        }
        return hex.toString();
    }

    private static byte[] mapped(byte[] bytes) {
        if (bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }
}
