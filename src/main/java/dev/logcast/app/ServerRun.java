package dev.logcast.app;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * This run of the server.
 *
 * @param epoch names it in cursors
 */
record ServerRun(String epoch) {
    private static final int BITS = 31;

    static ServerRun begin() {
        return new ServerRun(new BigInteger(BITS, new SecureRandom()).toString(Character.MAX_RADIX));
    }
}
