package dev.logcast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JoinedScriptTest {
    private final Map<String, String> modules = new HashMap<>(Map.of(
            "/js/begin.js", "import { state } from './core/state.js';\nexport const worker = state();\n",
            "/js/core/state.js", "let own = 1;\nexport function state() { return own; }\n",
            "/js/main.js",
                    "import { worker } from './begin.js';\nimport {\n  a,\n  b,\n} from './ui/a.js';\nimport './ui/c.js';\na(b, worker);\n",
            "/js/ui/a.js",
                    "import { state } from '../core/state.js';\nimport { c } from './c.js';\nexport async function a() { c(); }\nexport const b = state();\n",
            "/js/ui/c.js", "import { b } from './a.js';\nexport class C {}\nexport function c() { return b; }\n"));

    @Test
    void aModuleComesWithAllThatItImportsInTheOrderOfABrowser() {
        assertThat(join("/js/begin.js", Optional.empty()))
                .isEqualTo("let own = 1;\nexport function state() { return own; }\nexport const worker = state();\n");
    }

    @Test
    void whatHasRunBeforeIsImportedFromThereAndCirclesAreNone() {
        assertThat(join("/js/main.js", Optional.of("/js/begin.js")))
                .isEqualTo("import { state, worker } from './begin.js';\nclass C {}\nfunction c() { return b; }\n"
                        + "async function a() { c(); }\nconst b = state();\na(b, worker);\n");
    }

    @Test
    void aNameThatTwoModulesHaveIsRefused() {
        modules.put("/js/ui/c.js", "let b = 1;\nexport function c() {}\n");
        assertThatThrownBy(() -> join("/js/main.js", Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("/js/ui/a.js and /js/ui/c.js have the same name: b");
    }

    @Test
    void whatCannotBeJoinedIsRefused() {
        for (String line : new String[] {
            "import { a as b } from './a.js';",
            "export default 1;",
            "export { c };",
            "export let c;",
            "export * from './a.js';",
            "const c = import('./a.js');"
        }) {
            modules.put("/js/ui/c.js", line + '\n');
            assertThatThrownBy(() -> join("/js/main.js", Optional.empty()))
                    .as(line)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("/js/ui/c.js ");
        }
    }

    private String join(String path, Optional<String> earlier) {
        return JoinedScript.of(path, earlier, modules::get);
    }
}
