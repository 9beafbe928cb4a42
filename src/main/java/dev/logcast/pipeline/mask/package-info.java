/**
 * Secrets in texts, and what is put in their place. {@code Masking} has the list of detectors, which are immutable; all of it is
 * thread-safe, keys that go on from record to record included. The pipeline calls it for lines and pushes, {@code api} for texts that are
 * tried.
 */
@NullMarked
package dev.logcast.pipeline.mask;

import org.jspecify.annotations.NullMarked;
