/**
 * From record to line: terminal escapes are taken out, secrets hidden, formats read; then selections and rate limits. What keeps state
 * belongs to one source, whose batches come one at a time. The application's publisher and the masking of pushes call it.
 */
@NullMarked
package dev.logcast.pipeline;

import org.jspecify.annotations.NullMarked;
