package dev.logcast.launch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The code that Java's optimising compiler (C2) leaves alone while a server starts: code that looks for classes and settings, wires and
 * deploys, which is busy for some seconds and never again. Half of the processor time of a start went there. Such code stays with what the
 * fast compiler (C1) made of it; whatever lines, requests and streams run through is not among it. Nothing depends on it: another Java
 * than HotSpot does without.
 */
final class Compilation {
    private static final String DIRECTIVES =
            """
            [{
              match: [
                "jdk/internal/*.*", "sun/net/*.*", "sun/security/*.*", "sun/reflect/*.*", "sun/nio/fs/*.*", "sun/util/*.*",
                "com/sun/*.*", "java/lang/reflect/*.*", "java/lang/invoke/*.*", "java/lang/Class.*", "java/net/UR*.*",
                "java/security/*.*", "java/util/jar/*.*", "java/util/zip/Zip*.*", "java/util/regex/*.*", "javax/*.*",
                "org/jboss/*.*", "org/jvnet/*.*", "org/objectweb/*.*", "org/hibernate/*.*", "org/glassfish/hk2/*.*",
                "org/glassfish/web/deployment/*.*", "org/glassfish/web/loader/*.*", "org/glassfish/deployment/*.*",
                "org/glassfish/config/*.*", "org/glassfish/weld/*.*", "org/glassfish/jersey/*.*", "fish/payara/*.*"
              ],
              c2: { Exclude: true }
            }]
            """;

    private Compilation() {}

    /** Until {@link #full}. */
    static void sparing() {
        try {
            Path file = Files.createTempFile("logcast-", ".directives");
            try {
                Files.writeString(file, DIRECTIVES);
                invoke("compilerDirectivesAdd", file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException e) {
            // The start takes longer.
        }
    }

    /** From now on anything may be compiled, but for what has been passed over. */
    static void full() {
        try {
            invoke("compilerDirectivesRemove");
        } catch (JMException e) {
            // There are none.
        }
    }

    private static void invoke(String operation, String... arguments) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        operation,
                        arguments.length == 0 ? new Object[0] : new Object[] {arguments},
                        arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()});
    }
}
