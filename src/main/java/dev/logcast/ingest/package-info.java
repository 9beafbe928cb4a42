/**
 * Pushed lines, kept in files of a spool that are followed like any other. Any thread pushes, one at a time to each file; one duty deletes
 * what has been read. The HTTP resources push, the journal stores here through the application.
 */
@NullMarked
package dev.logcast.ingest;

import org.jspecify.annotations.NullMarked;
