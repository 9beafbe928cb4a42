package dev.logcast.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code openapi.yaml} says may be asked for. Read line by line: the file is kept by hand, in one way of writing; what is written in
 * another is an error.
 */
record Description(List<Operation> operations) {
    private static final Path FILE = Path.of("src", "main", "resources", "META-INF", "openapi.yaml");
    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern METHOD = Pattern.compile("    (get|put|post|delete|patch|head|options|trace):");
    private static final Pattern REFERENCE = Pattern.compile("        - \\$ref: '#/components/parameters/([a-z-]+)'");
    private static final Pattern MEDIA_TYPE = Pattern.compile("          ([a-z]+/[a-z.+-]+):");
    private static final Pattern COMPONENT = Pattern.compile("    ([a-z-]+):( \\{.*})?");
    private static final Pattern NAME = Pattern.compile("name: ([A-Za-z-]+)");
    private static final Pattern PLACE = Pattern.compile("in: (query|path|header)");
    private static final Pattern CHOICES = Pattern.compile("enum: \\[([^]]*)]");
    private static final Pattern LEAST = Pattern.compile("minimum: (-?[0-9]+)");
    private static final Pattern MOST = Pattern.compile("maximum: (-?[0-9]+)");

    /**
     * One that a request may have.
     *
     * @param place {@code query}, {@code path} or {@code header}
     * @param schema the values that are allowed as far as the description says: choices, or the ends of a range
     */
    record Parameter(String name, String place, List<String> schema) {
        boolean in(String where) {
            return place.equals(where);
        }
    }

    /**
     * A method of a path.
     *
     * @param bodies media types of the body; empty: there is none
     */
    record Operation(String method, String path, List<Parameter> parameters, List<String> bodies) {}

    static Description read() throws IOException {
        return of(Files.readString(FILE));
    }

    static Description of(String yaml) {
        Map<String, Parameter> parameters = parameters(yaml);
        List<Operation> operations = new ArrayList<>();
        String path = "";
        boolean body = false;
        for (String line : yaml.lines().toList()) {
            Matcher paths = PATH.matcher(line);
            Matcher methods = METHOD.matcher(line);
            Matcher types = MEDIA_TYPE.matcher(line);
            if (paths.matches()) {
                path = paths.group(1);
            } else if (methods.matches()) {
                String method = methods.group(1).toUpperCase(Locale.ROOT);
                operations.add(new Operation(method, path, new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("        - ") && line.contains("parameters/")) {
                last(operations).parameters().add(referred(line, parameters));
            } else if (line.matches("      [a-zA-Z]+:.*")) {
                body = line.strip().equals("requestBody:");
            } else if (body && types.matches()) {
                last(operations).bodies().add(types.group(1));
            }
        }
        return new Description(operations);
    }

    private static Parameter referred(String line, Map<String, Parameter> parameters) {
        Matcher reference = REFERENCE.matcher(line);
        Parameter parameter = reference.matches() ? parameters.get(reference.group(1)) : null;
        if (parameter == null) {
            throw new AssertionError("which parameter is it? " + line);
        }
        return parameter;
    }

    private static Operation last(List<Operation> operations) {
        return operations.get(operations.size() - 1);
    }

    private static Map<String, Parameter> parameters(String yaml) {
        Map<String, String> texts = new LinkedHashMap<>();
        boolean inside = false;
        String component = "";
        for (String line : yaml.lines().toList()) {
            if (line.matches("  \\S.*")) {
                inside = line.equals("  parameters:");
            } else if (inside) {
                Matcher matcher = COMPONENT.matcher(line);
                component = matcher.matches() ? matcher.group(1) : component;
                texts.merge(component, line + '\n', String::concat);
            }
        }
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        texts.forEach((name, text) ->
                parameters.put(name, new Parameter(required(NAME, text), required(PLACE, text), schema(text))));
        return parameters;
    }

    private static List<String> schema(String text) {
        Matcher choices = CHOICES.matcher(text);
        if (choices.find()) {
            return Arrays.stream(choices.group(1).split(",")).map(String::strip).toList();
        }
        if (text.contains("type: boolean")) {
            return List.of("true", "false");
        }
        List<String> ends = new ArrayList<>();
        for (Pattern end : List.of(LEAST, MOST)) {
            Matcher matcher = end.matcher(text);
            if (matcher.find()) {
                long number = Long.parseLong(matcher.group(1));
                ends.addAll(List.of(Long.toString(number), Long.toString(number - 1), Long.toString(number + 1)));
            }
        }
        return ends;
    }

    private static String required(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
