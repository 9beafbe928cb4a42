/**
 * What WildFly lacks of what Payara has. The server calls it; it is in WildFly's WAR only.
 */
@NullMarked
package dev.logcast.wildfly;

import org.jspecify.annotations.NullMarked;
