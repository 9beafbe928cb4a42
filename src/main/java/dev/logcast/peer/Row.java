package dev.logcast.peer;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * One end of a connection, or a socket that listens, as Linux lists it in {@code /proc/net/tcp} and its neighbours.
 *
 * @param remote the other end, as {@link Endpoint} prints it
 * @param uid of the user who made the socket; 0 also where nobody has it any more
 * @param inode of the socket; 0 where nobody has it any more
 */
record Row(int port, String remote, int state, int uid, long inode) {
    private static final int ESTABLISHED = 1;

    /** Of UDP, which knows no connections: a socket that takes from anybody. */
    private static final int CLOSED = 7;

    private static final int LISTENING = 10;

    /** Empty for a line that is none, such as the heading. */
    static Optional<Row> parse(String line) {
        StringTokenizer columns = new StringTokenizer(line);
        try {
            columns.nextToken();
            String local = columns.nextToken();
            String remote = columns.nextToken();
            int state = Integer.parseInt(columns.nextToken(), 16);
            // Queues, timer, retransmissions.
            columns.nextToken();
            columns.nextToken();
            columns.nextToken();
            int uid = Integer.parseUnsignedInt(columns.nextToken());
            // Time of the timer.
            columns.nextToken();
            long inode = Long.parseLong(columns.nextToken());
            return Optional.of(new Row(Endpoint.port(local), remote, state, uid, inode));
        } catch (NumberFormatException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Whether a process has it. */
    boolean isHeld() {
        return inode != 0;
    }

    boolean established() {
        return state == ESTABLISHED;
    }

    boolean listens() {
        return state == LISTENING || state == CLOSED;
    }
}
