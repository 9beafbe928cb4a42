/**
 * How far files have been read, kept in memory and on disk. Any thread notes progress; the finding thread writes. Used by what finds and
 * what follows files.
 */
@NullMarked
package dev.logcast.source.checkpoint;

import org.jspecify.annotations.NullMarked;
