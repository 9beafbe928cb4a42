/**
 * Stamps: dates, times, zones, seconds since 1970. A scanner belongs to one source and is not thread-safe. Only formats call it.
 */
@NullMarked
package dev.logcast.pipeline.format.time;

import org.jspecify.annotations.NullMarked;
