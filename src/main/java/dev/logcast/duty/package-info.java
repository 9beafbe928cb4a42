/**
 * Long-lived work in cycles, and the record of what fails in it. The container's executor runs a {@code Duty}; any thread reports to
 * {@code Faults} and asks it.
 */
@NullMarked
package dev.logcast.duty;

import org.jspecify.annotations.NullMarked;
