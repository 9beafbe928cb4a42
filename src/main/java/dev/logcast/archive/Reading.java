package dev.logcast.archive;

/** A moment's work for somebody who reads much or little: where few may be done at a time, those go first that have taken least. */
public interface Reading extends Runnable {
    /** So many are worked on at a time, each kind for itself: the other half of the processors remains for what is new. */
    int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** How long others before it took for the same reader. */
    long spentNanos();
}
