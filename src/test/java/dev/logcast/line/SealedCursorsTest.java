package dev.logcast.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedCursorsTest {
    @TempDir
    Path directory;

    @Test
    void everyCursorComesBackAndSaysNothingOfItsNumber() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SealedCursors sealed = SealedCursors.in(directory);
        Set<String> beginnings = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String epoch = Long.toString(random.nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
            Cursor cursor = new Cursor(epoch, random.nextLong(1L << random.nextInt(60)));
            assertThat(sealed.read(sealed.write(cursor))).as("seed " + seed).contains(cursor);
            beginnings.add(sealed.write(new Cursor("1kx3", i)).substring(0, 4));
        }
        // Neighbours have nothing in common: of 1000 in 64^4 there are hardly ever two that begin alike.
        assertThat(beginnings).hasSizeGreaterThan(990);
    }

    @Test
    void keyIsKeptForItsOwnerAlone() throws Exception {
        String written = SealedCursors.in(directory).write(new Cursor("run", 5));

        assertThat(SealedCursors.in(directory).read(written)).contains(new Cursor("run", 5));
        assertThat(SealedCursors.in(directory.resolve("other")).read(written)).isNotEqualTo(new Cursor("run", 5));
        assertThat(Files.getPosixFilePermissions(directory.resolve("cursor-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void textsOfOtherFormsAreNone() {
        SealedCursors sealed = SealedCursors.in(directory);
        for (String text : new String[] {"", "1kx3-18420", "A".repeat(23), "é".repeat(22), "A".repeat(21) + "="}) {
            assertThat(sealed.read(text)).as(text).isEmpty();
        }
    }
}
