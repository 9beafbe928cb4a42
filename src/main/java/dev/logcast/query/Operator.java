package dev.logcast.query;

/** A comparison of a field with a value. */
public enum Operator {
    CONTAINS(":"),
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    AT_LEAST(">="),
    LESS("<"),
    AT_MOST("<=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** Whether it asks for an order, which only levels and quantities have. */
    public boolean ordering() {
        return this == GREATER || this == AT_LEAST || this == LESS || this == AT_MOST;
    }

    /** Whether two values that {@link Comparable#compareTo compare} like this satisfy the operator. */
    public boolean holds(int comparison) {
        return switch (this) {
            case CONTAINS, EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case GREATER -> comparison > 0;
            case AT_LEAST -> comparison >= 0;
            case LESS -> comparison < 0;
            case AT_MOST -> comparison <= 0;
        };
    }
}
