package dev.logcast.hub;

import java.time.Duration;

/**
 * @param heartbeat how long a stream stays silent before it says that it is there
 * @param flush how long events are collected before they are sent; zero: not at all
 * @param recentBytes memory for the newest lines, shared by all clients
 * @param stall how long a client may take nothing before it is closed
 * @param maxClients streams at a time
 * @param maxClientsPerAddress streams at a time and address; 0: no limit
 */
public record HubSettings(
        Duration heartbeat,
        Duration flush,
        long recentBytes,
        Duration stall,
        int maxClients,
        int maxClientsPerAddress) {
    public static final HubSettings DEFAULT =
            new HubSettings(Duration.ofSeconds(15), Duration.ZERO, 64_000_000, Duration.ofSeconds(60), 10_000, 0);

    public HubSettings recentBytes(long bytes) {
        return new HubSettings(heartbeat, flush, bytes, stall, maxClients, maxClientsPerAddress);
    }
}
