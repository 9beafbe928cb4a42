package dev.logcast.app;

import static dev.logcast.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logcast.archive.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockReadersTest {
    private final BlockReaders readers = new BlockReaders(2);
    private final List<String> done = new ArrayList<>();

    private Reading reading(String name, long spent) {
        return new Reading() {
            @Override
            public long spentNanos() {
                return spent;
            }

            @Override
            public void run() {
                done.add(name);
            }
        };
    }

    @Test
    void fewReadAtATimeAndThoseFirstWhoHaveTakenLeast() {
        Queue<Runnable> threads = new ArrayDeque<>();
        readers.use(threads::add);
        readers.execute(reading("much", 3));
        readers.execute(reading("most", 4));
        readers.execute(reading("nothing yet", 0));
        readers.execute(reading("little", 1));

        assertThat(threads).hasSize(2);
        threads.remove().run();
        assertThat(done).containsExactly("nothing yet", "little", "much", "most");
        threads.remove().run();

        readers.execute(reading("next", 0));
        threads.remove().run();
        assertThat(done).endsWith("next");
    }

    @Test
    void whatIsNoReadingWaitsForNobody() {
        Queue<Runnable> threads = new ArrayDeque<>();
        readers.use(threads::add);
        readers.execute(reading("one", 0));
        readers.execute(reading("other", 0));
        readers.execute(() -> done.add("at once"));

        assertThat(threads).hasSize(3);
    }

    @Test
    void withoutThreadsWhoAsksReads() {
        readers.execute(reading("here", 0));
        readers.use(task -> {
            throw new RejectedExecutionException();
        });
        readers.execute(reading("here too", 0));

        assertThat(done).containsExactly("here", "here too");
    }

    @Test
    void nothingIsForgottenWhenAllAskAtOnce() {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        readers.use(threads);
        AtomicInteger left = new AtomicInteger(20_000);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                for (int n = 0; n < 5_000; n++) {
                    long spent = n;
                    readers.execute(new Reading() {
                        @Override
                        public long spentNanos() {
                            return spent;
                        }

                        @Override
                        public void run() {
                            left.decrementAndGet();
                        }
                    });
                }
            });
        }
        await(() -> left.get() == 0);
        threads.shutdown();
    }
}
