package dev.logcast.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A test that tells people and programs of this machine from those who come through one of its programs: a reverse proxy, a tunnel. The
 * other end of a connection over loopback must be a socket of our own user or of root. Where the process that has it can be seen, it must
 * be none that passes on what others say, as far as its sockets tell:
 *
 * <ul>
 *   <li>it listens, for whomever, on TCP or UDP;
 *   <li>it has a connection that came in: to a port that somebody listens on, or below those that the system gives to who connects;
 *   <li>it has a connection to another machine, as a tunnel has to its far end.
 * </ul>
 *
 * Browsers do all that and are known by name, as is the server of SSH: who comes through that has signed in here. Our own process is no
 * stranger either. Processes of root cannot be seen by others, and are let in. Elsewhere than on Linux nobody is a stranger.
 *
 * <p>Each connection is looked at once. Thread-safe.
 */
public final class Neighbours {
    private static final int REMEMBERED = 16_384;
    private static final int LIKELY = 4;
    private static final int MOST_WELCOMED = 256;

    /** A process that comes with a thousand connections at once is looked at once: it has as many to be looked through. */
    private static final long GOOD_FOR_NANOS = Duration.ofMillis(500).toNanos();

    private static final int ROOT = 0;
    private static final int NOBODY = -1;
    private static final Pattern UID = Pattern.compile("(?m)^Uid:\\s+[0-9]+\\s+([0-9]+)");
    private static final Pattern FIRST_NUMBER = Pattern.compile("^\\s*([0-9]+)");
    private static final int DEFAULT_FIRST_GIVEN = 32_768;
    private static final String DELETED = " (deleted)";
    private static final Optional<String> UNSEEN =
            Optional.of("the program at the other end of the connection cannot be seen");

    /** Connect with others, and listen, on behalf of the one who sits before them. */
    private static final Set<String> TRUSTED = Set.of(
            "brave",
            "chrome",
            "chrome-headless-shell",
            "chromium",
            "chromium-browser",
            "epiphany",
            "falkon",
            "firefox",
            "firefox-bin",
            "firefox-esr",
            "headless_shell",
            "konqueror",
            "librewolf",
            "msedge",
            "opera",
            "QtWebEngineProcess",
            "sshd",
            "sshd-auth",
            "sshd-session",
            "vivaldi-bin",
            "waterfox",
            "WebKitNetworkProcess",
            "zen");

    /** Have no other business than to pass on, whatever their sockets look like. */
    private static final Set<String> RELAYS =
            Set.of("haproxy", "nginx", "plink", "socat", "ssh", "stunnel", "stunnel4", "stunnel5");

    private final Sockets sockets;
    private final Path proc;
    private final boolean known;
    private final long self;
    private final int user;

    /** The first of the ports that the system gives to who connects. */
    private final int firstGiven;

    /** Those found last; used in a turn of {@link Sockets}. */
    private final List<Long> likely = new ArrayList<>();

    /** When processes were found to be none that pass on, on the clock of {@link System#nanoTime()}; used in a turn of {@link Sockets}. */
    private final Map<Long, Long> welcomed = new HashMap<>();

    private final Map<Connection, Optional<String>> verdicts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Connection, Optional<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    public Neighbours(Sockets sockets) {
        this.sockets = sockets;
        this.proc = sockets.proc();
        this.known = Files.isReadable(proc.resolve("self/net/tcp"));
        this.self = number("self/stat", FIRST_NUMBER).orElse(NOBODY);
        this.user = number("self/status", UID).orElse(NOBODY);
        this.firstGiven =
                number("sys/net/ipv4/ip_local_port_range", FIRST_NUMBER).orElse(DEFAULT_FIRST_GIVEN);
    }

    /**
     * Why a connection over loopback is not one of somebody at this machine, as the end of a sentence; empty when it is.
     */
    public Optional<String> stranger(Connection connection) {
        if (!known) {
            return Optional.empty();
        }
        synchronized (verdicts) {
            Optional<String> before = verdicts.get(connection);
            if (before != null) {
                return before;
            }
        }
        String peer = Endpoint.print(connection.peer(), connection.peerPort());
        String here = Endpoint.print(connection.address(), connection.port());
        Optional<String> verdict = sockets.look(System.nanoTime(), look -> look.end(peer, here)
                .filter(Row::isHeld)
                .map(end -> judge(look, end, connection.port()))
                .orElse(UNSEEN));
        synchronized (verdicts) {
            verdicts.put(connection, verdict);
        }
        return verdict;
    }

    private Optional<String> judge(Look look, Row end, int here) {
        if (end.uid() != user && end.uid() != ROOT) {
            return Optional.of("the connection is another user's (uid " + end.uid() + "), as a proxy's is");
        }
        OptionalLong holder = look.holder(end.inode(), likely);
        if (holder.isEmpty()) {
            return end.uid() == user ? UNSEEN : Optional.empty();
        }
        long process = holder.getAsLong();
        remember(process);
        Long welcome = welcomed.get(process);
        if (process == self || (welcome != null && look.begun() - welcome <= GOOD_FOR_NANOS)) {
            return Optional.empty();
        }
        Optional<String> reason = look.sign(process, one -> judge(look, one, here));
        if (reason.isEmpty()) {
            if (welcomed.size() == MOST_WELCOMED) {
                welcomed.clear();
            }
            welcomed.put(process, look.begun());
        }
        return reason;
    }

    private Optional<String> judge(Look look, long process, int here) {
        String name = name(process);
        if (TRUSTED.contains(name)) {
            return Optional.empty();
        }
        String sign = RELAYS.contains(name) ? "is made for that" : sign(look, process, here);
        return Optional.ofNullable(sign)
                .map(reason ->
                        "the request came through \"" + name + "\", which may pass on what others ask: it " + reason);
    }

    /** Of a process that may serve others; null when there is none. */
    private @Nullable String sign(Look look, long process, int here) {
        if (look.count(process) == 1) {
            return null;
        }
        Set<Integer> listened = look.listenedPorts();
        for (Row socket : look.socketsOf(process)) {
            if (!socket.listens() && Endpoint.loopback(socket.remote()) && Endpoint.port(socket.remote()) == here) {
                // It is connected with us.
                continue;
            }
            if (socket.listens()) {
                return "listens on port " + socket.port();
            }
            if (listened.contains(socket.port()) || socket.port() < firstGiven) {
                return "serves somebody on port " + socket.port();
            }
            if (!Endpoint.loopback(socket.remote())) {
                return "is connected with another machine";
            }
        }
        return null;
    }

    /** Who came once comes again. */
    private void remember(long process) {
        if (process == self) {
            // It has as many sockets as there are clients: asked when nobody else has one.
            return;
        }
        likely.remove(process);
        likely.add(0, process);
        if (likely.size() > LIKELY) {
            likely.remove(LIKELY);
        }
    }

    private String name(long process) {
        try {
            String program = Files.readSymbolicLink(
                            proc.resolve(Long.toString(process)).resolve("exe"))
                    .getFileName()
                    .toString();
            return program.endsWith(DELETED) ? program.substring(0, program.length() - DELETED.length()) : program;
        } catch (IOException e) {
            return "a process that has ended";
        }
    }

    private OptionalInt number(String file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(proc.resolve(file), StandardCharsets.ISO_8859_1));
            return found.find() ? OptionalInt.of(Integer.parseUnsignedInt(found.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
