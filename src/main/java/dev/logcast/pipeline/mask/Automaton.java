package dev.logcast.pipeline.mask;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;

/**
 * Finds all of many literals in one pass (Aho and Corasick, Efficient string matching, CACM 18:6, 1975), as one table of states and
 * classes of characters: a look at it for each character, whatever the number of literals. Letters are found in both cases, {@code 0} is any digit;
 * characters that are in no literal, and all beyond ASCII, are one class. Immutable.
 */
final class Automaton {
    private static final int ASCII = 128;

    /** The class of each ASCII character; 0 is that of all others. */
    private final byte[] classes = new byte[ASCII];

    /** The next state by state and class. States are multiples of the number of classes; from {@link #firstFinal} on they end literals. */
    private final char[] next;

    private final int firstFinal;

    /** The literals that end in each final state. */
    private final int[][] ends;

    private final int width;

    /** Whether these literals are not too many for the table. */
    static boolean fits(List<String> literals) {
        BitSet characters = new BitSet();
        literals.forEach(literal -> literal.chars().forEach(characters::set));
        int states = 1 + literals.stream().mapToInt(String::length).sum();
        return states * (1L + characters.cardinality()) <= Character.MAX_VALUE;
    }

    /** @param literals of ASCII, in small letters, that fit */
    Automaton(List<String> literals) {
        int count = 1;
        for (String literal : literals) {
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
                if (classes[c] == 0) {
                    byte newClass = (byte) count++;
                    if (c == '0') {
                        Arrays.fill(classes, '0', '9' + 1, newClass);
                    }
                    classes[c] = newClass;
                    classes[Character.toUpperCase(c)] = newClass;
                }
            }
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
        next = new char[states * width];
        for (int state = 0; state < place.length; state++) {
            for (int c = 0; c < width; c++) {
                next[place[state] * width + c] = (char) (place[trie.get(state)[c]] * width);
            }
        }
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
        char[] table = next;
        byte[] class_ = classes;
        int finals = firstFinal;
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = table[state + (c < ASCII ? class_[c] : 0)];
            if (state >= finals) {
                for (int literal : ends[(state - finals) / width]) {
                    listener.found(literal, i + 1);
                }
            }
        }
    }
}
