/**
 * What container runtimes say of the logs that they write, by the files beside them and their names. Thread-safe: called by the thread that
 * looks for files and by those that read.
 */
@NullMarked
package dev.logcast.container;

import org.jspecify.annotations.NullMarked;
