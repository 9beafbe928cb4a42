/**
 * From bytes to records: encodings, lines, what container runtimes wrap around them, and records of several lines. Objects belong to one
 * file and are used under the lock of its tailer; records are immutable. Listeners of records need nothing else of {@code source}.
 */
@NullMarked
package dev.logcast.source.record;

import org.jspecify.annotations.NullMarked;
