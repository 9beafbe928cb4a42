package dev.logcast.source.multiline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultilineTest {
    /** Lines as they stand in a file behind a {@code >} where a record begins and a {@code |} where it goes on. */
    private static void assertJoined(Multiline multiline, String marked) {
        List<String> lines = marked.lines().map(line -> line.substring(1)).toList();
        char[] marks = new char[lines.size()];
        Joiner joiner = multiline.joiner();
        int settled = 0;
        for (int i = 0; i < marks.length; i++) {
            Joint joint = joiner.next(lines.get(i));
            if (joint != Joint.DEPENDS) {
                Arrays.fill(marks, settled, i, joint == Joint.CONTINUES ? '|' : '>');
                marks[i] = joint == Joint.CONTINUES ? '|' : '>';
                settled = i + 1;
            }
        }
        Arrays.fill(marks, settled, marks.length, '>');
        StringBuilder actual = new StringBuilder();
        for (int i = 0; i < marks.length; i++) {
            actual.append(marks[i]).append(lines.get(i)).append('\n');
        }
        assertThat(actual.toString()).isEqualTo(marked);
    }

    private static void assertJoined(String marked) {
        assertJoined(Multiline.AUTO, marked);
    }

    @Test
    void javaTraceBelongsToTheLineThatLoggedIt() {
        assertJoined(
                """
                >2026-11-26 05:19:57.012 INFO  [main] dev.shop.Orders - Started
                >2026-11-26 05:19:58.100 ERROR [worker-3] dev.shop.Orders - Order 17 failed
                |java.lang.IllegalStateException: stock is negative
                |\tat dev.shop.Stock.take(Stock.java:41)
                |\tat java.base/java.lang.Thread.run(Thread.java:840)
                |\tSuppressed: java.io.IOException: closed
                |\t\tat dev.shop.Db.close(Db.java:9)
                |Caused by: dev.shop.NoStockException
                |\tat dev.shop.Stock.count(Stock.java:12)
                |\t... 23 more
                |Caused by: org.postgresql.util.PSQLException: ERROR: duplicate key
                |  Detail: Key (id)=(17) already exists.
                |\tat org.postgresql.core.v3.QueryExecutorImpl.receive(QueryExecutorImpl.java:2733)
                >2026-11-26 05:19:58.200 INFO  [main] dev.shop.Orders - Next
                """);
    }

    @Test
    void rootCauseFirstAndNestedExceptionClassesBelongToo() {
        assertJoined(
                """
                >05:19:58.100 [main] ERROR dev.shop.Orders - Failed
                |dev.shop.NoStockException: none left
                |\tat dev.shop.Stock.count(Stock.java:12)
                |Wrapped by: java.lang.RuntimeException: order
                |\tat dev.shop.Orders.run(Orders.java:3)
                >05:19:58.101 [main] ERROR dev.shop.Orders - Failed
                |reactor.core.Exceptions$ErrorCallbackNotImplemented: dev.shop.NoStockException: none left
                |Caused by: dev.shop.NoStockException: none left
                """);
    }

    @Test
    void exceptionsOfAnyNameBelongToTheTroubleBeforeThemIfFramesFollow() {
        assertJoined(
                """
                >2026-11-26 05:19:58.100 ERROR dev.shop.Orders - Order 17 failed
                |clojure.lang.ExceptionInfo: boom {:id 17}
                |\tat dev.shop.Order.check(Order.java:41)
                |Caused by: org.postgresql.util.PSQLState: weird
                |\t... 1 more
                >2026-11-26 05:19:58.101 ERROR dev.shop.Orders - Order 18 failed
                |com.x.JsonParseException$1: x
                |\tat dev.shop.Order.check(Order.java:41)
                >2026-11-26 05:19:58.101 WARN dev.shop.Orders - Order 19 failed
                |org.postgresql.util.PSQLState
                |\tat dev.shop.Order.check(Order.java:41)
                >2026-11-26 05:19:58.102 ERROR dev.shop.Orders - Order 20 failed
                >org.postgresql.util.PSQLState: no frames
                >2026-11-26 05:19:58.103 INFO dev.shop.Orders - Order 21
                >org.postgresql.util.PSQLState: no trouble
                >shop.example.com: up
                """);
    }

    @Test
    void numberedFramesBelongToWhatWasThrown() {
        assertJoined(
                """
                >Unhandled exception:
                |Bad state: stock is negative
                |#0      take (file:///app/stock.dart:3:5)
                |<asynchronous suspension>
                |#1      main (file:///app/main.dart:7:3)
                |<asynchronous suspension>
                >2026-11-26 05:19:58 ERROR boom
                |#0 /app/b.php(7): take()
                |#1 {main}
                >2026-11-26 05:19:59 ERROR boom
                |#0      take (file:///app/stock.dart:3:5)
                |<asynchronous suspension>
                >2026-11-26 05:19:59 INFO done
                """);
    }

    @Test
    void juliaErrorHasItsStackAndThePlaceOfItsExpression() {
        assertJoined(
                """
                >ERROR: LoadError: stock is negative
                |Stacktrace:
                | [1] error(s::String)
                |   @ Base ./error.jl:35
                | [2] top-level scope
                |   @ /app/a.jl:3
                |in expression starting at /app/a.jl:3
                >done
                """);
    }

    @Test
    void messageOfAnExceptionGoesOnUntilItsFrames() {
        assertJoined(
                """
                >2026-11-26 05:19:58.100 ERROR dev.shop.Orders - Order 17 failed
                |dev.shop.InvalidOrderException: two mistakes:
                |- no address
                |- no items
                |\tat dev.shop.Order.check(Order.java:41)
                |Caused by: java.lang.IllegalArgumentException: items
                |must be one or more
                |\tat dev.shop.Items.check(Items.java:7)
                >plain words
                >2026-11-26 05:19:58.101 ERROR dev.shop.Orders - Order 18 failed
                |dev.shop.InvalidOrderException: no items
                >panic: elsewhere
                """);
    }

    @Test
    void uncaughtJavaExceptionBeginsARecord() {
        assertJoined(
                """
                >[INFO] Running
                >Exception in thread "main" java.lang.NoClassDefFoundError: scala/Product
                |\tat Main.main(Main.scala)
                |Caused by: java.lang.ClassNotFoundException: scala.Product
                |\t... 1 more
                >done
                >java.lang.Error: two
                |\tat Main.main(Main.java:1)
                >java.lang.Error: three
                |\tat Main.main(Main.java:2)
                """);
    }

    @Test
    void twoLinesOfJavaUtilLoggingAreOne() {
        assertJoined(
                """
                >Nov 26, 2026 5:19:57 AM dev.shop.Orders run
                |SEVERE: Order 17 failed
                |java.lang.IllegalStateException: stock is negative
                |\tat dev.shop.Stock.take(Stock.java:41)
                >Nov 26, 2026 5:19:58 AM dev.shop.Orders run
                |INFO: Next
                >INFO: alone
                """);
    }

    @Test
    void messageInDoubleBracketsEndsWithThem() {
        assertJoined(
                """
                >[2026-11-26T05:19:57.012+0000] [Payara 6] [INFO] [] [dev.shop] [tid: _ThreadID=1] [levelValue: 800] [[
                |  Deployed
                |
                |orders [1]
                |stock]]
                >
                >[2026-11-26T05:19:57.013+0000] [Payara 6] [INFO] [] [dev.shop] [tid: _ThreadID=1] [levelValue: 800] [[
                |  Ready]]
                >other
                """);
    }

    @Test
    void pythonTracebackBelongsToTheLineThatLoggedIt() {
        assertJoined(
                """
                >2026-11-26 05:19:57,012 ERROR orders: Order 17 failed
                |Traceback (most recent call last):
                |  File "/app/orders.py", line 12, in run
                |    take(17)
                |    ~~~~^^^^
                |ValueError: stock is negative
                >2026-11-26 05:19:57,013 INFO orders: Next
                >ERROR:root:Order 18 failed
                |Traceback (most recent call last):
                |  File "/app/orders.py", line 12, in run
                |    take(18)
                |shop.errors.NoStock
                >listening
                >2026-11-26 05:19:57,012 ERROR Task exception was never retrieved
                |future: <Task finished name='Task-2' exception=RuntimeError('lost')>
                |Traceback (most recent call last):
                |  File "/app/orders.py", line 16, in g
                |RuntimeError: lost
                """);
    }

    @Test
    void chainOfPythonExceptionsIsOneRecordWithItsBlankLines() {
        assertJoined(
                """
                >ready
                >Traceback (most recent call last):
                |  File "/app/a.py", line 2, in <module>
                |    {}["k"]
                |KeyError: 'k'
                |
                |During handling of the above exception, another exception occurred:
                |
                |Traceback (most recent call last):
                |  File "/app/a.py", line 4, in <module>
                |    raise ValueError("x")
                |ValueError: x
                |
                |The above exception was the direct cause of the following exception:
                |
                |Traceback (most recent call last):
                |  File "/app/a.py", line 6, in <module>
                |    f()
                |KeyboardInterrupt
                >ready
                >Exception in thread Thread-1 (worker):
                |Traceback (most recent call last):
                |  File "/usr/lib/python3.12/threading.py", line 1075, in _bootstrap_inner
                |    self.run()
                |requests.exceptions.HTTPError: 404 Client Error
                |
                >ready
                """);
    }

    @Test
    void goPanicIsOneRecordWithAllItsGoroutines() {
        assertJoined(
                """
                >2026/11/26 05:19:57 listening on :8080
                >panic: runtime error: invalid memory address or nil pointer dereference [recovered]
                |\tpanic: again
                |[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x46e1f1]
                |
                |goroutine 1 [running]:
                |main.(*Stock).Take(0xc000012345, 0x11)
                |\t/app/stock.go:12 +0x1d
                |net/http.HandlerFunc.ServeHTTP(...)
                |\t/usr/local/go/src/net/http/server.go:2136
                |main.main()
                |\t/app/main.go:7 +0x2b
                |
                |goroutine 18 [chan receive, 2 minutes]:
                |main.worker({0x1, 0x2})
                |\t/app/worker.go:5 +0x1d
                |created by main.main in goroutine 1
                |\t/app/main.go:5 +0x4c
                |exit status 2
                >2026/11/26 05:19:58 listening on :8080
                >2026/11/26 05:19:59 http: panic serving 10.0.0.7:51312: boom
                |goroutine 5 [running]:
                |net/http.(*conn).serve.func1()
                |\t/usr/local/go/src/net/http/server.go:1868 +0xb9
                >fatal error: all goroutines are asleep - deadlock!
                |
                |goroutine 1 [chan receive]:
                |main.main()
                |\t/app/main.go:4 +0x2b
                |exit status 2
                >done
                """);
    }

    @Test
    void nodeErrorHasItsFramesAndItsFields() {
        assertJoined(
                """
                >listening on 3000
                >TypeError: Cannot read properties of undefined (reading 'id')
                |    at take (/app/stock.js:12:9)
                |    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
                >Error: ENOENT: no such file or directory
                |    at open (/app/a.js:1:1) {
                |  errno: -2,
                |  code: 'ENOENT'
                |}
                >listening on 3000
                """);
    }

    @Test
    void uncaughtNodeErrorIsOneRecordFromItsPlaceToTheVersion() {
        assertJoined(
                """
                >listening on 3000
                >/app/server.js:10
                |throw new Error('boom');
                |^
                |
                |Error: boom
                |    at Object.<anonymous> (/app/server.js:10:7)
                |    at node:internal/main/run_main_module:23:47
                |
                |Node.js v20.11.0
                >node:internal/process/promises:288
                |            triggerUncaughtException(err, true /* fromPromise */);
                |            ^
                |
                |[UnhandledPromiseRejection: This error originated by throwing inside of an async function] {
                |  code: 'ERR_UNHANDLED_REJECTION'
                |}
                |
                |Node.js v20.11.0
                >file:///app/server.mjs:1
                |import { a } from './b.mjs'
                |         ^
                |SyntaxError: The requested module './b.mjs' does not provide an export named 'a'
                |    at ModuleJob._instantiate (node:internal/modules/esm/module_job:132:21)
                >/app/server.js:3
                |    throw 'a string'
                |    ^
                |a string
                |(Use `node --trace-uncaught ...` to show where the exception was thrown)
                |
                |Node.js v20.11.0
                >listening on 3000
                """);
    }

    @Test
    void dotnetTraceHasItsEndsOfInnerTraces() {
        assertJoined(
                """
                >Unhandled exception. System.InvalidOperationException: stock is negative
                | ---> System.IO.IOException: closed
                |   at Shop.Db.Read() in /app/Db.cs:line 9
                |   --- End of inner exception stack trace ---
                |   at Shop.Stock.Take(Int32 id) in /app/Stock.cs:line 12
                |--- End of stack trace from previous location ---
                |   at Shop.Program.Main(String[] args)
                >2026-11-26 05:19:57.012 +00:00 [ERR] Order 17 failed
                |System.InvalidOperationException: stock is negative
                |   at Shop.Stock.Take(Int32 id) in /app/Stock.cs:line 12
                >fail: Shop.Orders[0]
                |      Order 17 failed
                |      System.InvalidOperationException: stock is negative
                |         at Shop.Stock.Take(Int32 id)
                >info: Shop.Orders[0]
                |      Next
                """);
    }

    @Test
    void rustPanicHasItsMessageAndItsBacktrace() {
        assertJoined(
                """
                >listening
                >thread 'main' panicked at src/main.rs:2:5:
                |index out of bounds: the len is 3 but the index is 99
                |stack backtrace:
                |   0: rust_begin_unwind
                |             at /rustc/82e1608df/library/std/src/panicking.rs:645:5
                |  10: core::ops::function::FnOnce::call_once
                |note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.
                >thread 'tokio-runtime-worker' panicked at src/main.rs:9:5:
                |assertion `left == right` failed: stock
                |is wrong
                |  left: 1
                | right: 2
                |note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                >listening
                >thread 'main' panicked at 'boom', src/main.rs:2:5
                |note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                >listening
                """);
    }

    @Test
    void phpTraceBelongsToTheLineThatLoggedIt() {
        assertJoined(
                """
                >[26-Nov-2026 05:19:57 UTC] PHP Fatal error:  Uncaught Exception: boom in /app/a.php:3
                |Stack trace:
                |#0 /app/b.php(7): take()
                |#1 {main}
                |
                |Next RuntimeException: bang in /app/a.php:5
                |Stack trace:
                |#0 {main}
                |  thrown in /app/a.php on line 5
                >[2026-11-26 05:19:57] production.ERROR: boom {"exception":"[object] (Exception(code: 0): boom at /app/a.php:3)
                |[stacktrace]
                |#0 {main}
                |"}\s
                ># Time: 2026-11-26T05:19:57Z
                """);
    }

    @Test
    void clausesBelongToTheStatementBeforeThem() {
        assertJoined(
                """
                >2026-11-26 05:19:57 DEBUG sql - SELECT o.id, count(*)
                |FROM orders o
                |LEFT JOIN items i
                |ON i.order_id = o.id
                |WHERE o.state = 'open'
                |AND o.total > 10
                |GROUP BY o.id
                |HAVING count(*) > 1
                |ORDER BY o.id
                |LIMIT 10;
                >FROM here
                >Hibernate: select o1_0.id
                |from orders o1_0
                |where o1_0.id=?
                >INSERT INTO orders (id)
                |VALUES (17)
                |RETURNING id
                >UPDATE orders
                |SET state = 'done'
                |WHERE id = 17;
                >CREATE TABLE orders (
                |    id int
                |) WITH (fillfactor = 70);
                >Hibernate:\s
                |    select
                |        o1_0.id\s
                |    from
                |        orders o1_0
                >SELECT 1
                |UNION
                |SELECT 2
                >SELECT 3
                """);
    }

    @Test
    void blankLinesInsideAMessageBelongToIt() {
        assertJoined(
                """
                >2026-07-01 10:00:00,123 ERROR [main] shop.Orders - order 7 was not stored
                |java.sql.SQLException: ORA-00001: unique constraint violated
                |
                |\tat oracle.jdbc.Driver.run(Driver.java:5)
                |\tat shop.Orders.store(Orders.java:12)
                |Caused by: shop.Refused: no
                |
                |\tat shop.Orders.check(Orders.java:30)
                >2026-07-01 10:00:01,123 INFO [main] shop.Orders - next
                >
                >2026-07-01 10:00:02,123 ERROR [main] shop.Orders - order 8 was not stored: ORA-00001
                |
                |java.sql.SQLException: ORA-00001
                |\tat oracle.jdbc.Driver.run(Driver.java:5)
                >
                >
                >2026-07-01 10:00:03,123 ERROR [main] shop.Orders - order 9:
                |
                |
                |\tat shop.Orders.check(Orders.java:30)
                >2026-07-01 10:00:04,123 INFO [main] shop.Orders - next
                >ready
                >java.sql.SQLException: ORA-00001
                |
                |\tat oracle.jdbc.Driver.run(Driver.java:5)
                >Exception in thread "main" java.lang.IllegalStateException: two
                |lines
                |
                |\tat shop.Orders.check(Orders.java:30)
                >done
                >
                >  indented, and apart
                """);
    }

    @Test
    void messageOfAnExceptionGoesOnIfFramesFollow() {
        assertJoined(
                """
                >2026-07-01 10:00:00,123 ERROR [main] shop.Orders - failed: java.lang.IllegalStateException: two mistakes:
                |- no address
                |- no items
                |\tat shop.Orders.store(Orders.java:12)
                >java.lang.IllegalStateException: two mistakes:
                |- no address
                |
                |- no items
                |\tat shop.Orders.store(Orders.java:12)
                >java.lang.IllegalStateException: alone
                >done
                >java.lang.IllegalStateException: alone
                >java.lang.IllegalStateException: not alone
                |\tat shop.Orders.store(Orders.java:12)
                >lua: app.lua:1: no stock
                |stack traceback:
                |\t[C]: in function 'error'
                >app: no stock
                |CallStack (from HasCallStack):
                |  error, called at app.hs:3:8 in main:Main
                """);
    }

    @Test
    void slowStatementsOfMysqlGoOnUntilTheNextOne() {
        assertJoined(
                """
                ># Time: 2026-07-01T10:00:00.123456Z
                |# User@Host: root[root] @ localhost []  Id:     8
                |# Query_time: 2.000123  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 0
                |SET timestamp=1782900000;
                |SELECT sleep(2)
                |
                |FROM x
                |WHERE a = 1;
                ># Time: 2026-07-01T10:00:05.123456Z
                |# User@Host: root[root] @ localhost []  Id:     9
                |# Query_time: 3.0  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 0
                |use shop;
                |SELECT 2;
                ># User@Host: root[root] @ localhost []  Id:     9
                |# Thread_id: 9  Schema: shop  QC_hit: No
                |# Query_time: 3.0  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 0
                |# administrator command: Quit;
                ># Time: 260701 10:00:05
                |# User@Host: root[root] @ localhost []
                |{"a": 1} is no statement
                """);
    }

    @Test
    void traceOfAnyLanguageBelongsToTheLineThatToldOfTrouble() {
        assertJoined(
                """
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                |TypeError: Cannot read properties of undefined (reading 'id')
                |    at take (/app/stock.js:12:9) {
                |  code: 'E'
                |}
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                |panic: runtime error: index out of range [5] with length 3
                |
                |goroutine 1 [running]:
                |main.main()
                |\t/app/main.go:7 +0x2b
                |exit status 2
                >2026-11-26T05:19:57Z\tERROR\tshop/stock.go:12\tOrder 17 failed\t{"id": 17}
                |github.com/acme/shop.(*Stock).Take
                |\t/app/shop/stock.go:12
                |main.main
                |\t/app/main.go:7
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                |
                |thread 'main' (4711) panicked at src/main.rs:2:5:
                |no stock
                |stack backtrace:
                |   0: rust_begin_unwind
                |note: Some details are omitted
                >E, [2026-11-26T05:19:57.012345 #1] ERROR -- : no stock (RuntimeError)
                |/app/orders.rb:10:in 'Orders#take'
                |/app/orders.rb:3:in `<main>'
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                |app/orders.rb:10:in 'take': no stock (RuntimeError)
                |\tfrom app/orders.rb:3:in '<main>'
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                |  + Exception Group Traceback (most recent call last):
                |  |   File "/app/a.py", line 1, in <module>
                |  | ExceptionGroup: two (2 sub-exceptions)
                |  +-+---------------- 1 ----------------
                |    | ValueError: 1
                |    +------------------------------------
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                >Error: 17
                >2026-11-26T05:19:57Z ERROR Order 17 failed
                >panic: 17
                >
                >listening
                """);
    }

    @Test
    void tracesOfRubyBeginWithThePlaceWhereTheyWereRaised() {
        assertJoined(
                """
                >app.rb:10:in 'charge': declined (RuntimeError)
                |\tfrom app.rb:3:in 'block in <main>'
                |\tfrom <internal:kernel>:187:in 'loop'
                >app.rb:11:in `charge': declined (RuntimeError)
                |\tfrom app.rb:3:in `<main>'
                >RuntimeError (declined):
                |
                |app/orders.rb:10:in 'charge'
                |app/orders.rb:3:in '<main>'
                >done
                """);
    }

    @Test
    void groupsOfPythonExceptionsAreRecordsOfTheirOwnOrPartsOfAChain() {
        assertJoined(
                """
                >ready
                >  + Exception Group Traceback (most recent call last):
                |  |   File "/app/a.py", line 1, in <module>
                |  | ExceptionGroup: two (2 sub-exceptions)
                |  +-+---------------- 1 ----------------
                |    | Traceback (most recent call last):
                |    |   File "/app/a.py", line 2, in f
                |    | ValueError: 1
                |    +---------------- 2 ----------------
                |    | TypeError: 2
                |    +------------------------------------
                |
                |During handling of the above exception, another exception occurred:
                |
                |Traceback (most recent call last):
                |  File "/app/a.py", line 4, in <module>
                |sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) duplicate key
                |DETAIL:  Key (id)=(1) already exists.
                |
                |[SQL: INSERT INTO orders (id) VALUES (%(id)s)]
                |[parameters: {'id': 1}]
                |(Background on this error at: https://sqlalche.me/e/20/gkpj)
                >  + Exception Group Traceback (most recent call last):
                |  | ExceptionGroup: two (2 sub-exceptions)
                >  + Exception Group Traceback (most recent call last):
                |  | ExceptionGroup: two (2 sub-exceptions)
                """);
    }

    @Test
    void reportsOfErlangAndElixirAreRecords() {
        assertJoined(
                """
                >05:19:57.123 [error] GenServer Shop.Stock terminating
                |** (RuntimeError) no stock
                |    (shop 0.1.0) lib/shop/stock.ex:12: Shop.Stock.handle_call/3
                |Last message (from #PID<0.150.0>): :take
                |State: %{count: 0}
                |Client #PID<0.150.0> is alive
                >05:19:58.123 [info] next
                >=ERROR REPORT==== 26-Nov-2026::05:19:57.123456 ===
                |** Generic server <0.123.0> terminating\s
                |** Last message in was take
                |** Reason for termination ==
                |** {badarith,[{stock,take,1,[{line,12}]}]}
                |
                |=CRASH REPORT==== 26-Nov-2026::05:19:57.123456 ===
                |  crasher:
                |    pid: <0.123.0>
                """
                        .replace("|\n|=CRASH", ">\n>=CRASH"));
    }

    @Test
    void messageThatBeginsOnTheNextLineGoesOnUntilTheNextLineOfALog() {
        assertJoined(
                """
                >2026-11-26 05:19:57.012 ERROR 1 --- [main] o.s.b.d.LoggingFailureAnalysisReporter   :\s
                |
                |***************************
                |APPLICATION FAILED TO START
                |***************************
                |
                |Description:
                |
                |Web server failed to start. Port 8080 was already in use.
                |
                >2026-11-26 05:19:57.013 INFO  1 --- [main] dev.shop.Orders : Next
                """);
    }

    @Test
    void causesOfRustErrorsBelongToThem() {
        assertJoined(
                """
                >Error: order 17 failed
                |
                |Caused by:
                |    no stock
                |
                |Stack backtrace:
                |   0: shop::take
                |             at ./src/main.rs:7:5
                >done
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM the desk of",
                "and then it stopped",
                "at noon we begin",
                "at com.x.Foo.bar(Foo.java:1)",
                "error: cannot find symbol",
                "Foo.java:3: error: ';' expected",
                "note: run with care",
                "--- a/src/Main.java",
                "+++ b/src/Main.java",
                "@@ -1,4 +1,4 @@",
                "-removed",
                "- item",
                "* item",
                "key: value",
                "10% done",
                "[=====>    ] 50%",
                "...",
                "main.main()",
                "created by hand",
                "exit status 2",
                "}",
                ")",
                "ValueError: bad",
                "Node.js v20.11.0",
                "Error: boom",
                "TypeError: boom",
                "com.x.ErrorPage: shown",
                "Exception handling is described in chapter 3",
                "Exception in thread \"main\" java.lang.Error",
                "panic: boom",
                "#0 {main}",
                "Stack traces are long",
                "{\"level\":\"info\"}",
                "[2026-11-26 05:19:57] x",
                "<34>Nov 26 05:19:57 host app: x",
                "Nov 26 05:19:57 host app: x",
                "I1126 05:19:57.123456 1 main.go:3] x",
                "ERROR x",
                "WARN: x",
                "level=info msg=x",
                "1764134397.123 x",
                "",
                "   "
            })
    void lineThatOnlyLooksLikePartOfSomethingBeginsARecord(String line) {
        for (String before : new String[] {"plain words", "2026-11-26 05:19:57 ERROR It failed", "INFO x", ""}) {
            Joiner joiner = Multiline.AUTO.joiner();
            joiner.next(before);

            assertThat(joiner.next(line))
                    .as("\"%s\" behind \"%s\"", line, before)
                    .isNotEqualTo(Joint.CONTINUES);
        }
    }

    @Test
    void indentedLinesBelongToAnyRecordAndBlankOnesToNone() {
        assertJoined(
                """
                >   the first line
                >a:
                |  b:
                |    - c
                >{
                |  "a": [
                |    1
                |  ]
                |}
                >
                >{"a":1}
                >
                >x
                |\ty
                >
                >z
                """);
    }

    @Test
    void logLineInsideATraceBeginsARecord() {
        assertJoined(
                """
                >2026-11-26 05:19:57 ERROR a
                |Traceback (most recent call last):
                |  File "/app/orders.py", line 12, in run
                >2026-11-26 05:19:57 INFO b
                >ValueError: x
                >panic: x
                |
                >[2026-11-26 05:19:57] b
                |goroutine 1 [running]:
                >2026-11-26 05:19:57 INFO c
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26 05:19:57 ERROR a - failed: java.lang.IllegalStateException: x",
                "2026-11-26 05:19:57 ERROR a - dev.shop.NoStockException",
                "05:19:57,012 ERROR a - org.jboss.msc.service.StartException in service x",
                "2026-11-26 05:19:57 ERROR Traceback (most recent call last):",
                "2026/11/26 05:19:59 http: panic serving 10.0.0.7:51312: boom",
                "2026-11-26 05:19:57 DEBUG sql - SELECT o.id, count(*)",
                "Hibernate: select o1_0.id",
                "INSERT INTO orders",
                "UPDATE orders",
                "WITH a AS (",
                "Traceback (most recent call last):",
                "Exception in thread \"main\" java.lang.Error",
                "Unhandled exception. System.Exception: x",
                "panic: x",
                "fatal error: x",
                "thread 'main' panicked at src/main.rs:2:5:",
                "Error: boom",
                "/app/server.js:10",
                "Nov 26, 2026 5:19:57 AM dev.shop.Orders run"
            })
    void beginningOfATraceOrStatementMayGoOn(String line) {
        Joiner joiner = Multiline.AUTO.joiner();
        joiner.next(line);

        assertThat(joiner.mayGoOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26 05:19:57 INFO a - Started in 3 s",
                "2026-11-26 05:19:57 INFO a - Order 17 failed: no stock",
                "{\"level\":\"error\",\"msg\":\"failed\"}",
                "error: cannot find symbol",
                "Warning: low",
                "10.0.0.1 - - [26/Nov/2026:05:19:57 +0000] \"DELETE /orders/3 HTTP/1.1\" 200 2",
                "Allowed methods: GET, POST, DELETE",
                "Please select a plan",
                "INFO Tip: select a plan",
                "INFO update available",
                "Update orders with care",
                "INFO SELECT 1;",
                "{\"level\":\"info\"}",
                "INFO ErrorHandler registered",
                "INFO 3 NoStockException counted",
                "INFO dev.shop.NoStockExceptionMapper registered",
                "INFO dev.shop: Error page shown",
                "",
                "plain words"
            })
    void ordinaryLineLeavesAtOnce(String line) {
        Joiner joiner = Multiline.AUTO.joiner();
        joiner.next(line);

        assertThat(joiner.mayGoOn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-26 05:19:57 ERROR a - Order 17 failed",
                "2026-11-26 05:19:57,012 [main] FATAL a - Order 17 failed",
                "[2026-11-26 05:19:57 ERR] Order 17 failed",
                "ERROR:root:Order 17 failed",
                "fail: Shop.Orders[0]",
                "E1126 05:19:57.012345 1 orders.go:3] Order 17 failed",
                "E, [2026-11-26T05:19:57.012345 #1] ERROR -- : Order 17 failed",
                "[E 261126 05:19:57 web:3] Order 17 failed",
                "<11>Nov 26 05:19:57 host app: Order 17 failed",
                "time=2026-11-26T05:19:57Z level=error msg=\"Order 17 failed\"",
                "2026-11-26 05:19:57 WARN a - Order 17 failed"
            })
    void lineThatTellsOfTroubleIsWaitedForUntilThatWasInVainTooOften(String line) {
        Joiner joiner = Multiline.AUTO.joiner();
        int waits = 0;
        do {
            joiner.next(line);
            waits++;
        } while (joiner.mayGoOn() && waits < 1000);
        assertThat(waits).isIn(17, 65);

        joiner.next("\tat dev.shop.Orders.take(Orders.java:3)");
        joiner.next(line);
        assertThat(joiner.mayGoOn()).isTrue();
    }

    @Test
    void ordinaryLineIsWaitedForOnceLinesLikeItHaveGoneOn() {
        Joiner joiner = Multiline.AUTO.joiner();
        joiner.next("2026/11/26 05:19:57 order 17 failed");
        assertThat(joiner.mayGoOn()).isFalse();
        joiner.next("goroutine 18 [running]:");

        joiner.next("2026/11/26 05:19:58 order 18 failed");
        assertThat(joiner.mayGoOn()).isTrue();
        joiner.next("2026/11/26 05:19:58 order 19 was sent");
        assertThat(joiner.mayGoOn()).isFalse();
    }

    @Test
    void recordOfSeveralLinesMayGoOnUntilAnotherBegins() {
        Joiner joiner = Multiline.AUTO.joiner();
        assertThat(joiner.mayGoOn()).isFalse();
        joiner.next("a");
        assertThat(joiner.mayGoOn()).isFalse();
        joiner.next("  b");
        assertThat(joiner.mayGoOn()).isTrue();
        joiner.next("c");
        assertThat(joiner.mayGoOn()).isFalse();
    }

    @Test
    void expressionFindsFirstLines() {
        assertJoined(
                Multiline.parse("^(BEGIN|\\d{4}-)"),
                """
                >before the first
                |still
                >BEGIN a
                |
                |{"b": 1}
                >2026-11-26 c
                |ERROR d
                """);
        Joiner joiner = Multiline.parse("^x").joiner();
        joiner.next("x");
        assertThat(joiner.mayGoOn()).isTrue();
    }

    @Test
    void withoutJoiningEveryLineIsARecord() {
        assertJoined(
                Multiline.NONE,
                """
                >a
                >  b
                >Caused by: c
                """);
        Joiner joiner = Multiline.NONE.joiner();
        joiner.next("panic: x");
        assertThat(joiner.mayGoOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"auto,auto", "none,none", "Auto,auto", "^\\d,^\\d"})
    void isEqualByItsText(String text, String normalized) {
        assertThat(Multiline.parse(text)).isEqualTo(Multiline.parse(normalized)).hasToString(normalized);
        assertThat(Multiline.parse(text)).hasSameHashCodeAs(Multiline.parse(normalized));
        assertThat(Multiline.parse(text)).isNotEqualTo(Multiline.parse("other"));
    }

    @ParameterizedTest
    @CsvSource({
        "'','it is empty'",
        "(,'missing closing )'",
        "[a,'missing closing ]'",
        "(?=a),'invalid or unsupported Perl syntax'"
    })
    void refusesWhatIsNoExpression(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Multiline.parse(text))
                .withMessage("must be auto, none or a regular expression (RE2), which this is not: " + reason);
    }

    private static final String[] PIECES = {
        "2026-11-26 05:19:57 ERROR x",
        "INFO y",
        "[",
        "[[",
        "]]",
        "<1>",
        "{",
        "}",
        ")",
        "",
        " ",
        "\t",
        "  at a",
        "^",
        " ^",
        "Traceback (most recent call last):",
        "  File \"a\"",
        "ValueError: x",
        "a.b.FooException",
        "Exception",
        "Error: x",
        "During handling of the above exception, another exception occurred:",
        "panic: x",
        "goroutine 1 [running]:",
        "main.f()",
        "exit status 2",
        "/a.js:1",
        "node:a:1",
        ":\\1",
        "thread 'a' panicked at b:",
        "note: x",
        "SELECT",
        "select ",
        "FROM",
        "from a",
        "WITH a",
        "UPDATE ",
        "update",
        "INSERT",
        "UNION",
        ";",
        "Nov 26, 2026 5:1",
        "SEVERE: x",
        "Nov",
        "Mon",
        "I1126",
        "12",
        "1",
        "Caused by: x",
        "Node.js v1",
        "語",
        "\u0000",
        "$",
        ".",
        "_",
        "time="
    };

    private static String randomLine(Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = random.nextInt(6) == 0 ? random.nextInt(4) : 1; i > 0; i--) {
            String piece = PIECES[random.nextInt(PIECES.length)];
            line.append(random.nextInt(8) == 0 ? piece.substring(0, random.nextInt(piece.length() + 1)) : piece);
        }
        if (random.nextInt(200) == 0) {
            line.append("x".repeat(Joiner.LOOKED_AT));
        }
        return line.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "none", "^[2I]"})
    void anyLinesAreJoinedTheSameAgain(String text) {
        for (long seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Joiner joiner = Multiline.parse(text).joiner();
            List<String> lines = new ArrayList<>();
            List<String> answers = new ArrayList<>();
            int begun = 0;
            for (int i = 0; i < 40; i++) {
                String line = randomLine(random);
                lines.add(line);
                Joint joint = joiner.next(line);
                answers.add(joint.toString());
                begun = joint == Joint.BEGINS ? i : begun;
            }
            assertThat(answers.get(0)).as("seed %d", seed).isEqualTo("BEGINS");

            joiner.restart();
            assertThat(answers(joiner, lines, begun)).as("seed %d, again", seed).isEqualTo(answers.subList(begun, 40));

            joiner.restart();
            assertThat(answers(joiner, lines, 0)).as("seed %d, anew", seed).isEqualTo(answers);
        }
    }

    private static List<String> answers(Joiner joiner, List<String> lines, int from) {
        List<String> answers = new ArrayList<>();
        for (String line : lines.subList(from, lines.size())) {
            answers.add(joiner.next(line).toString());
        }
        return answers;
    }
}
