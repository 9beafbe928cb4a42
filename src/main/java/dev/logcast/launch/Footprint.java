package dev.logcast.launch;

import com.sun.jna.NativeLibrary;
import java.util.Locale;

/** Memory that the start alone needed, given back to the system once the server is ready. Nothing depends on its success. */
final class Footprint {
    private Footprint() {}

    static void reduce() {
        System.gc();
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        try {
            // What the compilers have freed is glibc's until it is told.
            System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
            System.setProperty("jna.nosys", "true");
            NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0});
        } catch (LinkageError e) {
            // Another C library.
        }
    }
}
