package dev.logcast.hub;

import dev.logcast.query.LineFilter;
import dev.logcast.wire.StreamFormat;

/** What a client wants to see and how. Clients with equal subscriptions share their frames. */
public record Subscription(LineFilter filter, StreamFormat format) {}
