package dev.logcast.hub;

import dev.logcast.query.LineFilter;
import dev.logcast.wire.StreamFormat;

/** The wish of a client: what it wants to see and how. Clients with equal subscriptions share their frames. */
public record Subscription(LineFilter filter, StreamFormat format) {}
