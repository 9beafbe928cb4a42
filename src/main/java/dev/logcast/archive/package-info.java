/**
 * The port to stored lines, as those see it who put lines in and who search them. Any thread may call it. Which archive there is, only the
 * application knows.
 */
@NullMarked
package dev.logcast.archive;

import org.jspecify.annotations.NullMarked;
