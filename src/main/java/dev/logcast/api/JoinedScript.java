package dev.logcast.api;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A module of the page as it is sent: one script with all that it imports, in the order in which a browser would have run them. A
 * browser asks for no more than six files at a time, and for what a module imports only when it has that: for the eighty modules of the
 * page that took longer than to send them.
 *
 * <p>Modules that are joined share one scope. So a name at the outer level of a module is that of no other one; imports are of names as
 * they are, from relative addresses, and exports stand before what they export. What is otherwise is refused.
 */
final class JoinedScript {
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:\\{([^}]*)} from )?'(\\.[^']+)';\\n");
    private static final Pattern EXPORT = Pattern.compile("(?m)^export (?=(?:async )?(?:function\\*?|class|const) )");
    private static final Pattern NAME =
            Pattern.compile("(?m)^(export )?(?:async )?(?:function|class|const|let)\\*? ([\\w$]+)");
    private static final Pattern UNJOINABLE = Pattern.compile(
            "(?m)^(?:import|export)\\b(?! (?:async )?(?:function\\*?|class|const) ).*|(?:await|return|=) import\\(.*");

    private final UnaryOperator<String> reader;
    private final Map<String, String> modules = new LinkedHashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();

    private JoinedScript(UnaryOperator<String> reader) {
        this.reader = reader;
    }

    /**
     * @param path of the module, {@code /js/main.js}
     * @param earlier path of another one, in the same folder, that has run before it: what both need comes from there
     * @param reader of a module by its path
     * @throws IllegalStateException where modules cannot be joined; says why
     */
    static String of(String path, Optional<String> earlier, UnaryOperator<String> reader) {
        JoinedScript there = new JoinedScript(reader);
        earlier.ifPresent(there::add);
        JoinedScript script = new JoinedScript(reader);
        script.reached.addAll(there.reached);
        script.add(path);
        String own = String.join("", script.modules.values());
        return earlier.map(name ->
                        "import { " + there.exported() + " } from './" + name.substring(name.lastIndexOf('/') + 1)
                                + "';\n" + EXPORT.matcher(own).replaceAll(""))
                .orElse(own);
    }

    private void add(String path) {
        if (!reached.add(path)) {
            return;
        }
        String text = reader.apply(path);
        List<MatchResult> imports = IMPORT.matcher(text).results().toList();
        for (MatchResult each : imports) {
            if (each.group(1) != null && each.group(1).contains(" as ")) {
                throw new IllegalStateException(path + " imports by another name: " + each.group());
            }
            add(URI.create(path).resolve(each.group(2)).getPath());
        }
        String rest = IMPORT.matcher(text).replaceAll("");
        Matcher unjoinable = UNJOINABLE.matcher(rest);
        if (unjoinable.find()) {
            throw new IllegalStateException(path + " cannot be joined with others: " + unjoinable.group());
        }
        for (MatchResult name : NAME.matcher(rest).results().toList()) {
            String owner = owners.putIfAbsent(name.group(2), path);
            if (owner != null) {
                throw new IllegalStateException(path + " and " + owner + " have the same name: " + name.group(2));
            }
        }
        modules.put(path, rest);
    }

    private String exported() {
        return modules.values().stream()
                .flatMap(module -> NAME.matcher(module).results())
                .filter(name -> name.group(1) != null)
                .map(name -> name.group(2))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }
}
