package dev.logcast.pipeline.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in text. All detectors share one pass over it for the literals that their secrets cannot be without; only where one is
 * found, its surroundings are looked at. Nothing is allocated for a text without secrets.
 *
 * <p>Immutable, and thread-safe.
 */
public final class Masking {
    /** Hides nothing. */
    public static final Masking NONE = new Masking(false, List.of(), List.of());

    private static final List<Detector> SECRETS = secrets();

    /** What may be hidden besides secrets. */
    public enum Option {
        EMAIL,
        IP,
        PHONE;

        private Detector detector() {
            return switch (this) {
                case EMAIL -> Personal.EMAIL;
                case IP -> Personal.IP;
                case PHONE -> Personal.PHONE;
            };
        }

        public static Optional<Option> named(String name) {
            for (Option option : values()) {
                if (option.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return Optional.of(option);
                }
            }
            return Optional.empty();
        }
    }

    private final List<String> names = new ArrayList<>();

    /** By literal of the automaton: whom it concerns; a detector, or a pattern counted on from the detectors. */
    private final int[] owners;

    private final int[] lengths;
    private final Detector.Finder[] finders;
    private final Pattern[] patterns;

    /** Patterns of which no literal is known, or that came when the automaton was full. */
    private final List<Integer> always = new ArrayList<>();

    private final Automaton automaton;

    /** @param secrets whether what is built in is looked for */
    public Masking(boolean secrets, List<Option> options, List<CustomPattern> custom) {
        List<Detector> detectors = new ArrayList<>(secrets ? SECRETS : List.of());
        options.forEach(option -> detectors.add(option.detector()));
        List<String> literals = new ArrayList<>();
        List<Integer> literalOwners = new ArrayList<>();
        for (Detector detector : detectors) {
            for (String literal : detector.literals()) {
                literals.add(literal);
                literalOwners.add(names.size());
            }
            names.add(detector.name());
        }
        finders = detectors.stream().map(Detector::finder).toArray(Detector.Finder[]::new);
        for (CustomPattern pattern : custom) {
            String literal = pattern.literal();
            literals.add(literal);
            if (literal.isEmpty() || !Automaton.fits(literals)) {
                literals.remove(literals.size() - 1);
                always.add(names.size());
            } else {
                literalOwners.add(names.size());
            }
            names.add(pattern.name());
        }
        patterns = custom.stream().map(CustomPattern::compile).toArray(Pattern[]::new);
        owners = literalOwners.stream().mapToInt(Integer::intValue).toArray();
        lengths = literals.stream().mapToInt(String::length).toArray();
        automaton = new Automaton(literals);
    }

    private static List<Detector> secrets() {
        List<Detector> all = new ArrayList<>(List.of(
                PrivateKeys.BLOCK,
                Headers.AUTHORIZATION,
                Headers.COOKIE,
                KeyedSecrets.PASSWORD,
                KeyedSecrets.IDENTIFIED_BY,
                Commands.CURL,
                Commands.SSHPASS,
                Commands.MYSQL,
                Addresses.USERINFO,
                Addresses.ORACLE));
        all.addAll(Tokens.ALL);
        all.addAll(Numbers.ALL);
        return all;
    }

    /** @param text without terminal escapes */
    public Masked mask(String text) {
        Pass pass = new Pass(text);
        automaton.search(text, pass);
        return pass.result();
    }

    /** What is found in one text. */
    private final class Pass implements Automaton.Listener {
        private final String text;
        private @Nullable Spans spans;
        private @Nullable BitSet due;

        Pass(String text) {
            this.text = text;
        }

        @Override
        public void found(int literal, int end) {
            int owner = owners[literal];
            if (owner >= finders.length) {
                due = due == null ? new BitSet() : due;
                due.set(owner);
                return;
            }
            long span = finders[owner].find(text, end - lengths[literal], end);
            if (span != Detector.Finder.NOTHING) {
                spans().add(Detector.Finder.from(span), Detector.Finder.to(span), owner);
            }
        }

        Masked result() {
            always.forEach(this::findAll);
            if (due != null) {
                due.stream().forEach(this::findAll);
            }
            return spans == null ? Masked.none(text) : Masked.of(text, spans.merged(), names);
        }

        private void findAll(int owner) {
            Matcher matcher = patterns[owner - finders.length].matcher(text);
            int group = matcher.groupCount() > 0 ? 1 : 0;
            while (matcher.find()) {
                if (matcher.start(group) >= 0 && matcher.start(group) < matcher.end(group)) {
                    spans().add(matcher.start(group), matcher.end(group), owner);
                }
            }
        }

        private Spans spans() {
            Spans found = spans == null ? new Spans() : spans;
            spans = found;
            return found;
        }
    }
}
