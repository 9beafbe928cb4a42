package dev.logcast.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The machine's sockets, as Linux lists them. To look takes milliseconds, mostly the kernel's, however few there are: one thread looks at a
 * time, and all who asked before it began take what it sees. Thread-safe.
 */
public final class Sockets {
    /** Those of the machine this runs on. */
    public static final Sockets HERE = new Sockets(Path.of("/proc"));

    private final Path proc;

    /** In the order in which they came: else who has just come would look anew before those for whom the last look is good. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private Look last;

    /** @param proc where they are listed: {@code /proc} */
    public Sockets(Path proc) {
        this.proc = proc;
        this.last = new Look(proc);
    }

    Path proc() {
        return proc;
    }

    /** Whether a connection is there and the other end has not closed it; where yes, that may be as old as {@code age}. */
    public boolean established(Connection connection, Duration age) {
        String peer = Endpoint.print(connection.peer(), connection.peerPort());
        String here = Endpoint.print(connection.address(), connection.port());
        long now = System.nanoTime();
        return established(here, peer, now - age.toNanos()) || established(here, peer, now);
    }

    private boolean established(String here, String peer, long since) {
        return look(since, look -> look.end(here, peer).filter(Row::established).isPresent());
    }

    /** @param since the look began no earlier, on the clock of {@link System#nanoTime()} */
    <T> T look(long since, Function<Look, T> question) {
        turns.lock();
        try {
            if (last.begun() - since < 0) {
                last = new Look(proc);
            }
            return question.apply(last);
        } finally {
            turns.unlock();
        }
    }
}
