/**
 * What is read of a line, and what all formats need for that: levels, names, numbers, JSON, logfmt. It belongs to one source and is not
 * thread-safe. Only formats call it.
 */
@NullMarked
package dev.logcast.pipeline.format.structured;

import org.jspecify.annotations.NullMarked;
