package dev.logcast.app;

import dev.logcast.duty.Duty;
import dev.logcast.line.ServerLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The threads that run for as long as the application is deployed, each with its duty. One thread begins and ends them; any asks. */
public final class Threads {
    private static final System.Logger LOG = ServerLog.of(Threads.class.getName());

    private final List<Duty> duties = new CopyOnWriteArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();

    public void begin(Duty duty, ExecutorService executor) {
        duties.add(duty);
        running.add(executor.submit(duty));
    }

    /** Those that do not run, or do not move, and why; by name. */
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        for (Duty duty : duties) {
            String problem = duty.problem();
            if (problem != null) {
                problems.put(duty.name(), problem);
            }
        }
        return problems;
    }

    /** Waits until all have ended, so long in all; those that have not by then are interrupted. */
    public void end(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        running.forEach(task -> await(task, deadline));
    }

    private static void await(Future<?> task, long deadline) {
        try {
            task.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
        } catch (ExecutionException | CancellationException e) {
            LOG.log(System.Logger.Level.WARNING, "A thread ended by a fault", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
