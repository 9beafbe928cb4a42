/**
 * The query language, and the filter that live streams and searches of the past have in common. Terms and filters are immutable; any
 * thread may ask them.
 */
@NullMarked
package dev.logcast.query;

import org.jspecify.annotations.NullMarked;
