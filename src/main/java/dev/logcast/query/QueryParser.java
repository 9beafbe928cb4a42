package dev.logcast.query;

import com.google.re2j.PatternSyntaxException;
import dev.logcast.line.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A parser of the query language, by recursive descent:
 *
 * <pre>
 * any    = all { "OR" all }
 * all    = term { [ "AND" ] term }
 * term   = ( "NOT" | "-" ) term | "(" any ")" | phrase | regex | field | word
 * field  = ( name | phrase ) ( ":" | "=" | "!=" | "&gt;" | "&gt;=" | "&lt;" | "&lt;=" ) ( phrase | word )
 * </pre>
 *
 * A word ends at a blank or at a parenthesis that it did not open. What begins with a slash is a regex if the next slash that has no
 * backslash before it ends it, that is if behind it and its {@code i} comes nothing, a blank or a closing parenthesis: so paths are
 * words. {@code ://}, {@code ::}, {@code :\}, {@code ->} and {@code =>} make no field. A name in quotes may be anything, and is that of
 * an attribute; one without that holds {@code / $ { } # +} is looked for as a field and as text. Not for use by more than one thread, or twice.
 */
final class QueryParser {
    static final int MAX_LENGTH = 4000;
    static final int MAX_TERMS = 100;
    static final int MAX_DEPTH = 20;
    private static final int MAX_REGEXES = 10;

    static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT");

    /** Names that are no attribute's unless they stand in quotes. */
    static final Set<String> RESERVED = Set.of("level", "source", "since", "until", "case");

    private static final Term EVERYTHING = new Term.And(List.of());

    private final String text;
    private final Instant now;
    private final ZoneId zone;
    private int at;
    private int depth;
    private int terms;
    private int regexes;
    private int instructions;
    private boolean caseSensitive;

    QueryParser(String text, Instant now, ZoneId zone) {
        this.text = text;
        this.now = now;
        this.zone = zone;
    }

    Query parse() throws QuerySyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw mistake(
                    MAX_LENGTH, "a query has at most " + MAX_LENGTH + " characters, this one has " + text.length());
        }
        skip();
        Term term = at == text.length() ? EVERYTHING : any();
        if (at < text.length()) {
            throw mistake(at, "there is no ( for this )");
        }
        return new Query(term, caseSensitive);
    }

    private Term any() throws QuerySyntaxException {
        int start = at;
        List<Term> alternatives = new ArrayList<>();
        alternatives.add(all());
        while (keyword("OR")) {
            require("OR");
            alternatives.add(all());
        }
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        if (alternatives.contains(EVERYTHING)) {
            throw mistake(start, "a term must stand on both sides of OR, besides case:yes");
        }
        List<Term> flat = new ArrayList<>();
        alternatives.forEach(each -> flat.addAll(each instanceof Term.Or or ? or.terms() : List.of(each)));
        return new Term.Or(flat);
    }

    private Term all() throws QuerySyntaxException {
        List<Term> flat = new ArrayList<>();
        while (true) {
            Term term = term();
            flat.addAll(term instanceof Term.And and ? and.terms() : List.of(term));
            if (keyword("AND")) {
                require("AND");
            } else if (ended() || atKeyword("OR")) {
                return flat.size() == 1 ? flat.get(0) : new Term.And(flat);
            }
        }
    }

    private Term term() throws QuerySyntaxException {
        int start = at;
        if (atKeyword("OR") || atKeyword("AND")) {
            throw mistake(
                    start,
                    "a term must stand on both sides of " + text.substring(at, at + (atKeyword("OR") ? 2 : 3))
                            + "; write it in quotes to look for the word");
        }
        boolean not = keyword("NOT");
        if (not) {
            require("NOT");
        } else if (text.charAt(at) == '-') {
            not = true;
            at++;
            if (ended() || isBlank(text.charAt(at))) {
                throw mistake(
                        start, "what must not be there has to follow - at once; write \"-\" to look for the sign");
            }
            if (text.charAt(at) == '-') {
                return counted(new Term.Not(word()));
            }
        }
        if (not) {
            deeper(start);
            Term negated = term();
            depth--;
            return new Term.Not(negated);
        }
        return primary();
    }

    private Term primary() throws QuerySyntaxException {
        char c = text.charAt(at);
        if (c == '(') {
            return parenthesised();
        } else if (c == ')') {
            throw mistake(at, "a term must stand before )");
        } else if (c == '"') {
            return counted(phraseOrField());
        }
        Term term = c == '/' ? regex() : field();
        return counted(term == null ? word() : term);
    }

    private Term parenthesised() throws QuerySyntaxException {
        int start = at++;
        deeper(start);
        skip();
        if (at == text.length()) {
            throw mistake(start, "there is no ) for this (");
        }
        Term inner = any();
        if (at == text.length()) {
            throw mistake(start, "there is no ) for this (");
        }
        at++;
        skip();
        depth--;
        return inner;
    }

    private Term phraseOrField() throws QuerySyntaxException {
        int start = at;
        String phrase = phrase(true);
        Operator operator = operator(at);
        if (operator == null) {
            skip();
            return new Term.Text(phrase);
        }
        return field(phrase, operator, start);
    }

    private Term word() {
        return new Term.Text(rawWord());
    }

    /** Reads up to a blank, or to a parenthesis that was not opened in the word. */
    private String rawWord() {
        int start = at;
        int open = 0;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            char c = text.charAt(at);
            if (c == '(') {
                open++;
            } else if (c == ')' && --open < 0) {
                break;
            }
            at++;
        }
        String word = text.substring(start, at);
        skip();
        return word;
    }

    /** Reads up to the quote that ends it. */
    private String phrase(boolean filled) throws QuerySyntaxException {
        int start = at++;
        StringBuilder phrase = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (c == '\\' && (next == '"' || next == '\\')) {
                c = next;
                at++;
            }
            phrase.append(c);
            at++;
        }
        if (at == text.length()) {
            throw mistake(start, "the quote has no end");
        }
        at++;
        if (filled && phrase.isEmpty()) {
            throw mistake(start, "there must be something between the quotes");
        }
        return phrase.toString();
    }

    /** Null when what begins with a slash is a word. */
    private @Nullable Term regex() throws QuerySyntaxException {
        int start = at + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != '/') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length() || end == start) {
            return null;
        }
        boolean ignoreCase = end + 1 < text.length() && text.charAt(end + 1) == 'i';
        int behind = end + (ignoreCase ? 2 : 1);
        if (behind < text.length() && !isBlank(text.charAt(behind)) && text.charAt(behind) != ')') {
            return null;
        }
        Term.Regex regex = new Term.Regex(text.substring(start, end), ignoreCase);
        if (++regexes > MAX_REGEXES) {
            throw mistake(at, "a query has at most " + MAX_REGEXES + " regular expressions");
        }
        check(regex, start);
        at = behind;
        skip();
        return regex;
    }

    private void check(Term.Regex regex, int start) throws QuerySyntaxException {
        RegexShape shape = new RegexShape(regex.pattern());
        try {
            // What is far too large is not even compiled.
            int size = shape.small() ? PredicateCompiler.pattern(regex).programSize() : shape.size();
            if (size > RegexShape.MAX_SIZE) {
                throw mistake(
                        start,
                        "the regular expression is too large: its repetitions count as often as they may occur, "
                                + RegexShape.MAX_SIZE + " characters in all");
            }
            instructions += size;
            if (instructions > RegexShape.MAX_SIZE) {
                throw mistake(
                        start,
                        "the regular expressions of a query may be " + RegexShape.MAX_SIZE
                                + " characters in all, of which repetitions count as often as they may occur; with this"
                                + " one they are " + instructions);
            }
        } catch (PatternSyntaxException e) {
            String wrong = e.getPattern() == null ? "" : e.getPattern();
            int place = Math.max(0, regex.pattern().indexOf(wrong));
            throw mistake(start + place, "no regular expression (RE2): " + e.getDescription());
        }
    }

    /** Null when what comes is a word. */
    private @Nullable Term field() throws QuerySyntaxException {
        int start = at;
        int end = nameEnd(start);
        Operator operator = end == start ? null : operator(end);
        if (operator == null) {
            return null;
        }
        String name = text.substring(start, end);
        if (FieldName.isOdd(name)) {
            return fieldOrText(name, operator, start, end);
        }
        at = end;
        return RESERVED.contains(name) ? ofLine(name, operator, start) : field(name, operator, start);
    }

    /** What may be a path as well. Null when it can only be a word. */
    private @Nullable Term fieldOrText(String name, Operator operator, int start, int end) throws QuerySyntaxException {
        at = end + operator.symbol().length();
        if (ended() || isBlank(text.charAt(at))) {
            at = start;
            return null;
        }
        if (text.charAt(at) == '"') {
            at = end;
            return field(name, operator, start);
        }
        String value = rawWord();
        Term.Text word = new Term.Text(text.substring(start, end) + operator.symbol() + value);
        if (operator.ordering() && Quantity.parse(value) == null) {
            return word;
        }
        boolean anything = operator == Operator.CONTAINS && value.equals("*");
        return new Term.Or(List.of(anything ? new Term.Exists(name) : new Term.Field(name, operator, value), word));
    }

    /** A field of that name, whatever it is called. */
    private Term field(String name, Operator operator, int start) throws QuerySyntaxException {
        at += operator.symbol().length();
        int valueAt = at;
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value = value(start);
        if (operator == Operator.CONTAINS && !quoted && value.equals("*")) {
            return new Term.Exists(name);
        }
        if (operator.ordering() && Quantity.parse(value) == null) {
            throw mistake(
                    valueAt,
                    "what is compared with " + operator.symbol()
                            + " must be a number, a duration such as 250ms or a size such as 10kB," + " was \"" + value
                            + '"');
        }
        return new Term.Field(name, operator, value);
    }

    /** What has a meaning of its own: the level, source and time of the line, and how the query is read. */
    private Term ofLine(String name, Operator operator, int start) throws QuerySyntaxException {
        int operatorAt = at;
        at += operator.symbol().length();
        int valueAt = at;
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value = value(start);
        boolean anything = operator == Operator.CONTAINS && !quoted && value.equals("*");
        return switch (name) {
            case "level" -> anything ? new Term.Exists(name) : level(operator, value, valueAt);
            case "source" -> source(operator, value, operatorAt);
            case "since", "until" -> time(name, operator, value, operatorAt);
            default -> caseTerm(operator, value, operatorAt);
        };
    }

    private String value(int start) throws QuerySyntaxException {
        int valueAt = at;
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        String value;
        if (quoted) {
            value = phrase(false);
            skip();
        } else {
            value = rawWord();
        }
        if (value.isEmpty() && !quoted) {
            String before = text.substring(start, valueAt);
            throw mistake(
                    valueAt,
                    "a value must follow " + before + " at once; write " + QueryPrinter.quoted(before)
                            + " to look for the text");
        }
        return value;
    }

    private static Term level(Operator operator, String value, int valueAt) throws QuerySyntaxException {
        Level level = Level.named(value).orElse(null);
        if (level == null) {
            throw mistake(valueAt, "a level is trace, debug, info, warn, error or fatal, was \"" + value + '"');
        }
        return new Term.OfLevel(operator == Operator.CONTAINS ? Operator.EQUAL : operator, level);
    }

    private static Term source(Operator operator, String value, int operatorAt) throws QuerySyntaxException {
        Term term = new Term.OfSource(new SourceGlob(value));
        return switch (operator) {
            case CONTAINS, EQUAL -> term;
            case NOT_EQUAL -> new Term.Not(term);
            case GREATER, AT_LEAST, LESS, AT_MOST ->
                throw mistake(operatorAt, "a source is compared with :, = or !=, as in source:web-*");
        };
    }

    private Term time(String name, Operator operator, String value, int operatorAt) throws QuerySyntaxException {
        if (operator != Operator.CONTAINS) {
            throw mistake(operatorAt, name + " takes a colon, as in " + name + ":10m");
        }
        Instant time;
        try {
            time = Times.parse(value, now, zone);
        } catch (DateTimeException | ArithmeticException e) {
            throw mistake(operatorAt + 1, "a time is " + Times.EXPECTED + ", was \"" + value + '"');
        }
        return name.equals("since") ? new Term.Since(time) : new Term.Until(time);
    }

    /** Says how the whole query is read, wherever it stands; as a term it is true of every line. */
    private Term caseTerm(Operator operator, String value, int operatorAt) throws QuerySyntaxException {
        if (operator != Operator.CONTAINS || !(value.equals("yes") || value.equals("no"))) {
            throw mistake(operatorAt, "case is case:yes or case:no");
        }
        if (depth > 0) {
            throw mistake(
                    operatorAt, "case:" + value + " is said of the whole query, outside of parentheses and negations");
        }
        caseSensitive = value.equals("yes");
        return EVERYTHING;
    }

    private int nameEnd(int start) {
        int end = start;
        while (end < text.length() && FieldName.isPart(text.charAt(end), end == start)) {
            end++;
        }
        // An arrow is no name with a sign behind.
        return end > start && text.charAt(end - 1) == '-' ? start : end;
    }

    private @Nullable Operator operator(int place) {
        char c = place < text.length() ? text.charAt(place) : 0;
        char next = place + 1 < text.length() ? text.charAt(place + 1) : 0;
        return switch (c) {
            case ':' -> next == ':' || next == '\\' || text.startsWith("//", place + 1) ? null : Operator.CONTAINS;
            case '=' -> next == '>' ? null : Operator.EQUAL;
            case '!' -> next == '=' ? Operator.NOT_EQUAL : null;
            case '>' -> next == '=' ? Operator.AT_LEAST : Operator.GREATER;
            case '<' -> next == '=' ? Operator.AT_MOST : Operator.LESS;
            default -> null;
        };
    }

    private Term counted(Term term) throws QuerySyntaxException {
        if (++terms > MAX_TERMS) {
            throw mistake(Math.min(at, text.length()), "a query has at most " + MAX_TERMS + " terms");
        }
        return term;
    }

    private void deeper(int start) throws QuerySyntaxException {
        if (++depth > MAX_DEPTH) {
            throw mistake(start, "parentheses and negations go at most " + MAX_DEPTH + " deep");
        }
    }

    private boolean atKeyword(String word) {
        int end = at + word.length();
        return text.startsWith(word, at)
                && (end == text.length()
                        || isBlank(text.charAt(end))
                        || text.charAt(end) == '('
                        || text.charAt(end) == ')');
    }

    private boolean keyword(String word) {
        if (!atKeyword(word)) {
            return false;
        }
        at += word.length();
        skip();
        return true;
    }

    private void require(String keyword) throws QuerySyntaxException {
        if (ended()) {
            throw mistake(at, "a term must follow " + keyword + "; write \"" + keyword + "\" to look for the word");
        }
    }

    private boolean ended() {
        return at == text.length() || text.charAt(at) == ')';
    }

    private void skip() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    /** As {@code \s} of a regular expression in JavaScript, so that the page splits words at the same places. */
    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0xA0 && (Character.isSpaceChar(c) || c == '\uFEFF'));
    }

    private static QuerySyntaxException mistake(int index, String message) {
        return new QuerySyntaxException(index + 1, message);
    }
}
