package dev.logcast.source.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Stack traces as programs write them, each with numbers of its own. */
public enum Traces {
    JAVA(
            "2026-11-26 05:19:57.012 ERROR [worker-%d] dev.shop.Orders - Order failed",
            """
            java.lang.IllegalStateException: stock of %d is negative
            \tat dev.shop.Stock.take(Stock.java:41)
            \tat dev.shop.Orders.run(Orders.java:%d)
            Caused by: java.sql.SQLException: ORA-00001: unique constraint violated

            \tat oracle.jdbc.Driver.run(Driver.java:5)
            \t... 23 more
            """),
    PYTHON(
            "2026-11-26 05:19:57,012 ERROR orders: Order %d failed",
            """
            Traceback (most recent call last):
              File "/app/orders.py", line %d, in run
                take(17)
                ~~~~^^^^
            ValueError: stock of %d is negative

            During handling of the above exception, another exception occurred:

            Traceback (most recent call last):
              File "/app/orders.py", line 21, in retry
                raise Refused()
            shop.errors.Refused
            """),
    GO(
            "2026/11/26 05:19:57 ERROR order %d failed",
            """
            panic: stock of %d is negative

            goroutine 1 [running]:
            main.(*Stock).Take(0xc000012345, 0x%d)
            \t/app/stock.go:12 +0x1d
            main.main()
            \t/app/main.go:7 +0x2b
            exit status 2
            """),
    NODE(
            "2026-11-26T05:19:57.012Z ERROR order %d failed",
            """
            Error: stock of %d is negative
                at take (/app/stock.js:%d:9)
                at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
              code: 'E_STOCK',
              id: 17
            }
            """),
    DOTNET(
            "2026-11-26 05:19:57.012 +00:00 [ERR] Order %d failed",
            """
            System.InvalidOperationException: stock of %d is negative
             ---> System.IO.IOException: closed
               at Shop.Db.Read() in /app/Db.cs:line %d
               --- End of inner exception stack trace ---
               at Shop.Stock.Take(Int32 id) in /app/Stock.cs:line 12
            --- End of stack trace from previous location ---
               at Shop.Program.Main(String[] args)
            """),
    RUST(
            "[2026-11-26T05:19:57Z ERROR shop] order %d failed",
            """
            thread 'main' panicked at src/main.rs:%d:5:
            stock of %d is negative
            stack backtrace:
               0: rust_begin_unwind
                         at /rustc/82e1608df/library/std/src/panicking.rs:645:5
               1: shop::take
            note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
            """),
    RUBY(
            "E, [2026-11-26T05:19:57.012345 #%d] ERROR -- : order failed",
            """
            app.rb:%d:in 'Stock#take': stock of %d is negative (RuntimeError)
            \tfrom app.rb:21:in 'Orders#run'
            \tfrom app.rb:30:in '<main>'
            """);

    private final String logged;
    private final String trace;

    Traces(String logged, String trace) {
        this.logged = logged;
        this.trace = trace;
    }

    /** The lines of one trace. */
    public List<String> lines(Random random, boolean behindLogLine) {
        List<String> lines = new ArrayList<>();
        if (behindLogLine) {
            lines.add(logged.formatted(random.nextInt(1000)));
        }
        trace.formatted(random.nextInt(1000), random.nextInt(1000)).lines().forEach(lines::add);
        return lines;
    }

    /** A line that tells of nothing, as the same program writes it. */
    String ordinary(Random random) {
        return logged.replace("ERROR", "INFO")
                .replace("[ERR]", "[INF]")
                .replace("E, ", "I, ")
                .replace("failed", "was sent")
                .formatted(random.nextInt(1000));
    }
}
