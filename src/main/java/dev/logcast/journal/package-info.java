/** The journal of systemd, read by {@code journalctl}: one duty of the application, and one thread, for each. */
@NullMarked
package dev.logcast.journal;

import org.jspecify.annotations.NullMarked;
