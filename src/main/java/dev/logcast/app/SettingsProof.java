package dev.logcast.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The list of what is wrong with the settings, for who asks without a server: the launcher, which has classes of its own and only Java's
 * in common.
 */
public final class SettingsProof {
    private SettingsProof() {}

    /**
     * @param property gives the value of a property by its name, or null
     * @param given the names of all there are, as properties or as variables of the environment
     * @param remarks takes a line for each setting that nothing reads
     * @return a line for each mistake
     */
    public static List<String> mistakes(
            UnaryOperator<String> property, Iterable<String> given, Consumer<String> remarks) {
        try {
            Settings.read(name -> Optional.ofNullable(property.apply(name)), given)
                    .strays()
                    .forEach(remarks);
            return List.of();
        } catch (InvalidSettingsException e) {
            return String.valueOf(e.getMessage()).lines().toList();
        }
    }
}
