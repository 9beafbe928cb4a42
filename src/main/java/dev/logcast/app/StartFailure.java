package dev.logcast.app;

/**
 * Stops the deployment, and the process where it serves nothing else. What is wrong has been logged, a line each, behind the
 * words that {@code ./logcast} looks for.
 */
final class StartFailure extends RuntimeException {
    private static final System.Logger LOG = System.getLogger("dev.logcast");

    StartFailure(String mistakes) {
        super(mistakes);
        mistakes.lines().forEach(mistake -> LOG.log(System.Logger.Level.ERROR, "Logcast cannot start: {0}", mistake));
        if (Boolean.getBoolean("logcast.alone")) {
            Runtime.getRuntime().halt(1);
        }
    }
}
