/**
 * Files as such: patterns of paths, links, identity, first bytes, changes of directories. One thread at a time uses each object. The
 * bottom of {@code source}: it uses none of the packages beside it.
 */
@NullMarked
package dev.logcast.source.file;

import org.jspecify.annotations.NullMarked;
