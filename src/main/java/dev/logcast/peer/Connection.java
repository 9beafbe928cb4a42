package dev.logcast.peer;

import jakarta.servlet.http.HttpServletRequest;

/**
 * A connection as the server knows it.
 *
 * @param id that no other connection of this server has or had
 * @param peer the address at the other end
 * @param address at our end
 */
public record Connection(String id, String peer, int peerPort, String address, int port) {
    public static Connection of(HttpServletRequest request) {
        return new Connection(
                request.getServletConnection().getConnectionId(),
                request.getRemoteAddr(),
                request.getRemotePort(),
                request.getLocalAddr(),
                request.getLocalPort());
    }
}
