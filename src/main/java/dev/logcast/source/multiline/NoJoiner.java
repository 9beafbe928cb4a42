package dev.logcast.source.multiline;

/** Every line is a record. */
final class NoJoiner implements Joiner {
    @Override
    public Joint next(String line) {
        return Joint.BEGINS;
    }

    @Override
    public boolean mayGoOn() {
        return false;
    }

    @Override
    public boolean isPatient() {
        return false;
    }

    @Override
    public void restart() {}
}
