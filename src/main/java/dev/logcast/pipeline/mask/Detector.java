package dev.logcast.pipeline.mask;

import java.util.List;

/**
 * One kind of secret: which texts it cannot be without, and what of the surroundings of such a text is to be hidden.
 *
 * @param name as it is counted
 * @param literals in small letters, {@code 0} standing for any digit; found in any case
 */
record Detector(String name, List<String> literals, Finder finder) {
    /** Looks around a literal that was found, and {@link Text#hide hides} what is secret. */
    interface Finder {
        void find(Text text, int literalStart, int literalEnd);
    }

    /** Looks around a literal for one secret. */
    interface Single {
        long NOTHING = -1;

        /** @return the {@link #span} to hide, or {@link #NOTHING} */
        long find(Text text, int literalStart, int literalEnd);

        static long span(int from, int to) {
            return from < to ? (long) from << 32 | to : NOTHING;
        }
    }

    Detector {
        literals = List.copyOf(literals);
    }

    static Detector of(String name, List<String> literals, Single single) {
        return new Detector(name, literals, (text, start, end) -> {
            long span = single.find(text, start, end);
            if (span != Single.NOTHING) {
                text.hide((int) (span >>> 32), (int) span);
            }
        });
    }
}
