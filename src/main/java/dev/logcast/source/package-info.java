/**
 * Following files: which of them are open, where reading begins, and reading them as they grow. Reading threads take turns at files, one
 * at a time at each; one thread finds files and writes checkpoints. The application and the spool call {@code Follower} and {@code
 * Rereader}; nothing here knows what becomes of a record.
 */
@NullMarked
package dev.logcast.source;

import org.jspecify.annotations.NullMarked;
