package dev.logcast.app;

import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The threads that open blocks of the archive for those who ask; without any the asking thread does it. */
@Singleton
public class Readers implements Executor {
    private volatile Executor threads = Runnable::run;

    void use(Executor executor) {
        threads = executor;
    }

    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }
}
