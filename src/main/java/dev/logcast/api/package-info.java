/**
 * HTTP resources and the page: requests are read, checked and answered here. Request threads run them; streams, pushes and exports leave
 * these threads as soon as they can. Only the server calls it.
 */
@NullMarked
package dev.logcast.api;

import org.jspecify.annotations.NullMarked;
