/**
 * Lines of loggers without a fixed form: time, level, thread, logger and message as they come. Parsers belong to one source and are not
 * thread-safe. Only formats call them.
 */
@NullMarked
package dev.logcast.pipeline.format.layout;

import org.jspecify.annotations.NullMarked;
