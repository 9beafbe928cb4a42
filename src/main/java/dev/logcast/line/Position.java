package dev.logcast.line;

/**
 * The place up to which a file has been read, for whoever stores its lines and gives it back after a restart.
 *
 * @param file which file, as its reader calls it; a later position of the same file replaces this one
 * @param written the position, as its reader writes it down
 */
public record Position(String file, String written) {}
