package dev.logcast.source.multiline;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** A line in which the expression is found begins a record; every other continues the one before it. */
final class FirstLineJoiner implements Joiner {
    private final Matcher firstLine;

    private boolean behindLine;

    FirstLineJoiner(Pattern firstLine) {
        this.firstLine = firstLine.matcher("");
    }

    @Override
    public Joint next(String line) {
        boolean continues =
                behindLine && !firstLine.reset(Joiner.beginning(line)).find();
        behindLine = true;
        return continues ? Joint.CONTINUES : Joint.BEGINS;
    }

    @Override
    public boolean mayGoOn() {
        return true;
    }

    @Override
    public boolean isPatient() {
        return true;
    }

    @Override
    public void restart() {
        behindLine = false;
    }
}
