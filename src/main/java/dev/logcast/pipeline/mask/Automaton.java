package dev.logcast.pipeline.mask;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;

/**
 * A search for all of many literals in one pass (Aho and Corasick, Efficient string matching, CACM 18:6, 1975), as one table of states and
 * classes of characters: a look at it for each character, whatever the number of literals. Letters are found in both cases and with or
 * without their accents and as wide as Chinese ones, {@code 0} is any digit; other characters beyond ASCII stand for each other, so that
 * what is found of them may be something else. Characters that are in no literal are one class. Immutable.
 */
final class Automaton {
    /** What the table may take: three megabytes. */
    private static final int MOST_ENTRIES = 700_000;

    private static final int ASCII = 128;
    private static final char BEYOND = '\u0080';
    private static final char FORMAT = '\u0001';
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** The class of each character; 0 is that of all that are in no literal. */
    private final byte[] classes = new byte[Character.MAX_VALUE + 1];

    /** The next state by state and class. States are multiples of the number of classes; from {@link #firstFinal} on they end literals. */
    private final int[] next;

    private final int firstFinal;

    /** The literals that end in each final state. */
    private final int[][] ends;

    private final int width;

    /** Whether these literals are not too many for the table. */
    static boolean fits(List<String> literals) {
        BitSet characters = new BitSet();
        literals.forEach(literal -> literal.chars().map(c -> standIn((char) c)).forEach(characters::set));
        int states = 1 + literals.stream().mapToInt(String::length).sum();
        return states * (1L + characters.cardinality()) <= MOST_ENTRIES;
    }

    /** @param literals in small letters, that fit */
    Automaton(List<String> literals) {
        int count = 1;
        for (String literal : literals) {
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                char standIn = standIn(c);
                if (classes[standIn] == 0) {
                    byte newClass = (byte) count++;
                    if (standIn == '0') {
                        Arrays.fill(classes, '0', '9' + 1, newClass);
                    }
                    classes[standIn] = newClass;
                    classes[Character.toUpperCase(standIn)] = newClass;
                }
                classes[c] = classes[standIn];
                classes[Character.toUpperCase(c)] = classes[standIn];
            }
        }
        for (char wide = Chars.WIDE; wide <= Chars.LAST_WIDE; wide++) {
            classes[wide] = classes[wide - Chars.WIDE + '!'];
        }
        width = count;
        List<int[]> trie = new ArrayList<>();
        List<List<Integer>> outputs = new ArrayList<>();
        plant(literals, trie, outputs);
        complete(trie, outputs);
        // Final states go last, so that one comparison tells them.
        int[] place = new int[trie.size()];
        int states = 0;
        for (int state = 0; state < place.length; state++) {
            if (outputs.get(state).isEmpty()) {
                place[state] = states++;
            }
        }
        firstFinal = states * width;
        ends = new int[place.length - states][];
        for (int state = 0; state < place.length; state++) {
            if (!outputs.get(state).isEmpty()) {
                ends[states - firstFinal / width] =
                        outputs.get(state).stream().mapToInt(Integer::intValue).toArray();
                place[state] = states++;
            }
        }
        next = new int[states * width];
        for (int state = 0; state < place.length; state++) {
            for (int c = 0; c < width; c++) {
                next[place[state] * width + c] = place[trie.get(state)[c]] * width;
            }
        }
    }

    /** What stands for a character: its letter without accents, or one of two for all that are no Latin letters. */
    private static char standIn(char c) {
        if (c < ASCII) {
            return c;
        } else if (Character.getType(c) == Character.FORMAT) {
            return FORMAT;
        }
        String plain = MARKS.matcher(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD))
                .replaceAll("");
        return plain.length() == 1 && plain.charAt(0) < ASCII
                ? Character.toLowerCase(plain.charAt(0))
                : (char) (BEYOND + (c & 1));
    }

    private void plant(List<String> literals, List<int[]> trie, List<List<Integer>> outputs) {
        trie.add(new int[width]);
        outputs.add(new ArrayList<>());
        for (int i = 0; i < literals.size(); i++) {
            int state = 0;
            String literal = literals.get(i);
            for (int j = 0; j < literal.length(); j++) {
                char c = literal.charAt(j);
                int[] row = trie.get(state);
                if (row[classes[c]] == 0) {
                    row[classes[c]] = trie.size();
                    trie.add(new int[width]);
                    outputs.add(new ArrayList<>());
                }
                state = row[classes[c]];
            }
            outputs.get(state).add(i);
        }
    }

    /** Makes of the trie an automaton: where no character leads on, what the longest suffix leads to. */
    private void complete(List<int[]> trie, List<List<Integer>> outputs) {
        int[] suffix = new int[trie.size()];
        Queue<Integer> queue = new ArrayDeque<>(List.of(0));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int c = 0; c < width; c++) {
                int child = trie.get(state)[c];
                int other = state == 0 ? 0 : trie.get(suffix[state])[c];
                if (child == 0) {
                    trie.get(state)[c] = other;
                } else {
                    suffix[child] = other;
                    outputs.get(child).addAll(outputs.get(other));
                    queue.add(child);
                }
            }
        }
    }

    /** Told of each literal that is found. */
    interface Listener {
        /** @param end behind its last character */
        void found(int literal, int end);
    }

    void search(String text, Listener listener) {
        int[] table = next;
        byte[] class_ = classes;
        int finals = firstFinal;
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = table[state + class_[c]];
            if (state >= finals) {
                for (int literal : ends[(state - finals) / width]) {
                    listener.found(literal, i + 1);
                }
            }
        }
    }
}
