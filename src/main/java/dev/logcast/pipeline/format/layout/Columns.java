package dev.logcast.pipeline.format.layout;

/**
 * In which column of a source's lines words stand that could be levels: what one line does not tell, many do. A column counts once
 * it holds such a word in most lines.
 */
final class Columns {
    private static final int COLUMNS = 8;
    private static final int FEW = 5;
    private static final int MANY = 200;

    private final int[] seen = new int[COLUMNS];
    private int lines;

    /** A word that could be a level stands in this column. @return whether it is one */
    boolean sees(int column) {
        if (column >= COLUMNS) {
            return false;
        }
        seen[column]++;
        return lines >= FEW && seen[column] * 5 >= lines * 3;
    }

    /** Whether too little is known. */
    boolean unknown() {
        return lines < FEW;
    }

    void endOfLine() {
        if (++lines > MANY) {
            lines /= 2;
            for (int i = 0; i < COLUMNS; i++) {
                seen[i] /= 2;
            }
        }
    }
}
