package dev.logcast.pipeline.mask;

import java.util.List;

/**
 * One kind of secret: which texts it cannot be without, and what of the surroundings of such a text is to be hidden.
 *
 * @param name as it is counted
 * @param literals in small letters, {@code 0} standing for any digit; found in any case
 */
record Detector(String name, List<String> literals, Finder finder) {
    /** Looks around a literal that was found. */
    interface Finder {
        long NOTHING = -1;

        /** @return the {@link #span} to hide, or {@link #NOTHING} */
        long find(String text, int literalStart, int literalEnd);

        static long span(int from, int to) {
            return from < to ? (long) from << 32 | to : NOTHING;
        }

        static int from(long span) {
            return (int) (span >>> 32);
        }

        static int to(long span) {
            return (int) span;
        }
    }

    Detector {
        literals = List.copyOf(literals);
    }
}
