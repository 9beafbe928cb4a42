/**
 * Checks of MicroProfile Health, which say whether the application is alive and ready. The server calls them on threads of its own.
 */
@NullMarked
package dev.logcast.app.health;

import org.jspecify.annotations.NullMarked;
