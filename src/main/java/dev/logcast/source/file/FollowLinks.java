package dev.logcast.source.file;

/** The symbolic links to follow of those that lead out of the directory that a pattern names. */
public enum FollowLinks {
    /** Those of ourselves, of root, and of the owner of the directory that a link is in. */
    OWNED,

    /** Those of anybody. */
    ANY
}
