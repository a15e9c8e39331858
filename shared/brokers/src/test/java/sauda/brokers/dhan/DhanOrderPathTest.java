package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sauda.core.config.Config;
import sauda.core.order.Broker.Answer;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.core.order.Broker.Found;
import sauda.core.order.Quote;
import sauda.core.order.VenueBooks;
import sauda.core.order.VenueBooks.Funds;
import sauda.core.order.VenueBooks.Held;
import sauda.core.order.VenueOrder;
import sauda.core.order.VenueOrder.Leg;
import sauda.core.order.VenueOrder.Status;
import sauda.events.Order;
import sauda.events.OrderRequested.Purpose;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;
import sauda.fakedhan.PlacedOrder;
import sauda.fakedhan.ProductType;

/// Orders at the fake venue, whatever happens on the way: never two, and never a word that is
/// not certain.
class DhanOrderPathTest {

    private final FakeVenue venue = new FakeVenue();
    private final DhanBroker broker = venue.dhan(Live.CONFIG).broker();

    @AfterEach
    void close() {
        venue.close();
    }

    // Sending

    static final List<Fault> lostAfterwards = List.of(
            new Fault.Reset(When.AFTER_ACCEPTANCE),
            new Fault.ErrorPage(When.AFTER_ACCEPTANCE, 502),
            new Fault.ErrorPage(When.AFTER_ACCEPTANCE, 200),
            new Fault.ErrorPage(When.AFTER_ACCEPTANCE, 403));

    @ParameterizedTest
    @FieldSource("lostAfterwards")
    void anOrderWhoseAnswerIsLostIsUnknownThenFoundAndNeverSentAgain(Fault fault) {
        venue.fake.faults().next("POST", "/v2/super/orders", fault);

        assertThat(place(AnOrder.entry())).isInstanceOf(Answer.Unknown.class);
        assertThat(venue.orders()).hasSize(1);

        String venueId = "S" + venue.orders().getFirst().orderId();
        assertThat(place(AnOrder.entry())).isEqualTo(new Answer.Acknowledged(venueId));
        assertThat(broker.find(AnOrder.entry().id())).contains(new Found(venueId, false));
        assertThat(venue.orders()).hasSize(1);
    }

    static final List<Fault> lostBefore = List.of(
            new Fault.Reset(When.BEFORE_ACCEPTANCE),
            new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 500),
            new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 504));

    @ParameterizedTest
    @FieldSource("lostBefore")
    void anOrderThatWasLostOnTheWayIsUnknownToo(Fault fault) {
        venue.fake.faults().next("POST", "/v2/super/orders", fault);

        assertThat(place(AnOrder.entry())).isInstanceOf(Answer.Unknown.class);
        assertThat(place(AnOrder.entry()))
                .isEqualTo(new Answer.Unknown("it may have been sent before, and is not found now"));
        assertThat(broker.find(AnOrder.entry().id())).isEmpty();
        assertThat(venue.orders()).isEmpty();
        assertThat(posts()).isEqualTo(1);
    }

    @Test
    void anOrderThatManyFunctionsPlaceAtOnceIsOneOrder() throws InterruptedException {
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> functions = Stream.generate(() -> venue.dhan(Live.CONFIG).broker())
                .limit(6)
                .map(function -> Thread.ofVirtual()
                        .start(() -> answers.add(function.place(AnOrder.entry(), soon().plusSeconds(30)))))
                .toList();
        for (Thread function : functions) {
            function.join();
        }

        assertThat(venue.orders()).hasSize(1);
        assertThat(posts()).isEqualTo(1);
        Answer taken = new Answer.Acknowledged("S" + venue.orders().getFirst().orderId());
        assertThat(answers).hasSize(6).contains(taken).allMatch(
                answer -> answer.equals(taken) || answer instanceof Answer.Unknown);
    }

    @Test
    void anOrderThatTheBookShowsLateIsFoundLate() {
        venue.fake.faults().next("POST", "/v2/super/orders", new Fault.LateVisibility(Duration.ofSeconds(90)));
        Answer answer = place(AnOrder.entry());

        assertThat(broker.find(AnOrder.entry().id())).isEmpty();
        venue.clock.advance(Duration.ofSeconds(90));
        assertThat(broker.find(AnOrder.entry().id()))
                .contains(new Found(((Answer.Acknowledged) answer).venueId(), false));
    }

    @Test
    void anOrderInTransitIsFoundInTheListOfAll() {
        venue.behaviour().transit(Duration.ofSeconds(20));
        String venueId = placed(AnOrder.entry());

        assertThat(broker.find(AnOrder.entry().id())).contains(new Found(venueId, false));
    }

    @Test
    void whatTheVenueRefusesTookNothingAndMayBeAskedForAgain() {
        venue.fake.faults().next("POST", "/v2/super/orders", new Fault.TooMany());
        assertThat(place(AnOrder.entry())).isEqualTo(refused("RATE_LIMITED", "status", 429, "dh", 904));

        venue.fake.faults().next("POST", "/v2/super/orders", new Fault.WrongIp());
        assertThat(place(AnOrder.entry())).isEqualTo(refused("IP_NOT_REGISTERED", "status", 400, "dh", 905));

        assertThat(venue.orders()).isEmpty();
        assertThat(place(AnOrder.entry())).isInstanceOf(Answer.Acknowledged.class);
        assertThat(venue.orders()).hasSize(1);
    }

    @Test
    void aWriteWithADeadTokenIsRefusedAndNotRepeatedAndTheNextCallHasTheNewOne() {
        venue.fake.webToken(FakeVenue.CLIENT_ID);
        assertThat(place(AnOrder.entry())).isEqualTo(refused("TOKEN_DEAD", "status", 401, "dh", 901));
        assertThat(posts()).isEqualTo(1);

        String token = venue.fake.webToken(FakeVenue.CLIENT_ID);
        venue.vault.store.put(
                Vault.TOKEN,
                new AccessToken(FakeVenue.CLIENT_ID, token, FakeVenue.NOW.plusSeconds(80_000), false).json());
        assertThat(place(AnOrder.entry())).isEqualTo(refused("TOKEN_DEAD", "status", 401, "dh", 901));
        assertThat(place(AnOrder.entry())).isInstanceOf(Answer.Acknowledged.class);
    }

    @Test
    void aDeadTokenIsKnownUnderItsOtherNameToo() {
        venue.behaviour().deadTokenIsOrderError(true);
        venue.fake.killToken(FakeVenue.CLIENT_ID);

        assertThat(place(AnOrder.entry())).isEqualTo(refused("TOKEN_DEAD", "status", 400, "dh", 906));
    }

    @Test
    void aReadWithATokenThatWasReplacedTakesTheNewOne() {
        String token = venue.fake.webToken(FakeVenue.CLIENT_ID);
        venue.vault.store.put(
                Vault.TOKEN,
                new AccessToken(FakeVenue.CLIENT_ID, token, FakeVenue.NOW.plusSeconds(80_000), false).json());

        assertThat(broker.orders()).isEmpty();
    }

    @Test
    void aReadWithATokenThatIsDeadForGoodSaysSoAndAsksTheStoreOnce() {
        venue.fake.killToken(FakeVenue.CLIENT_ID);
        venue.vault.freshly.clear();

        assertThatThrownBy(broker::orders)
                .isInstanceOfSatisfying(
                        BrokerUnavailable.class, dead -> assertThat(dead.code()).isEqualTo("TOKEN_DEAD"));
        assertThat(venue.vault.freshly).containsExactly(Vault.TOKEN);
        assertThat(venue.fake.requests()).hasSize(1);
    }

    @Test
    void whereSuperOrdersAreNotKnownEntriesArePlain() {
        venue.fake.faults().always("POST", "/v2/super/orders", new Fault.NoSuchPath());

        String venueId = placed(AnOrder.entry());

        PlacedOrder order = venue.orders().getFirst();
        assertThat(venueId).isEqualTo(order.orderId());
        assertThat(order.price()).isEqualTo(Rupees.of("1500.5"));
        assertThat(venue.orders()).hasSize(1);
        assertThat(place(AnOrder.entry("1499"))).isEqualTo(new Answer.Acknowledged(venueId));
        assertThat(posts()).as("asked once").isEqualTo(2);
    }

    @Test
    void everyOrderIsALimitOrderAtWhatTheLedgerSaysWasSent() {
        placed(AnOrder.entry("1501.25"));
        placed(AnOrder.exit("1650"));
        placed(AnOrder.stop("1590", "1588"));
        placed(AnOrder.target("1655.5"));

        assertThat(venue.orders())
                .extracting(order -> order.side() + " " + order.price() + " " + order.trigger() + " " + order.product()
                        + " " + order.leg())
                .containsExactly(
                        "BUY 1501.25 0.00 INTRADAY ENTRY_LEG",
                        "SELL 1650.00 0.00 INTRADAY NA",
                        "SELL 1588.00 1590.00 INTRADAY NA",
                        "SELL 1655.50 0.00 INTRADAY NA");
    }

    @Test
    void anEntryWithoutAPriceOfItsOwnIsSentAtItsLimitAndNothingElseIsGuessed() {
        Order entry = AnOrder.order(Purpose.ENTRY, Side.BUY, "decision", "1500.50", "1485", "1545", null);
        placed(entry);
        assertThat(venue.orders().getFirst().price()).isEqualTo(Rupees.of("1500.5"));

        Order exit = AnOrder.order(Purpose.EXIT, Side.SELL, "flatten", null, null, null, null);
        assertThat(place(exit)).isEqualTo(refused("NO_LIMIT"));
    }

    @Test
    void deliveryIsDelivered() {
        Config config = Live.config("product: intraday # or delivery=>product: delivery");
        venue.dhan(config).broker().place(AnOrder.entry(), soon());

        assertThat(venue.orders().getFirst().product().name()).isEqualTo("CNC");
    }

    @Test
    void nothingIsWrittenInADryRunOrOnPaper() {
        for (Config config : List.of(Live.config("dryRun: false=>dryRun: true"), Live.paper())) {
            DhanBroker held = venue.dhan(config).broker();
            String code = config.live().dryRun() ? "DRY_RUN" : "NOT_LIVE";
            Order known = AnOrder.at(AnOrder.entry(), "S1");
            assertThat(Stream.of(
                            held.place(AnOrder.entry(), soon()),
                            held.place(AnOrder.exit("1590"), soon()),
                            held.cancel(known),
                            held.change(known, 10, Rupees.of(1_500)),
                            held.leaveEverything(),
                            held.lock(),
                            held.armLossExit(Rupees.of(100))))
                    .allSatisfy(answer -> assertThat(answer).isEqualTo(refused(code)));
            assertThat(held.books().positions()).isEmpty();
        }
        assertThat(venue.fake.requests()).allMatch(call -> call.method().equals("GET"));
    }

    @Test
    void whatIsOverTheLimitWaitsOrIsRefusedAndNeverBursts() {
        for (int i = 0; i < 40; i++) {
            Order order = AnOrder.order(Purpose.EXIT, Side.SELL, "c" + i, null, null, null, "1650");
            assertThat(broker.place(order, venue.clock.instant().plusSeconds(3)))
                    .isInstanceOf(Answer.Acknowledged.class);
        }
        assertThat(Duration.between(FakeVenue.NOW, venue.clock.instant())).isGreaterThan(Duration.ofMillis(3_800));

        Answer late = broker.place(AnOrder.exit("1650"), venue.clock.instant().plusMillis(50));
        assertThat(late).isEqualTo(refused("RATE_LIMITED"));
        assertThat(venue.orders()).hasSize(40);
    }

    @Test
    void aVenueThatIsNotThereWasSentNothing() {
        venue.server.close();

        assertThat(place(AnOrder.entry())).isEqualTo(refused("NOT_SENT"));
        assertThatThrownBy(broker::orders)
                .isInstanceOfSatisfying(
                        BrokerUnavailable.class, away -> assertThat(away.code()).isEqualTo("NO_ANSWER"));
    }

    // Cancelling and changing

    @Test
    void anOrderInTransitIsNotCancelledAndSaysSo() {
        venue.behaviour().transit(Duration.ofSeconds(20));
        Order order = AnOrder.at(AnOrder.exit("1650"), placed(AnOrder.exit("1650")));

        assertThat(broker.cancel(order)).isEqualTo(refused("IN_TRANSIT", "status", 400, "dh", 906));
    }

    @Test
    void anOrderThatIsOverIsRefusedHarmlessly() {
        Order order = AnOrder.at(AnOrder.exit("1590"), placed(AnOrder.exit("1590")));
        broker.orders();
        broker.orders();

        assertThat(broker.cancel(order)).isEqualTo(refused("DH_906", "status", 400, "dh", 906));
    }

    @Test
    void anOrderIsChangedToATotalQuantityAndALimit() {
        Order exit = AnOrder.at(AnOrder.exit("1650"), placed(AnOrder.exit("1650")));
        Order stop = AnOrder.at(AnOrder.stop("1590", "1588"), placed(AnOrder.stop("1590", "1588")));
        settle();

        assertThat(broker.change(exit, 12, Rupees.of("1649.5"))).isEqualTo(new Answer.Acknowledged(exit.venueId()));
        assertThat(broker.change(stop, 7, Rupees.of("1580"))).isEqualTo(new Answer.Acknowledged(stop.venueId()));

        assertThat(venue.orders())
                .extracting(order -> order.quantity() + " " + order.price() + " " + order.trigger())
                .containsExactly("12 1649.50 0.00", "7 1580.00 1590.00");
    }

    @Test
    void aSuperOrderIsChangedAndCancelledByItsLegs() {
        Order entry = AnOrder.at(AnOrder.entry("1601"), placed(AnOrder.entry("1601")));
        settle();
        Order stop = AnOrder.at(AnOrder.stop("1485", "1484"), entry.venueId() + "/STOP_LOSS_LEG");
        Order target = AnOrder.at(AnOrder.target("1640"), entry.venueId() + "/TARGET_LEG");

        assertThat(broker.change(stop, 10, Rupees.of("1490"))).isEqualTo(new Answer.Acknowledged(stop.venueId()));
        assertThat(broker.change(target, 10, Rupees.of("1650"))).isEqualTo(new Answer.Acknowledged(target.venueId()));

        assertThat(broker.orders())
                .extracting(row -> row.leg() + " " + row.limit() + " " + row.status() + " " + row.parent())
                .containsExactly(
                        "NONE 1601.00 TRADED null",
                        "STOP 1490.00 RESTING " + entry.venueId(),
                        "TARGET 1650.00 RESTING " + entry.venueId());
        assertThat(broker.cancel(target)).isEqualTo(new Answer.Acknowledged(target.venueId()));
        assertThat(broker.orders()).extracting(VenueOrder::status).contains(Status.CANCELLED);
    }

    @Test
    void anEntryThatWaitsIsChangedWithItsStopAndTarget() {
        Order entry = AnOrder.at(AnOrder.entry(), placed(AnOrder.entry()));
        settle();

        assertThat(broker.change(entry, 5, Rupees.of("1502"))).isEqualTo(new Answer.Acknowledged(entry.venueId()));

        assertThat(venue.orders().getFirst().price()).isEqualTo(Rupees.of("1502"));
        assertThat(venue.orders().getFirst().quantity()).isEqualTo(5);
    }

    @Test
    void anOrderWhoseIdWeWereNotToldIsLookedUpAndOneThatNobodyKnowsIsNot() {
        venue.fake.faults().next("POST", "/v2/super/orders", new Fault.Reset(When.AFTER_ACCEPTANCE));
        place(AnOrder.entry());
        settle();

        assertThat(broker.cancel(AnOrder.entry()))
                .isEqualTo(
                        new Answer.Acknowledged("S" + venue.orders().getFirst().orderId()));
        assertThat(broker.cancel(AnOrder.exit("1"))).isEqualTo(refused("NOT_FOUND"));
        assertThat(broker.change(AnOrder.exit("1"), 1, Rupees.of(1))).isEqualTo(refused("NOT_FOUND"));
        assertThat(broker.cancel(AnOrder.at(AnOrder.exit("1"), "P-../x"))).isEqualTo(refused("NOT_FOUND"));
    }

    @Test
    void aCancelWhoseAnswerIsLostIsUnknownAndSentOnce() {
        Order order = AnOrder.at(AnOrder.exit("1650"), placed(AnOrder.exit("1650")));
        settle();
        venue.fake.faults().next("DELETE", "/v2/orders", new Fault.Reset(When.BEFORE_ACCEPTANCE));

        assertThat(broker.cancel(order)).isInstanceOf(Answer.Unknown.class);
        assertThat(venue.fake.requests().stream().filter(call -> call.method().equals("DELETE")))
                .hasSize(1);
    }

    // Asking

    @Test
    void theBookHasEveryOrderOnceWithItsFills() {
        String venueId = placed(AnOrder.entry("1601"));
        settle();

        List<VenueOrder> rows = broker.orders();

        assertThat(rows).extracting(VenueOrder::leg).containsExactly(Leg.NONE, Leg.STOP, Leg.TARGET);
        VenueOrder entry = rows.getFirst();
        assertThat(entry.venueId()).isEqualTo(venueId);
        assertThat(entry.id()).isEqualTo(AnOrder.entry().id());
        assertThat(entry.status()).isEqualTo(Status.TRADED);
        assertThat(entry.isComplete()).isTrue();
        assertThat(entry.fills())
                .singleElement()
                .satisfies(fill -> assertThat(fill.price()).isEqualTo(Rupees.of(1_600)));
    }

    @Test
    void fillsThatAreToldTwiceOrInAnyOrderOrLateAreThoseThatAreThere() {
        placed(AnOrder.exit("1590"));
        settle();
        for (Fault fault : List.of(new Fault.DuplicateTrades(), new Fault.TradesOutOfOrder())) {
            venue.fake.faults().next("GET", "/v2/trades", fault);
            assertThat(broker.orders().getFirst().isComplete()).isTrue();
        }

        venue.fake.faults().next("GET", "/v2/trades", new Fault.TradesBehind(1));
        assertThat(broker.orders().getFirst().isComplete()).isFalse();
    }

    @Test
    void aRejectionOfTheRiskSystemIsToldWithItsCause() {
        placed(AnOrder.exit("1590.01"));
        settle();

        VenueOrder rejected = broker.orders().getFirst();
        assertThat(rejected.status()).isEqualTo(Status.REJECTED);
        assertThat(rejected.reason()).startsWith("OFF_TICK: RMS:" + rejected.venueId() + ":");
    }

    @Test
    void anOrderOfTheOwnerIsThereWithoutAnId() {
        venue.fake.manual(FakeVenue.CLIENT_ID, AnOrder.INFY, Side.BUY, ProductType.INTRADAY, 3);

        assertThat(broker.orders())
                .singleElement()
                .satisfies(row -> assertThat(List.of(row.id() == null, row.symbol(), row.filled()))
                        .containsExactly(true, AnOrder.INFY, 3L));
    }

    @Test
    void aBookThatDoesNotComeIsAskedForAgainWhileThereIsTime() {
        venue.fake.faults().nth(1, "GET", "/v2/positions", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 502), 2);
        assertThat(broker.books())
                .isEqualTo(new VenueBooks(List.of(), List.of(), new Funds(Rupees.of(1_000_000), Rupees.ZERO)));

        venue.fake.faults().always("GET", "/v2/positions", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 502));
        Instant before = venue.clock.instant();
        assertThatThrownBy(broker::books)
                .isInstanceOfSatisfying(
                        BrokerUnavailable.class, away -> assertThat(away.code()).isEqualTo("NO_ANSWER"));
        assertThat(Duration.between(before, venue.clock.instant())).isLessThan(Duration.ofSeconds(13));
    }

    @Test
    void tooManyReadsBackOffAndThenSaySo() {
        venue.fake.faults().next("GET", "/v2/positions", new Fault.TooMany());
        assertThat(broker.books().positions()).isEmpty();

        venue.fake.faults().always("GET", "/v2/positions", new Fault.TooMany());
        assertThatThrownBy(broker::books)
                .isInstanceOfSatisfying(
                        BrokerUnavailable.class, many -> assertThat(many.code()).isEqualTo("RATE_LIMITED"));
    }

    @Test
    void keptSharesAreHoldingsAndTodaysArePositions() {
        venue.fake.hold(FakeVenue.CLIENT_ID, new Symbol("TCS"), 4, "3000");
        placed(AnOrder.entry("1601"));
        settle();

        VenueBooks books = broker.books();
        assertThat(books.positions()).containsExactly(new Held(AnOrder.INFY, 10, 10, 0, true, Rupees.of(1_600)));
        assertThat(books.holdings()).containsExactly(new Held(new Symbol("TCS"), 4, 0, 0, false, Rupees.of(3_000)));
    }

    @Test
    void quotesAreAskedForOnceASecondForAll() {
        Map<Symbol, Quote> quotes = broker.quotes(List.of(AnOrder.INFY, new Symbol("WIPRO")));
        broker.quotes(List.of(new Symbol("TCS")));

        assertThat(quotes)
                .isEqualTo(Map.of(
                        AnOrder.INFY,
                        new Quote(AnOrder.INFY, Rupees.of(1_600), Rupees.of(1_440), Rupees.of(1_760), FakeVenue.NOW)));
        assertThat(venue.fake.requests()).hasSize(1);
        venue.clock.advance(Duration.ofSeconds(1));
        broker.quotes(List.of(AnOrder.INFY));
        assertThat(venue.fake.requests()).hasSize(2);
    }

    // Ways out

    @Test
    void theVenueLeavesEverythingAndLocksOnlyThen() {
        placed(AnOrder.entry("1601"));
        settle();
        assertThat(broker.lock()).isInstanceOf(Answer.Refused.class);

        assertThat(broker.leaveEverything()).isEqualTo(new Answer.Acknowledged("POSITIONS"));
        settle();
        assertThat(broker.lock()).isEqualTo(new Answer.Acknowledged("KILL_SWITCH"));
        assertThat(venue.fake.isKilled(FakeVenue.CLIENT_ID)).isTrue();
    }

    @Test
    void theWaysOutDoNotNeedTheLedgerButNewOrdersDo() {
        Dhan dhan = venue.dhan(Live.CONFIG);
        DhanBroker alone = new Dhan(
                        dhan.config(),
                        dhan.client(),
                        new AwayLedger(venue.clock),
                        dhan.clock(),
                        dhan.secrets(),
                        dhan.endpoints(),
                        dhan.chance(),
                        dhan.pauser(),
                        dhan.machine())
                .broker();
        Order resting = AnOrder.at(AnOrder.exit("1650"), placed(AnOrder.exit("1650")));
        settle();

        assertThat(alone.place(AnOrder.entry(), soon())).isEqualTo(refused("NOT_SENT"));
        assertThat(alone.cancel(resting)).isEqualTo(new Answer.Acknowledged(resting.venueId()));
        assertThat(alone.leaveEverything()).isEqualTo(new Answer.Acknowledged("POSITIONS"));
        settle();
        assertThat(alone.lock()).isEqualTo(new Answer.Acknowledged("KILL_SWITCH"));
        assertThat(alone.orders()).hasSize(1);
    }

    @Test
    void theLossExitIsArmedInRupeesAndRead() {
        assertThat(broker.armedLossExit()).isEqualTo(Optional.empty());

        assertThat(broker.armLossExit(Rupees.of("100000"))).isEqualTo(new Answer.Acknowledged("PNL_EXIT"));

        assertThat(broker.armedLossExit()).contains(Rupees.of("100000"));
        assertThat(broker.armLossExit(Rupees.ZERO)).isEqualTo(refused("NO_LOSS"));
    }

    private Answer place(Order order) {
        return broker.place(order, soon());
    }

    private String placed(Order order) {
        Answer answer = place(order);
        assertThat(answer).isInstanceOf(Answer.Acknowledged.class);
        return ((Answer.Acknowledged) answer).venueId();
    }

    private Instant soon() {
        return venue.clock.instant().plusSeconds(3);
    }

    /// Out of transit, and filled if the market is there.
    private void settle() {
        venue.clock.advance(Duration.ofSeconds(2));
        venue.fake.settle();
    }

    private long posts() {
        return venue.fake.requests().stream()
                .filter(call -> call.method().equals("POST") && call.path().contains("orders"))
                .count();
    }

    private static Answer refused(String code, Object... numbers) {
        Map<String, BigDecimal> by = new TreeMap<>();
        for (int i = 0; i < numbers.length; i += 2) {
            by.put((String) numbers[i], new BigDecimal(numbers[i + 1].toString()));
        }
        return new Answer.Refused(new Reason(code, by));
    }
}
