/** The journal of systemd, read by {@code journalctl}. */
@NullMarked
package dev.logcast.journal;

import org.jspecify.annotations.NullMarked;
