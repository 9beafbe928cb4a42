/**
 * From record to line: terminal escapes are taken out, secrets hidden, formats read; then selections and rate limits. The batches of a
 * source come one at a time; what is shared by all sources is thread-safe. The application's publisher and the masking of pushes call it.
 */
@NullMarked
package dev.logcast.pipeline;

import org.jspecify.annotations.NullMarked;
