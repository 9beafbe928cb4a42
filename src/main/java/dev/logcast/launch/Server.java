package dev.logcast.launch;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Payara Micro, which the uber-jar is made of, with Logcast in it. Its listener is closed until the application is ready (see the commands
 * in pom.xml), and again before the application ends: a client that is refused a connection tries again, while an EventSource takes
 * what a server answers without its application for final.
 */
final class Server {
    /** The hook that ends it. */
    static final String SHUTDOWN = "GlassFish Shutdown Hook";

    private static final String LISTENER =
            "configs.config.server-config.network-config.network-listeners.network-listener.http-listener";
    private static final long LONGEST_CLOSING_MILLIS = 2_000;
    private static final String EMBEDDABLE = "org.glassfish.embeddable.";

    private Server() {}

    /**
     * Returns when clients can connect.
     *
     * @throws Refusal if it did not start; its log says why
     */
    static void start(int port, Path directory) throws ReflectiveOperationException, Refusal {
        String[] arguments = {
            "--port", Integer.toString(port), "--rootDir", directory.toString(), "--nocluster", "--disablephonehome"
        };
        Object boot;
        try {
            boot = server().getMethod("create", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw new Refusal("the server did not start: " + root(e));
        }
        Object runtime = Class.forName("fish.payara.micro.boot.PayaraMicroBoot")
                .getMethod("getRuntime")
                .invoke(boot);
        Field field = runtime.getClass().getDeclaredField("runtime");
        field.setAccessible(true);
        ClassLoader loader = runtime.getClass().getClassLoader();
        Object glassFish = field.get(runtime);
        RequestHeads.watch(glassFish, loader);
        Object commands = Class.forName(EMBEDDABLE + "GlassFish", false, loader)
                .getMethod("getCommandRunner")
                .invoke(glassFish);
        Class<?> type = Class.forName(EMBEDDABLE + "CommandRunner", false, loader);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> closeInTime(() -> closeListener(type, commands)), "close the listener"));
    }

    /** What went wrong first: the server wraps it once for each of its layers. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The server's own hook runs beside this one: what it has ended already does not answer the command any more. */
    private static void closeInTime(Runnable closing) {
        Thread closer = new Thread(closing, "listener");
        closer.setDaemon(true);
        closer.start();
        try {
            closer.join(LONGEST_CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Itself where its libraries lie beside this jar, which it is to look into; otherwise what finds them within it. */
    private static Class<?> server() throws ClassNotFoundException {
        try {
            Class<?> server = Class.forName("fish.payara.micro.impl.PayaraMicroImpl");
            URI jar = Server.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            System.setProperty("fish.payara.micro.BootJar", jar.toString());
            System.setProperty(
                    "fish.payara.micro.UnpackDir",
                    String.valueOf(Path.of(jar).toAbsolutePath().getParent()));
            return server;
        } catch (ClassNotFoundException | URISyntaxException e) {
            return Class.forName("fish.payara.micro.boot.PayaraMicroLauncher");
        }
    }

    private static void closeListener(Class<?> type, Object commands) {
        try {
            type.getMethod("run", String.class, String[].class)
                    .invoke(commands, "set", new String[] {LISTENER + ".enabled=false"});
        } catch (ReflectiveOperationException e) {
            Console.say("the listener could not be closed: " + e);
        }
    }
}
