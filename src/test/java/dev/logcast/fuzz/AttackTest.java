package dev.logcast.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.fuzz.Description.Operation;
import dev.logcast.fuzz.Description.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@link FuzzIT} sends. */
class AttackTest {
    private static final int SHOTS = 20_000;

    private static final Hostile.Known NOTHING = new Hostile.Known() {
        @Override
        public String cursor(int number) {
            return "0-0";
        }

        @Override
        public String line(int number) {
            return "app@0:0";
        }
    };

    private static Attack attack(Description description) {
        return new Attack(description, 1, NOTHING, 8080, List.of("Bearer x"));
    }

    private static void assertAllSent(Description description) {
        Set<String> described = new TreeSet<>();
        for (Operation operation : description.operations()) {
            described.add(name(operation));
            for (Parameter parameter : operation.parameters()) {
                described.add(name(operation) + ' ' + parameter.name());
            }
        }
        Set<String> sent = new TreeSet<>();
        Attack attack = attack(description);
        for (int i = 0; i < SHOTS; i++) {
            Shot shot = attack.next();
            sent.add(name(shot.operation()));
            shot.parameters().forEach(parameter -> sent.add(name(shot.operation()) + ' ' + parameter));
        }
        assertThat(sent).isEqualTo(described);
    }

    private static String name(Operation operation) {
        return operation.method() + ' ' + operation.path();
    }

    @Test
    void everyParameterOfEveryOperationIsSent() throws IOException {
        Description description = Description.read();
        assertThat(description.operations())
                .extracting(AttackTest::name)
                .contains("GET /logs/{source}", "POST /api/session");
        assertAllSent(description);
    }

    @Test
    void whatTheDescriptionGetsBesidesIsSentAsWell() throws IOException {
        String yaml = Files.readString(Path.of("src/main/resources/META-INF/openapi.yaml"))
                .replace(
                        "paths:\n",
                        """
                        paths:
                          /api/new/{name}:
                            put:
                              parameters:
                                - $ref: '#/components/parameters/name'
                                - $ref: '#/components/parameters/colour'
                        """
                                .indent(0))
                .replace(
                        "  parameters:\n    path-source:",
                        """
                          parameters:
                            name: {name: name, in: path, required: true, schema: {type: string}}
                            colour:
                              name: colour
                              in: query
                              schema: {type: string, enum: [red, green]}
                            path-source:"""
                                .indent(2)
                                .stripTrailing());
        Description description = Description.of(yaml);
        assertThat(description.operations().get(0).path()).isEqualTo("/api/new/{name}");
        assertThat(description.operations().get(0).parameters())
                .containsExactly(
                        new Parameter("name", "path", List.of()),
                        new Parameter("colour", "query", List.of("red", "green")));
        assertAllSent(description);
    }

    @Test
    void theSameSeedSendsTheSame() throws IOException {
        Attack one = attack(Description.read());
        Attack other = attack(Description.read());
        for (int i = 0; i < 1000; i++) {
            assertThat(one.next()).hasToString(other.next().toString());
        }
    }
}
