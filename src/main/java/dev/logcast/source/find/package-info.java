/**
 * What sources are, and which files they have at the moment. One thread scans; specifications are immutable and may be asked by any. Used
 * by what follows files, and by the application for settings and reports.
 */
@NullMarked
package dev.logcast.source.find;

import org.jspecify.annotations.NullMarked;
