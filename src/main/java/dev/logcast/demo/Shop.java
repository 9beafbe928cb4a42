package dev.logcast.demo;

import dev.logcast.line.SourceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Customers of a shop, whose requests go through its services with one trace id: the web server (access log), the orders (Spring), the
 * payments (JSON) and the stock (logfmt). About once a minute the payments' database has no connection left for some seconds.
 */
final class Shop implements Story {
    private static final SourceId WEB = new SourceId(Demo.GROUP + "/web");
    private static final SourceId ORDERS = new SourceId(Demo.GROUP + "/orders");
    private static final SourceId PAYMENTS = new SourceId(Demo.GROUP + "/payments");
    private static final SourceId STOCK = new SourceId(Demo.GROUP + "/stock");

    static final List<SourceId> SOURCES = List.of(WEB, ORDERS, PAYMENTS, STOCK);

    private static final DateTimeFormatter ACCESS =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int SPIKE_EVERY_MILLIS = 70_000;
    private static final int SPIKE_AFTER_MILLIS = 40_000;
    private static final int SPIKE_MILLIS = 7_000;

    private static final String[] PAGES = {
        "/",
        "/search?q=lamp",
        "/search?q=desk",
        "/products/oak-desk",
        "/products/brass-lamp",
        "/products/wool-rug",
        "/cart",
        "/assets/app.js",
        "/assets/shop.css",
        "/api/recommendations",
        "/api/cart"
    };
    private static final String[] GOODS = {"oak-desk", "brass-lamp", "wool-rug", "linen-chair", "tea-pot", "wall-clock"
    };
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
    };

    private final Writings writings;
    private final RandomGenerator random;
    private final Instant begin;
    private Instant next;
    private int order = 48_210;

    Shop(Writings writings, RandomGenerator random, Instant begin) {
        this.writings = writings;
        this.random = random;
        this.begin = begin;
        this.next = begin;
    }

    @Override
    public void tell(Instant now) {
        while (!next.isAfter(now)) {
            if (random.nextInt(100) < 28) {
                order(next);
            } else {
                visit(next);
            }
            next = next.plusMillis(20 + random.nextInt(260));
        }
    }

    private boolean spike(Instant at) {
        long since = at.toEpochMilli() - begin.toEpochMilli();
        return Math.floorMod(since - SPIKE_AFTER_MILLIS, SPIKE_EVERY_MILLIS) < SPIKE_MILLIS;
    }

    private void visit(Instant at) {
        int millis = 2 + random.nextInt(random.nextInt(12) == 0 ? 700 : 60);
        int dice = random.nextInt(200);
        int status = dice == 0 ? 404 : dice < 12 ? 304 : 200;
        String page = status == 404 ? "/wp-login.php" : one(PAGES);
        web(at.plusMillis(millis), "GET", page, status, 300 + random.nextInt(40_000), millis, hex(16));
    }

    private void order(Instant at) {
        String trace = hex(16);
        String span = hex(8);
        String sku = one(GOODS);
        int number = order++;
        int items = 1 + random.nextInt(4);
        String total = String.format(Locale.ROOT, "%d.%02d", 12 + random.nextInt(380), random.nextInt(100));
        orders(
                at.plusMillis(3),
                "INFO",
                trace,
                span,
                "OrderController",
                "Order " + number + " received: " + items + " x " + sku + ", " + total + " EUR");
        int left = random.nextInt(60);
        stock(
                at.plusMillis(9),
                left < 3 ? "warn" : "info",
                left < 3 ? "running low" : "reserved",
                number,
                sku,
                left,
                trace);
        if (spike(at)) {
            fail(at, number, trace, span);
            return;
        }
        int taken = 30 + random.nextInt(90);
        boolean declined = random.nextInt(25) == 0;
        payment(
                at.plusMillis(12 + taken),
                declined ? "WARN" : "INFO",
                declined ? "payment declined by the bank" : "payment accepted",
                trace,
                ",\"order\":" + number + ",\"amount\":" + total + ",\"currency\":\"EUR\",\"duration_ms\":" + taken
                        + (random.nextInt(6) == 0 ? ",\"card\":\"4111 1111 1111 1111\"" : ""));
        orders(
                at.plusMillis(16 + taken),
                declined ? "WARN" : "INFO",
                trace,
                span,
                "OrderService",
                "Order " + number + (declined ? " not paid: declined" : " confirmed in " + (13 + taken) + " ms"));
        web(at.plusMillis(18 + taken), "POST", "/api/orders", declined ? 402 : 201, 412, 18 + taken, trace);
    }

    private void fail(Instant at, int number, String trace, String span) {
        int waited = 2_000 + random.nextInt(300);
        payment(
                at.plusMillis(waited),
                "ERROR",
                "no connection to the database within 2000 ms",
                trace,
                ",\"order\":" + number + ",\"pool.active\":20,\"pool.waiting\":" + (4 + random.nextInt(30))
                        + ",\"duration_ms\":" + waited);
        orders(
                at.plusMillis(waited + 2L),
                "ERROR",
                trace,
                span,
                "OrderService",
                "Order " + number + " failed: payment is not available\n"
                        + "dev.example.shop.orders.PaymentUnavailableException: POST http://payments:8082/charges: 503\n"
                        + "\tat dev.example.shop.orders.PaymentClient.charge(PaymentClient.java:74)\n"
                        + "\tat dev.example.shop.orders.OrderService.place(OrderService.java:118)\n"
                        + "\tat dev.example.shop.orders.OrderController.post(OrderController.java:41)\n"
                        + "\tat java.base/java.lang.Thread.run(Thread.java:1583)\n"
                        + "Caused by: java.sql.SQLTransientConnectionException: payments-pool - Connection is not available,"
                        + " request timed out after 2000ms\n"
                        + "\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)\n"
                        + "\t... 12 common frames omitted");
        web(at.plusMillis(waited + 4L), "POST", "/api/orders", 503, 96, waited + 4, trace);
    }

    private void web(Instant at, String method, String path, int status, int bytes, int millis, String trace) {
        String seconds = String.format(Locale.ROOT, "%.3f", millis / 1000.0);
        writings.add(
                at,
                WEB,
                "198.51.100." + (1 + random.nextInt(250)) + " - - [" + ACCESS.format(at) + "] \"" + method + ' ' + path
                        + " HTTP/1.1\" " + status + ' ' + bytes + " \"-\" \"" + one(AGENTS) + "\" rt=" + seconds
                        + " trace_id=" + trace);
    }

    private void orders(Instant at, String level, String trace, String span, String logger, String message) {
        writings.add(
                at,
                ORDERS,
                MILLIS.format(at) + ' ' + " ".repeat(5 - level.length()) + level + " 1 --- [orders] [nio-8081-exec-"
                        + (1 + random.nextInt(8)) + "] [" + trace + '-' + span + "] dev.example.shop.orders." + logger
                        + " : " + message);
    }

    private void payment(Instant at, String level, String message, String trace, String more) {
        writings.add(
                at,
                PAYMENTS,
                "{\"@timestamp\":\"" + MILLIS.format(at) + "\",\"log.level\":\"" + level + "\",\"message\":\"" + message
                        + "\",\"service.name\":\"payments\",\"trace.id\":\"" + trace + '"' + more + '}');
    }

    private void stock(Instant at, String level, String message, int number, String sku, int left, String trace) {
        writings.add(
                at,
                STOCK,
                "time=" + MILLIS.format(at) + " level=" + level + " msg=\"" + message + "\" order=" + number + " sku="
                        + sku + " left=" + left + " trace_id=" + trace);
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
