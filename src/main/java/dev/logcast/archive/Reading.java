package dev.logcast.archive;

/** A moment's work for somebody who reads much or little: where few may be done at a time, those go first that have taken least. */
public interface Reading extends Runnable {
    /** How long others before it took for the same reader. */
    long spentNanos();
}
