package dev.logcast.app;

/**
 * The end of a start that failed: stops the deployment, and the process where it serves nothing else. What is wrong is said before, a line
 * for each mistake, and stands there without a trace.
 */
final class StartFailure extends RuntimeException {
    private static final String CANNOT_START = "Logcast cannot start: ";

    StartFailure(String mistakes) {
        super(CANNOT_START + mistakes, null, false, false);
        mistakes.lines().forEach(mistake -> Notice.error(CANNOT_START + mistake));
        if (Notice.alone()) {
            Runtime.getRuntime().halt(1);
        }
    }
}
