/**
 * Whether a client of the loopback interface is local or comes through a proxy, by the tables of the kernel. Any thread may ask. Used by
 * the access rules.
 */
@NullMarked
package dev.logcast.peer;

import org.jspecify.annotations.NullMarked;
