/**
 * Files as such: patterns of paths, links, identity, first bytes, changes of directories. One thread at a time uses each object, but for the
 * watch of directories, which has one that listens and one that adds. The
 * bottom of {@code source}: it uses none of the packages beside it.
 */
@NullMarked
package dev.logcast.source.file;

import org.jspecify.annotations.NullMarked;
