/**
 * What turns lines and gaps into bytes: server-sent events, NDJSON, plain text, CSV, JSON of one line. An encoder is used by one thread at
 * a time. The hub and the history use it side by side.
 */
@NullMarked
package dev.logcast.wire;

import org.jspecify.annotations.NullMarked;
