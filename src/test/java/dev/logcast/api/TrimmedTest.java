package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrimmedTest {
    @Test
    void commentsAndIndentationAreLeftOut() {
        assertThat(
                        Trimmed.of(
                                "/js/a.js",
                                """
                        /**
                         * What it is: a * b.
                         */
                        export const a = /** @type {const} */ (['x']);
                          // Why.
                          /** @type {string} */
                          let b = 'http://host/*'; // stays
                        """))
                .isEqualTo("export const a = (['x']);\nlet b = 'http://host/*'; // stays\n");
        assertThat(Trimmed.of("/css/a.css", "/* All\n   rows */\n.row {\n  color: red;\n}\n"))
                .isEqualTo(".row {\ncolor: red;\n}\n");
    }

    @Test
    void whatIsNoScriptAndNoStyleSheetStaysAsItIs() {
        assertThat(Trimmed.of("/index.html", "  <p>a</p>\n")).isEqualTo("  <p>a</p>\n");
    }

    @Test
    void aCommentWithoutAnEndStays() {
        String text = "/* " + "x*".repeat(100_000);
        assertThat(Trimmed.of("/js/a.js", text)).isEqualTo(text);
    }
}
