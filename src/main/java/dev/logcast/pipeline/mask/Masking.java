package dev.logcast.pipeline.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search for secrets in text. All detectors share one pass over it for the literals that their secrets cannot be without; only where
 * one is found, its surroundings are looked at. Nothing is allocated for a text without secrets.
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

    /** Whose literals say that something is encoded. */
    private static final int DECODED = -1;

    /** How often something may be encoded within something encoded. */
    private static final int MOST_LAYERS = 3;

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
        List<String> literals = new ArrayList<>(Decoded.SIGNS);
        List<Integer> literalOwners = new ArrayList<>(Collections.nCopies(literals.size(), DECODED));
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

    /** All that are asked: what finds secrets, and what is hidden on request. */
    static List<Detector> detectors() {
        return Stream.concat(SECRETS.stream(), Stream.of(Option.values()).map(Option::detector))
                .toList();
    }

    /** What they are called, as they are counted. */
    public static List<String> builtIn() {
        return detectors().stream().map(Detector::name).distinct().toList();
    }

    private static List<Detector> secrets() {
        List<Detector> all = new ArrayList<>(List.of(
                PrivateKeys.BLOCK,
                WebKeys.PRIVATE,
                Headers.AUTHORIZATION,
                Headers.COOKIE,
                KeyedSecrets.NAMED,
                Sql.IDENTIFIED,
                Sql.VALUES,
                Addresses.USERINFO,
                Addresses.ORACLE,
                Addresses.GO,
                Addresses.HOOKS));
        all.addAll(Logins.ALL);
        all.addAll(Commands.ALL);
        all.addAll(Tokens.ALL);
        all.addAll(CardNumbers.ALL);
        return all;
    }

    /** @param text without terminal escapes */
    public Masked mask(String text) {
        Pass pass = new Pass(text, MOST_LAYERS);
        automaton.search(text, pass);
        return pass.result();
    }

    /** How many characters the detectors look at in a text, besides the one search for literals. */
    long looks(String text) {
        Pass pass = new Pass(text, MOST_LAYERS);
        automaton.search(text, pass);
        pass.result();
        return pass.looks;
    }

    /** What is found in one text. */
    private final class Pass implements Automaton.Listener {
        private final String text;
        private final int layers;
        private @Nullable Text looked;
        private @Nullable BitSet due;
        private boolean encoded;
        private boolean over;
        private final Spans spans = new Spans();
        private long looks;

        Pass(String text, int layers) {
            this.text = text;
            this.layers = layers;
        }

        @Override
        public void found(int literal, int end) {
            int owner = owners[literal];
            if (owner == DECODED) {
                encoded = true;
            } else if (owner >= finders.length) {
                due = due == null ? new BitSet() : due;
                due.set(owner);
            } else if (!over) {
                Text known = looked();
                known.owner(owner);
                finders[owner].find(known, end - lengths[literal], end);
                if (known.spent()) {
                    // Rather too much is hidden than that one line keeps all others waiting.
                    known.hideAll(end - lengths[literal], text.length());
                    over = true;
                }
            }
        }

        private Text looked() {
            Text known = looked == null ? new Text(text, spans) : looked;
            looked = known;
            return known;
        }

        Masked result() {
            find();
            return spans.isEmpty() ? Masked.none(text) : Masked.of(text, spans.found(), names);
        }

        private void find() {
            always.forEach(this::findAll);
            if (due != null) {
                due.stream().forEach(this::findAll);
            }
            looks += looked == null ? 0 : looked.looks();
            Decoded decoded = encoded && layers > 0 ? Decoded.of(text) : null;
            if (decoded != null) {
                Pass within = new Pass(decoded.text(), layers - 1);
                automaton.search(decoded.text(), within);
                within.find();
                looks += within.looks + text.length();
                Text known = new Text(text, spans);
                for (Spans.Span span : within.spans.found()) {
                    Spans.Span original = decoded.original(span);
                    known.owner(original.detector());
                    if (original.detector() < finders.length) {
                        known.hide(original.from(), original.to());
                    } else {
                        known.hideAll(original.from(), original.to());
                    }
                }
            }
        }

        private void findAll(int owner) {
            Text known = new Text(text, spans);
            known.owner(owner);
            Matcher matcher = patterns[owner - finders.length].matcher(known);
            int group = matcher.groupCount() > 0 ? 1 : 0;
            int searched = 0;
            while (searched <= text.length() && matcher.find()) {
                if (matcher.start(group) >= 0) {
                    known.hideAll(matcher.start(group), matcher.end(group));
                }
                searched = matcher.end();
                if (known.spent()) {
                    known.hideAll(searched, text.length());
                    searched = text.length() + 1;
                }
            }
            looks += known.looks();
        }
    }
}
