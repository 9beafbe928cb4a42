/**
 * The application: settings, the object graph, the life cycle, metrics. {@code Wiring} makes every object once, {@code TailService} starts
 * and stops them; publishing runs on the reading threads, one batch at a time. No other room uses it, but that WildFly's does.
 */
@NullMarked
package dev.logcast.app;

import org.jspecify.annotations.NullMarked;
