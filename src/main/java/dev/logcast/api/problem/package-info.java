/**
 * Answers to requests that cannot be served (RFC 9457). Request threads make them; they are immutable. Resources and transport use it.
 */
@NullMarked
package dev.logcast.api.problem;

import org.jspecify.annotations.NullMarked;
