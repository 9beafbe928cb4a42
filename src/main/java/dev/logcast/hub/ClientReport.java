package dev.logcast.hub;

import dev.logcast.line.Cursor;
import java.time.Duration;

/**
 * The state of one client, for people.
 *
 * @param address from where it reads
 * @param subscription what it reads
 * @param connected for how long
 * @param at the last line handed to its connection
 * @param behind how many lines have been published since, whether it wants them or not
 * @param sentBytes handed to its connection since it came
 * @param waiting for how long its connection has taken nothing although there was something; zero: it does not wait
 */
public record ClientReport(
        String address,
        Subscription subscription,
        Duration connected,
        Cursor at,
        long behind,
        long sentBytes,
        Duration waiting) {}
