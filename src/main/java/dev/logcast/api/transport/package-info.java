/**
 * What moves bytes of requests and answers without blocking: outlets of streams, downloads, pushed bodies, and whether a client has hung
 * up. Called by the server's callbacks, by pumps and by a duty; objects say which. Only resources and the application use it.
 */
@NullMarked
package dev.logcast.api.transport;

import org.jspecify.annotations.NullMarked;
