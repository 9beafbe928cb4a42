/**
 * An archive in a directory: a backlog, segments of blocks with an index each, retention. Any thread puts lines in and searches; one
 * thread writes, forces and deletes. Only the application makes one, all others see the port.
 */
@NullMarked
package dev.logcast.archive.local;

import org.jspecify.annotations.NullMarked;
