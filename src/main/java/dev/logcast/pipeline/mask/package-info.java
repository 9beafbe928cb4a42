/**
 * Secrets in texts, and what is put in their place. Detectors are immutable and used by many threads; what keeps state between records
 * belongs to one source. The pipeline calls it for lines, and the application for texts that are tried and for pushes.
 */
@NullMarked
package dev.logcast.pipeline.mask;

import org.jspecify.annotations.NullMarked;
