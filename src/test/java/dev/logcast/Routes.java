package dev.logcast;

import dev.logcast.api.ApiApplication;
import dev.logcast.api.StreamApplication;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that may be asked for, as the classes that answer declare it; {@code HEAD} is as {@code GET}. */
public final class Routes {
    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes");

    private Routes() {}

    /** @param path with names in braces: {@code /logs/{source}}; a servlet's may end with {@code *} */
    public record Route(String method, String path) implements Comparable<Route> {
        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + ' ' + path;
        }
    }

    public static Set<Route> all() throws IOException, ClassNotFoundException {
        Set<Route> routes = ofResources();
        for (Class<?> servlet : servlets()) {
            List<String> verbs = Stream.of(servlet.getDeclaredMethods())
                    .map(Method::getName)
                    .filter(name -> name.matches("do(Get|Post|Put|Delete|Patch)"))
                    .map(name -> name.substring(2).toUpperCase(Locale.ROOT))
                    .toList();
            for (String pattern : patterns(servlet.getAnnotation(WebServlet.class))) {
                // One that tells methods apart by itself is there for a body.
                (verbs.isEmpty() ? List.of("POST") : verbs).forEach(verb -> routes.add(new Route(verb, pattern)));
            }
        }
        return routes;
    }

    public static Set<Route> ofResources() {
        Set<Route> routes = new TreeSet<>();
        new ApiApplication().getClasses().forEach(resource -> add(routes, "/api", resource));
        new StreamApplication().getClasses().forEach(resource -> add(routes, "/logs", resource));
        return routes;
    }

    private static void add(Set<Route> routes, String base, Class<?> resource) {
        Path root = resource.getAnnotation(Path.class);
        if (root == null) {
            return;
        }
        for (Method method : resource.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null && !verb.value().equals("HEAD")) {
                    Path below = method.getAnnotation(Path.class);
                    String path = base + '/' + root.value() + '/' + (below == null ? "" : below.value());
                    routes.add(new Route(
                            verb.value(),
                            path.replaceAll(": [^}]*}", "}")
                                    .replaceAll("/+", "/")
                                    .replaceAll("/$", "")));
                }
            }
        }
    }

    private static List<Class<?>> servlets() throws IOException, ClassNotFoundException {
        List<Class<?>> servlets = new ArrayList<>();
        try (Stream<java.nio.file.Path> files = Files.walk(CLASSES)) {
            for (java.nio.file.Path file : files.filter(path -> path.toString().endsWith("Servlet.class"))
                    .toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                if (type.isAnnotationPresent(WebServlet.class)) {
                    servlets.add(type);
                }
            }
        }
        return servlets;
    }

    private static List<String> patterns(WebServlet servlet) {
        return Stream.concat(Stream.of(servlet.urlPatterns()), Stream.of(servlet.value()))
                .toList();
    }
}
