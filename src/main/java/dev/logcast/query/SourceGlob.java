package dev.logcast.query;

import dev.logcast.line.SourceId;

/** A pattern of source ids, in which {@code *} stands for any characters: {@code app}, {@code services/*}, {@code web-*}. */
public record SourceGlob(String pattern) {
    public boolean matches(SourceId source) {
        return matches(source.value());
    }

    /** Whether the pattern names one source and no other. */
    public boolean literal() {
        return pattern.indexOf('*') < 0;
    }

    /** Whether an id below a group may match. */
    public boolean reaches(SourceId group) {
        String below = group.value() + '/';
        int star = pattern.indexOf('*');
        String head = star < 0 ? pattern : pattern.substring(0, star);
        return head.startsWith(below) || (star >= 0 && below.startsWith(head));
    }

    /** Greedy matching with one point of return, linear in practice and never worse than quadratic. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
