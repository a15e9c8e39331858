package sauda.dashboard;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import sauda.core.config.Config;
import sauda.core.config.ConfigFile;
import sauda.core.desk.DayDesk;
import sauda.core.desk.Mailbox;
import sauda.core.desk.SignalDesk;
import sauda.core.ledger.InMemoryLedger;
import sauda.core.ledger.Item;
import sauda.core.ledger.Key;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Bar;
import sauda.events.DecisionMade;
import sauda.events.EventJson;
import sauda.events.Fill;
import sauda.events.Frame;
import sauda.events.Missing;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.OrderState;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Signal;
import sauda.events.SignalsReady;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.ToolCall;
import sauda.events.Trade;

/// Monday, 2024-01-15, 10:18 in India: the tick of 10:15 is through. `claude` holds 20 RELIANCE
/// and was denied INFY, `gpt` has traded nothing. The default configuration.
final class AMorning {

    static final Instant T = Instant.parse("2024-01-15T04:45:00Z");
    static final LocalDate DATE = LocalDate.parse("2024-01-15");
    static final Symbol RELIANCE = new Symbol("RELIANCE");
    static final Symbol INFY = new Symbol("INFY");
    static final OrderId BOUGHT = new OrderId("2401151000-AAAAAAAAAAAAAA");
    static final OrderId DENIED = new OrderId("2401151015-BBBBBBBBBBBBBB");

    /// A message as it was sent.
    record Sent(String queue, String group, String deduplicationId, Object message) {}

    final Config config;
    final InMemoryLedger ledger = new InMemoryLedger();
    private Ledger asked = ledger;
    final List<Sent> sent = new ArrayList<>();
    private Instant now = Instant.parse("2024-01-15T04:48:00Z");
    private Instant people = Instant.parse("2026-11-20T09:30:00Z");
    private Map<String, String> claims = claims("5f1c", "asha", "[admin]");
    private Mailbox mailbox =
            (queue, group, deduplicationId, message) -> sent.add(new Sent(queue, group, deduplicationId, message));

    private AMorning(Config config) {
        this.config = config;
    }

    /// Nothing has ever happened.
    static AMorning unborn() {
        return new AMorning(ConfigFile.defaults());
    }

    /// The day is open and nothing has happened yet.
    static AMorning fresh() {
        return opened(ConfigFile.defaults());
    }

    /// The same day with `gpt` at a live broker client, `main`.
    static AMorning live() {
        Config config = ConfigFile.defaults();
        AMorning morning = opened(new Config(
                config.hash(),
                Config.Mode.LIVE,
                List.of("main"),
                config.tradingEnabled(),
                config.totalCapital(),
                config.stocks(),
                List.of(config.clients().getFirst(), new Config.Client("main", "dhan", "sauda/dhan/main")),
                config.accounts().stream()
                        .map(account -> account.name().equals("gpt") ? atMain(account) : account)
                        .toList(),
                config.strategies(),
                config.limits(),
                config.charges(),
                config.tickBands(),
                config.models(),
                config.live(),
                config.calendar(),
                config.stages(),
                config.people(),
                config.deadMan()));
        morning.config
                .tradedStocks()
                .forEach(symbol -> morning.put(Keys.reading(symbol, T), "reading", reading(symbol, T)));
        return morning;
    }

    private static Config.AccountSpec atMain(Config.AccountSpec spec) {
        return new Config.AccountSpec(
                spec.name(),
                spec.active(),
                spec.advisor(),
                spec.model(),
                spec.fallbacks(),
                spec.secret(),
                spec.members(),
                spec.stocks(),
                spec.strategies(),
                spec.assignments(),
                spec.capitalPercent(),
                spec.product(),
                "main",
                spec.budget(),
                spec.baseline());
    }

    private static AMorning opened(Config config) {
        AMorning morning = new AMorning(config);
        morning.config
                .accounts()
                .forEach(account -> new DayDesk(morning.ledger, morning.config, () -> morning.now).open(account, DATE));
        return morning;
    }

    static AMorning traded() {
        AMorning morning = fresh();
        morning.put(Keys.account("claude"), "account", withPosition(morning.account("claude")));
        morning.put(Keys.TOTALS, "totals", Map.of("slots", 1, "exposure", 54_000, "dayPnl", 150));
        morning.put(Keys.position("claude", RELIANCE), "position", position());
        morning.put(Keys.order("claude", BOUGHT), "order", bought());
        morning.put(Keys.order("claude", DENIED), "order", denied());
        morning.put(Keys.trade("claude", BOUGHT), "trade", trade());
        morning.put(Keys.decision("claude", T), "decision", decision("claude", T, "RELIANCE broke out"));
        morning.put(Keys.decision("gpt", T), "decision", decision("gpt", T, "nothing to do"));
        morning.config
                .tradedStocks()
                .forEach(symbol -> morning.put(Keys.reading(symbol, T), "reading", reading(symbol, T)));
        morning.snapshot("claude", "2024-01-15T04:40:00Z", "600050", "50", "50");
        morning.snapshot("claude", "2024-01-15T04:45:00Z", "600150", "150", "150");
        morning.snapshot("gpt", "2024-01-15T04:45:00Z", "400000", "0", "0");
        morning.snapshot("rules", "2024-01-15T04:45:00Z", "1000700", "700", "700");
        return morning;
    }

    AMorning at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    /// Who asks from now on is called by the role.
    AMorning as(Role role) {
        return as(role.word(), "[" + role.word() + "]");
    }

    AMorning as(String sub, String groups) {
        claims = claims(sub, sub, groups);
        return this;
    }

    AMorning asNobody() {
        claims = Map.of();
        return this;
    }

    /// So many seconds pass for people; the market stands still.
    AMorning later(long seconds) {
        people = people.plusSeconds(seconds);
        return this;
    }

    private static Map<String, String> claims(String sub, String name, String groups) {
        return Map.of("sub", sub, "username", name, "exp", "1763632800", "cognito:groups", groups);
    }

    /// The function asks another ledger than the one that tests look into.
    AMorning asking(Ledger other) {
        asked = other;
        return this;
    }

    AMorning with(Mailbox other) {
        mailbox = other;
        return this;
    }

    Account account(String name) {
        return ledger.get(Keys.account(name)).orElseThrow().as(Account.class);
    }

    void put(Key key, String kind, Object content) {
        ledger.commit(List.of(Write.put(
                content instanceof Map<?, ?> map
                        ? new Item(key, kind, EventJson.toMap(map))
                        : Item.of(key, kind, content))));
    }

    void snapshot(String account, String t, String value, String dayPnl, String totalPnl) {
        Instant at = Instant.parse(t);
        put(
                Keys.snapshot(account, at),
                "snapshot",
                new Snapshot(
                        account,
                        at,
                        Rupees.of(value),
                        Rupees.ZERO,
                        Rupees.ZERO,
                        Rupees.of(value),
                        Rupees.ZERO,
                        Rupees.ZERO,
                        Rupees.of(dayPnl),
                        Rupees.of(totalPnl),
                        List.of()));
    }

    /// A whole session of 5-minute bars, each one rupee above the one before.
    void candles(Symbol symbol, LocalDate date, int bars) {
        Instant open = config.calendar().session(date).orElseThrow().open();
        List<Bar> all = new ArrayList<>();
        for (int i = 0; i < bars; i++) {
            all.add(bar(open.plusSeconds(300L * i), 2700 + i));
        }
        put(Keys.candles(symbol, date), "candles", new SignalDesk.Candles(symbol, date, all, List.of()));
    }

    static Bar bar(Instant start, long open) {
        return new Bar(start, Rupees.of(open), Rupees.of(open + 2), Rupees.of(open - 1), Rupees.of(open + 1), 1_000);
    }

    private static Account withPosition(Account opened) {
        Account.Day day = opened.day();
        return new Account(
                opened.name(),
                opened.client(),
                opened.state(),
                opened.stateBecause(),
                opened.capital(),
                new Account.Cash(Rupees.of(546_000), Rupees.ZERO, Rupees.of(10), Rupees.of(100)),
                new Account.Day(
                        day.date(),
                        day.opening(),
                        Rupees.of("600150"),
                        Rupees.of(54_000),
                        Rupees.ZERO,
                        Rupees.of("16.2"),
                        new TreeSet<>(),
                        Rupees.of("40.5"),
                        1,
                        2,
                        1_500,
                        Rupees.of("1.25")),
                1,
                Rupees.of(54_000),
                new TreeSet<>(),
                Map.of(),
                opened.seq(),
                opened.head());
    }

    static Position position() {
        return new Position(
                "claude",
                RELIANCE,
                Side.BUY,
                BOUGHT,
                "vwap",
                0,
                20,
                5,
                Rupees.of(54_000),
                Rupees.of(2_680),
                Rupees.of(2_760),
                Rupees.of("2710"),
                Instant.parse("2024-01-15T04:30:00Z"));
    }

    static OrderRequested request(OrderId id, Symbol symbol, String because) {
        return new OrderRequested(
                id,
                "claude",
                symbol,
                Side.BUY,
                OrderRequested.Purpose.ENTRY,
                20,
                Rupees.of(2_700),
                Rupees.of(2_680),
                Rupees.of(2_760),
                "vwap",
                "decision:claude:" + T,
                because,
                T,
                T.plusSeconds(285),
                "0123456789abcdef");
    }

    static Order bought() {
        return new Order(
                request(BOUGHT, RELIANCE, "breakout"),
                OrderState.FILLED,
                List.of(),
                List.of(
                        new Fill("1", 15, Rupees.of("2699"), T, Fill.Kind.ENTRY),
                        new Fill("2", 5, Rupees.of("2703"), T, Fill.Kind.ENTRY)),
                "P-1",
                1,
                Rupees.ZERO,
                0,
                T,
                null);
    }

    static Order of(OrderRequested request) {
        return new Order(
                request, OrderState.RESERVED, List.of(), List.of(), null, 1, Rupees.ZERO, 0, request.t(), null);
    }

    static Order denied() {
        return new Order(
                request(DENIED, INFY, "<script>alert(1)</script>"),
                OrderState.DENIED,
                List.of(new Reason(
                        "MAX_POSITIONS", Map.of("slots", BigDecimal.valueOf(3), "limit", BigDecimal.valueOf(3)))),
                List.of(),
                null,
                1,
                Rupees.ZERO,
                0,
                T,
                null);
    }

    static Trade trade() {
        return new Trade(
                BOUGHT,
                "claude",
                RELIANCE,
                "vwap",
                "decision:claude:" + T,
                Side.BUY,
                20,
                0,
                Rupees.of(54_000),
                Rupees.ZERO,
                Rupees.of(2_680),
                Rupees.of(2_760),
                Rupees.of(100),
                Rupees.of("40.5"),
                null,
                T,
                null);
    }

    static DecisionMade decision(String account, Instant t, String because) {
        return new DecisionMade(
                account,
                t,
                DecisionMade.State.DECIDED,
                "model",
                "maker/model",
                true,
                t.plusSeconds(250),
                because,
                List.of(),
                List.of(new ToolCall(1, "hold", "{\"reason\":\"flat\"}", "noted", true)),
                List.of(),
                List.of(),
                List.of(),
                1,
                900,
                80,
                Rupees.of("0.21"),
                "d".repeat(64),
                null,
                new DecisionMade.Measured(812));
    }

    static Reading reading(Symbol symbol, Instant t) {
        Instant start = t.minusSeconds(300);
        return new Reading(
                symbol,
                t,
                bar(start, 2_709),
                Rupees.of(2_690),
                Rupees.of("0.05"),
                Rupees.of(2_421),
                Rupees.of(2_959),
                List.of(new Signal(
                        symbol,
                        "vwap",
                        "BULLISH_BREAKOUT",
                        Side.BUY,
                        new BigDecimal("72.5"),
                        Rupees.of(2_710),
                        Rupees.of(2_680),
                        Rupees.of(2_760),
                        Map.of("vwap", new BigDecimal("2685.5")),
                        start)),
                List.of(new Reading.Hold("ema", "NO_SIGNAL")),
                List.of(),
                Map.of("ema20_15m", new BigDecimal("2701.25")),
                Map.of(Frame.D1, Reading.Trend.UP),
                Map.of(),
                List.of(),
                "e".repeat(64));
    }

    /// The books of an account are marked at T: its model may decide.
    void marked(String account) {
        List<Symbol> stocks = config.stocksOf(config.account(account).orElseThrow());
        ledger.commit(List.of(Write.put(Item.whole(
                Keys.mark(account, T),
                "mark",
                Map.of("ready", new SignalsReady(account, T, stocks, List.of()), "exits", List.of())))));
    }

    void missing(Symbol symbol, String code) {
        put(Keys.arrival(T, symbol), "arrival", new Missing(symbol, code));
    }

    void alert(String code, String text) {
        put(Keys.alert(T, code, "system"), "alert", new Alert(code, "system", text, Alert.Level.WARN, Map.of(), T));
    }

    DashboardHandler handler() {
        return handler(asked);
    }

    DashboardHandler handler(Ledger over) {
        return new DashboardHandler(new DashboardWiring(over, config, mailbox, () -> now, () -> people));
    }

    Answer get(String pathAndQuery) {
        return ask(event("GET", pathAndQuery));
    }

    Answer post(String path, String body) {
        return ask(posted(path, body));
    }

    /// With a key of the caller's.
    Answer post(String path, String key, String body) {
        APIGatewayV2HTTPEvent event = posted(path, body);
        event.setHeaders(Map.of("content-type", "application/json", "idempotency-key", key));
        return ask(event);
    }

    static APIGatewayV2HTTPEvent posted(String path, String body) {
        APIGatewayV2HTTPEvent event = event("POST", path);
        event.setHeaders(Map.of("Content-Type", "application/json"));
        event.setBody(body);
        return event;
    }

    Answer ask(APIGatewayV2HTTPEvent event) {
        return ask(handler(), event);
    }

    Answer ask(DashboardHandler handler, APIGatewayV2HTTPEvent event) {
        if (!claims.isEmpty() && event.getRequestContext() != null) {
            event.getRequestContext()
                    .setAuthorizer(RequestContext.Authorizer.builder()
                            .withJwt(RequestContext.Authorizer.JWT
                                    .builder()
                                    .withClaims(claims)
                                    .build())
                            .build());
        }
        return new Answer(handler.handleRequest(event, null));
    }

    static APIGatewayV2HTTPEvent event(String method, String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        for (String pair : parts.length == 2 ? parts[1].split("&") : new String[0]) {
            String[] sides = pair.split("=", 2);
            query.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRawPath(parts[0])
                .withQueryStringParameters(query.isEmpty() ? null : query)
                .withRequestContext(RequestContext.builder()
                        .withRequestId("request-1")
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(parts[0])
                                .build())
                        .build())
                .build();
    }

    /// What came back.
    record Answer(APIGatewayV2HTTPResponse response) {

        int status() {
            return response.getStatusCode();
        }

        String body() {
            return response.getBody();
        }

        String header(String name) {
            return response.getHeaders().get(name);
        }

        Map<String, Object> json() {
            return EventJson.object(body());
        }

        /// A value in the JSON, by field names and places in lists, such as `accounts.0.name`.
        Object at(String path) {
            Object value = json();
            for (String step : path.split("\\.")) {
                value = value instanceof List<?> list
                        ? list.get(Integer.parseInt(step))
                        : ((Map<?, ?>) value).get(step);
            }
            return value;
        }

        List<?> list(String path) {
            return (List<?>) at(path);
        }

        String problem() {
            return status() + " " + at("code") + " " + json().get("field");
        }
    }
}
