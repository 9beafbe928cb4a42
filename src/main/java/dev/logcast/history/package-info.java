/**
 * Lines of the past: pages, exports, counts over time, the neighbours of a line. Each request is served on its own thread, and objects
 * belong to one request. The HTTP resources call it.
 */
@NullMarked
package dev.logcast.history;

import org.jspecify.annotations.NullMarked;
