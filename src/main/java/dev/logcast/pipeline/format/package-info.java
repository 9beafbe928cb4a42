/**
 * Formats of log files, and the choice among them for each source. {@code SourceParser} chooses for a source, and is thread-safe; {@code
 * FormatChoice} has the names that a setting may give. The pipeline calls them; settings and the list of sources ask for names.
 */
@NullMarked
package dev.logcast.pipeline.format;

import org.jspecify.annotations.NullMarked;
