/**
 * Lines, batches of them, and what they are made of: levels, attributes, ids, cursors. All of it is immutable or confined to one thread
 * unless it says otherwise. Every room may use it; it uses none. {@code ServerLog} is the only way to the server's own log.
 */
@NullMarked
package dev.logcast.line;

import org.jspecify.annotations.NullMarked;
