package dev.logcast.launch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The classes of the application, out of the WAR that the uber-jar holds and of what libraries it needs for its settings: they can be asked
 * without a server. Parallel to those that the server loads, which never meet these.
 */
final class Application extends ClassLoader {
    private static final String WAR = "/MICRO-INF/deploy/ROOT.war";
    private static final String CLASSES = "WEB-INF/classes/";
    private static final String EXPRESSIONS = "WEB-INF/lib/re2j";

    private final Map<String, byte[]> classes = new HashMap<>();

    private Application() {
        super(ClassLoader.getPlatformClassLoader());
    }

    /** @throws Refusal if this is not the uber-jar, or a damaged one */
    static Application open() throws Refusal {
        Application application = new Application();
        try (InputStream war = Application.class.getResourceAsStream(WAR)) {
            if (war == null) {
                throw new Refusal("there is no application here to ask: this is not the uber-jar");
            }
            application.read(war);
            return application;
        } catch (IOException e) {
            throw new Refusal("the application cannot be read: " + e.getMessage());
        }
    }

    /**
     * What is wrong with the settings, a line each.
     *
     * @param property gives the value of a property, or null
     * @param given names of all that is given
     * @param remarks takes a line for each of those that nothing reads
     */
    List<String> mistakes(UnaryOperator<String> property, Iterable<String> given, Consumer<String> remarks)
            throws ReflectiveOperationException {
        try {
            List<?> mistakes = (List<?>) loadClass("dev.logcast.app.SettingsProof")
                    .getMethod("mistakes", UnaryOperator.class, Iterable.class, Consumer.class)
                    .invoke(null, property, given, remarks);
            return mistakes.stream().map(String::valueOf).toList();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.remove(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private void read(InputStream war) throws IOException {
        ZipInputStream zip = new ZipInputStream(war);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.startsWith(CLASSES)) {
                keep(name.substring(CLASSES.length()), zip);
            } else if (name.startsWith(EXPRESSIONS)) {
                ZipInputStream library = new ZipInputStream(new ByteArrayInputStream(zip.readAllBytes()));
                for (ZipEntry each = library.getNextEntry(); each != null; each = library.getNextEntry()) {
                    keep(each.getName(), library);
                }
            }
        }
    }

    private void keep(String name, ZipInputStream zip) throws IOException {
        if (name.endsWith(".class")) {
            classes.put(name, zip.readAllBytes());
        }
    }
}
