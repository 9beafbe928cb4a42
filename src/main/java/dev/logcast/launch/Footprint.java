package dev.logcast.launch;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Memory that is not needed any more, given back to the system: what the start alone needed once the server is ready, and what Java's compilers
 * have freed each minute from then on; that is glibc's until it is told. Nothing depends on its success.
 */
final class Footprint {
    private static final long MINUTES_BETWEEN_TRIMS = 1;

    private Footprint() {}

    /** Once now, and on a thread of its own for as long as the process lives. */
    static void reduce() {
        System.gc();
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
        System.setProperty("jna.nosys", "true");
        Thread trimming = new Thread(Footprint::trim, "logcast-footprint");
        trimming.setDaemon(true);
        trimming.start();
    }

    private static void trim() {
        try {
            Function trim = NativeLibrary.getInstance("c").getFunction("malloc_trim");
            while (true) {
                trim.invokeInt(new Object[] {0});
                TimeUnit.MINUTES.sleep(MINUTES_BETWEEN_TRIMS);
            }
        } catch (LinkageError | InterruptedException e) {
            // Another C library, or the end.
        }
    }
}
