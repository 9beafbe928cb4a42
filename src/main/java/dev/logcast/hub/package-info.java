/**
 * Live streams: the newest lines, those who subscribe to them, and replays from the archive. Publishing appends and wakes; pumps encode
 * and write, each for its share of clients; lanes ask costly queries. The application publishes, the HTTP resources join clients.
 */
@NullMarked
package dev.logcast.hub;

import org.jspecify.annotations.NullMarked;
