/**
 * Which lines belong together: stack traces of several languages, slow logs, continued lines. A joiner belongs to one file and is not
 * thread-safe. Settings choose one; only the assembling of records asks it.
 */
@NullMarked
package dev.logcast.source.multiline;

import org.jspecify.annotations.NullMarked;
