package dev.logcast.launch;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The browser that shows a page to whoever sits at this machine, by the command that its system has for that. */
final class Browser {
    private Browser() {}

    /** Returns at once; says so where it cannot be done. */
    static void open(URI page, Map<String, String> environment) {
        Optional<List<String>> command = command(System.getProperty("os.name", ""), environment);
        if (command.isEmpty()) {
            Console.say("there is no desktop here to show " + page + " on");
            return;
        }
        List<String> words = new ArrayList<>(command.get());
        words.add(page.toString());
        try {
            new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream()
                    .close();
        } catch (IOException e) {
            Console.say("no browser can be opened: " + e.getMessage());
        }
    }

    /** @return empty where there is no desktop */
    static Optional<List<String>> command(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Optional.of(List.of("open"));
        }
        if (name.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        return environment.getOrDefault("DISPLAY", "").isEmpty()
                        && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()
                ? Optional.empty()
                : Optional.of(List.of("xdg-open"));
    }
}
