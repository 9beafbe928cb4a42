/**
 * Formats of log files, and the choice among them for each source. Parsers belong to one source and are not thread-safe. Only the pipeline
 * calls them.
 */
@NullMarked
package dev.logcast.pipeline.format;

import org.jspecify.annotations.NullMarked;
