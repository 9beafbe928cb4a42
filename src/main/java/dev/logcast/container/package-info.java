/** What container runtimes say of the logs that they write, by the files beside them and their names. */
@NullMarked
package dev.logcast.container;

import org.jspecify.annotations.NullMarked;
