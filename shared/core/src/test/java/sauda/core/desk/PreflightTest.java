package sauda.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.core.desk.Floor.CLOSE;
import static sauda.core.desk.Floor.DATE;
import static sauda.core.desk.Floor.OPEN;
import static sauda.core.desk.Floor.TCS;
import static sauda.core.desk.ScriptedVenue.ENTRY_PRICE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.Config;
import sauda.core.config.Config.LiveSettings;
import sauda.core.decision.Ask;
import sauda.core.ledger.Commit;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Write;
import sauda.core.order.LiveBroker;
import sauda.core.order.VenueBooks.Held;
import sauda.events.Check;
import sauda.events.Denial;
import sauda.events.Order;
import sauda.events.OrderState;
import sauda.events.Preflight;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Tick;
import sauda.events.TradingState;

/// Before the first order of a day everything that must be in order is looked at; what is not
/// holds the client, and is looked at again.
class PreflightTest {

    private static final Instant BEFORE_OPEN = OPEN.minus(Duration.ofMinutes(30));

    private LiveFloor live = LiveFloor.of("a", "b");
    private Floor floor = live.floor;
    private TestLiveBroker venue = live.venue;

    private void at(LiveFloor other) {
        live = other;
        floor = other.floor;
        venue = other.venue;
    }

    private void session(Instant at) {
        floor.clock.set(at);
        new SessionDesk(floor.stored, floor.config, LiveFloor.CLIENT, venue, floor.letters, floor.clock)
                .on(new Tick(Tick.Duty.SESSION, at));
    }

    private void watch(Instant at) {
        floor.clock.set(at);
        new WatchDesk(floor.stored, floor.config, LiveFloor.CLIENT, venue, floor.letters, floor.clock)
                .on(new Tick(Tick.Duty.WATCH, at));
    }

    private Preflight stored() {
        return floor.stored.get(Keys.preflight(LiveFloor.CLIENT)).orElseThrow().as(Preflight.class);
    }

    private Check check(String name) {
        return stored().checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Order enters(String account) {
        floor.clock.set(Floor.T.plusSeconds(20));
        return floor.orders().on(floor.entry(account, TCS, 1));
    }

    @Test
    void whenAllIsInOrderThePreflightSaysSoCheckByCheck() {
        session(BEFORE_OPEN);

        assertThat(stored())
                .isEqualTo(new Preflight(
                        LiveFloor.CLIENT,
                        DATE,
                        List.of(
                                Check.passed("TOKEN", "valid until tomorrow"),
                                Check.passed("IP", "registered"),
                                Check.passed("CALENDAR", "normal session, 09:15 to 15:30"),
                                Check.passed("CONFIG", "square-off 10 minutes before the close"),
                                Check.passed("POSITIONS", "books and broker hold the same"),
                                Check.passed("LOSS_EXIT", "armed at ₹100000.00")),
                        BEFORE_OPEN));
        assertThat(venue.calls)
                .containsExactly(
                        "login",
                        "checks 2026-03-02 1000000.00",
                        "instruments",
                        "orders",
                        "books",
                        "armed",
                        "arm 100000.00",
                        "armed");
        assertThat(live.state("a")).isEqualTo("ACTIVE opened");
        assertThat(live.alerts()).isEmpty();
        assertThat(enters("a").state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void deliveryAccountsAreSaidToBeSo() {
        at(LiveFloor.of(LiveFloor.delivery("a", "b")));
        session(BEFORE_OPEN);
        assertThat(venue.calls).contains("checks 2026-03-02 1000000.00 with delivery");
    }

    @Test
    void whatFailedHoldsTheClientAndIsToldAndPaperTradesOn() {
        Config mixed = LiveFloor.config("a", "b");
        at(LiveFloor.of(mixed.withAccounts(List.of(
                mixed.accounts().getFirst(), LiveFloor.at(mixed.accounts().getLast(), "paper")))));
        venue.checks.add(Check.failed("DATA_PLAN", "none", "subscribe"));
        session(BEFORE_OPEN);

        assertThat(live.state("a")).isEqualTo("HALTED PREFLIGHT: DATA_PLAN");
        assertThat(live.state("b")).isEqualTo("ACTIVE opened");
        assertThat(live.alerts()).containsExactly("PREFLIGHT_DATA_PLAN main");
        assertThat(enters("a").reasons()).extracting(Reason::code).containsExactly("HALTED", "NOT_PREFLIGHTED");
        assertThat(enters("b").state()).isEqualTo(OrderState.ACCEPTED);
    }

    /// Whoever should have let it go died over it, or whoever held it came late.
    @Test
    void anAccountThatIsHeldThoughThePreflightPassedIsLetGo() {
        session(BEFORE_OPEN);
        live.change("a", books -> books.trading(TradingState.HALTED, "TOKEN_DEAD: the venue does not take our token"));
        live.change("b", books -> books.trading(TradingState.HALTED, "OWNER: not today"));

        watch(OPEN);

        assertThat(live.state("a")).isEqualTo("ACTIVE the preflight of 2026-03-02 passed");
        assertThat(live.state("b")).isEqualTo("HALTED OWNER: not today");
    }

    @Test
    void withoutALoginTheBrokerIsNotAskedAnyFurther() {
        venue.login = Check.failed("TOKEN", "refused twice", "see the credentials");
        session(BEFORE_OPEN);

        assertThat(venue.calls).containsExactly("login");
        assertThat(stored().failed()).extracting(Check::name).containsExactly("TOKEN");
        assertThat(live.state("a")).isEqualTo("HALTED PREFLIGHT: TOKEN");
    }

    @Test
    void aBrokerThatDoesNotAnswerHasFailed() {
        venue.down = LiveBroker.RATE_LIMITED;
        session(BEFORE_OPEN);

        assertThat(check("LOGIN"))
                .isEqualTo(Check.failed(
                        "LOGIN", "the broker did not answer (RATE_LIMITED)", "it is asked again in three minutes"));
        assertThat(live.state("b")).isEqualTo("HALTED PREFLIGHT: LOGIN");
    }

    @Test
    void sharesThatTheBrokerDoesNotHaveFailThePositions() {
        live.holds("a", TCS, 10);
        venue.positionsTold = _ -> List.of();
        session(BEFORE_OPEN);

        assertThat(check("POSITIONS"))
                .isEqualTo(Check.failed(
                        "POSITIONS",
                        "the accounts hold 10 shares of TCS and the venue says 0",
                        "put the position right in the broker's app"));
    }

    @Test
    void aPositionThatNobodyOrderedFailsThePositions() {
        venue.positionsTold = _ -> List.of(new Held(new sauda.events.Symbol("ITC"), 5, 5, 0, false, ENTRY_PRICE));
        session(BEFORE_OPEN);
        assertThat(check("POSITIONS").ok()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, true", "4, false"})
    void ourSquareOffIsNotLaterThanTheBrokersOwn(int minutes, boolean ok) {
        Config config = LiveFloor.config("a", "b");
        at(LiveFloor.of(config.withLimits(squareOff(config.limits(), Duration.ofMinutes(minutes)))));
        session(BEFORE_OPEN);
        assertThat(check("CONFIG").ok()).isEqualTo(ok);
    }

    @Test
    void theLossExitIsReadBackAndNotArmedAnew() {
        venue.armLossExit(Rupees.of(100_000));
        venue.calls.clear();
        session(BEFORE_OPEN);
        assertThat(venue.called("arm ")).isZero();

        venue.armedTold = Optional.of(Rupees.of(99_999));
        session(BEFORE_OPEN);
        assertThat(check("LOSS_EXIT"))
                .isEqualTo(Check.failed(
                        "LOSS_EXIT",
                        "the broker's own exit should be armed at ₹100000.00 and is armed at ₹99999.00",
                        "arm it in the broker's app, or set live.lossExit to false"));
    }

    @Test
    void anUnknownAnswerToArmingIsNoFailureWhenItIsArmed() {
        venue.arming = TestLiveBroker.Mood.SILENT_AND_DID_IT;
        session(BEFORE_OPEN);
        assertThat(check("LOSS_EXIT").ok()).isTrue();

        at(LiveFloor.of("a", "b"));
        venue.arming = TestLiveBroker.Mood.SILENT_AND_LOST_IT;
        session(BEFORE_OPEN);
        assertThat(check("LOSS_EXIT").found()).endsWith("is not armed");
    }

    @Test
    void theLossExitIsLeftAloneWhereItIsNotWanted() {
        at(LiveFloor.of(LiveFloor.config(Floor.sharing("a", "b"), PreflightTest::withoutLossExit)));
        session(BEFORE_OPEN);
        assertThat(check("LOSS_EXIT")).isEqualTo(Check.passed("LOSS_EXIT", "not asked for"));
        assertThat(venue.called("arm")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-07, the calendar has no session on 2026-03-07 (weekend)",
        "2031-03-03, the calendar has no entry for 2031"
    })
    void aDayThatTheCalendarDoesNotKnowIsAFailedCheckThatSaysWhatToAdd(LocalDate date, String found) {
        session(date.atTime(8, 45)
                .atZone(sauda.core.calendar.TradingCalendar.INDIA)
                .toInstant());

        assertThat(check("CALENDAR").ok()).isFalse();
        assertThat(check("CALENDAR").found()).isEqualTo(found);
        assertThat(check("CALENDAR").todo())
                .contains("calendar.years." + date.getYear())
                .contains("sauda.yaml");
        assertThat(live.state("a")).isEqualTo("HALTED PREFLIGHT: CALENDAR");
    }

    @Test
    void theOtherFixedPointsOfTheDayHaveNoPreflight() {
        session(CLOSE.minus(Duration.ofMinutes(8)));
        session(CLOSE.minus(Duration.ofMinutes(5)));
        assertThat(venue.calls).isEmpty();
    }

    @Test
    void whatIsPutRightLetsTheClientTradeWithinThreeMinutesAndIsToldOnce() {
        venue.checks.add(Check.failed("IP", "not registered", "register it"));
        session(BEFORE_OPEN);
        watch(OPEN);
        watch(OPEN.plusSeconds(60));
        watch(OPEN.plusSeconds(120));
        assertThat(venue.called("login")).as("at most every three minutes").isEqualTo(2);
        assertThat(live.alerts()).containsExactly("PREFLIGHT_IP main");

        venue.checks.removeLast();
        watch(OPEN.plusSeconds(180));
        assertThat(live.state("a")).isEqualTo("ACTIVE the preflight of 2026-03-02 passed");
        assertThat(stored().passed()).isTrue();
        watch(OPEN.plusSeconds(600));
        assertThat(venue.called("login")).as("passed").isEqualTo(3);
        assertThat(enters("a").state()).isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void aPreflightThatWasNeverMadeTodayIsMadeByTheWatch() {
        floor.put(PreflightItem.of(new Preflight(
                LiveFloor.CLIENT, DATE.minusDays(3), List.of(Check.passed("IP", "fine")), OPEN.minusSeconds(259_200))));
        assertThat(enters("a").reasons()).extracting(Reason::code).containsExactly("NOT_PREFLIGHTED");
        watch(Floor.T.plusSeconds(60));
        assertThat(stored().date()).isEqualTo(DATE);
    }

    @Test
    void outsideTheSessionNothingIsTriedAgain() {
        live.passed(false);
        watch(CLOSE);
        watch(CLOSE.plusSeconds(300));
        assertThat(venue.calls).doesNotContain("login");
    }

    /// Scenarios 49 and 50.
    @ParameterizedTest
    @CsvSource({
        "TOKEN_DEAD, the venue does not take our token any more",
        "IP_NOT_REGISTERED, the venue does not know the address that our orders leave from"
    })
    void aRefusalThatSpeaksOfTheClientHaltsAllItsAccountsUntilAPreflightPasses(String code, String because) {
        Hold hold = Hold.forRefusal(new Reason(code, Map.of())).orElseThrow();
        HoldDesk desk = new HoldDesk(floor.stored, floor.config, floor.clock);
        desk.holdClient(LiveFloor.CLIENT, hold);
        desk.holdClient(LiveFloor.CLIENT, hold);

        assertThat(live.state("a")).isEqualTo("HALTED " + code + ": " + because);
        assertThat(live.state("b")).isEqualTo("HALTED " + code + ": " + because);
        assertThat(live.alerts()).containsExactly(code + " main");
        assertThat(stored().failed()).extracting(Check::name).containsExactly(code);

        Instant again = floor.clock.instant().plus(PreflightDesk.AGAIN_AFTER);
        watch(again.minusSeconds(1));
        assertThat(venue.called("login")).as("no lock-out by repeated logins").isZero();
        watch(again);
        assertThat(venue.called("login")).isEqualTo(1);
        assertThat(live.state("a")).startsWith("ACTIVE");
    }

    @Test
    void aRefusalOfOneOrderHoldsNobody() {
        assertThat(Hold.forRefusal(new Reason(LiveBroker.RATE_LIMITED, Map.of())))
                .isEmpty();
        assertThat(Hold.forRefusal(new Reason("NO_FUNDS", Map.of()))).isEmpty();
    }

    @Test
    void aRefusalThatComesInDuringAPreflightIsNotWrittenOver() {
        Hold hold = Hold.forRefusal(new Reason(LiveBroker.TOKEN_DEAD, Map.of())).orElseThrow();
        floor.clock.turn(Duration.ofSeconds(5));
        venue.positionsTold = positions -> {
            new HoldDesk(floor.stored, floor.config, floor.clock).holdClient(LiveFloor.CLIENT, hold);
            return positions;
        };
        session(BEFORE_OPEN);

        assertThat(stored().failed()).extracting(Check::name).containsExactly("TOKEN_DEAD");
        assertThat(live.state("a")).startsWith("HALTED TOKEN_DEAD");
    }

    @Test
    void aPreflightThatFailsBetweenReadingAndCommitStillStopsTheEntry() {
        floor.ledger = new PassingLedger(floor.stored) {
            private boolean failed;

            @Override
            public Commit commit(List<Write> writes) {
                if (!failed) {
                    failed = true;
                    live.passed(false);
                }
                return super.commit(writes);
            }
        };

        Order entry = floor.orders().on(floor.entry("a", TCS, 1));

        assertThat(entry.state()).isEqualTo(OrderState.DENIED);
        assertThat(entry.reasons()).extracting(Reason::toString).containsExactly("NOT_PREFLIGHTED");
        assertThat(venue.called("place")).isZero();
    }

    @Test
    void exitsNeedNoPreflight() {
        live.holds("a", TCS, 10);
        live.passed(false);
        assertThat(floor.orders().on(floor.exit("a", TCS, 10, "manual:out")).state())
                .isEqualTo(OrderState.ACCEPTED);
    }

    @Test
    void onTheFirstDayTheFirstAccountBuysOneShareAndNoOtherAny() {
        at(LiveFloor.of(LiveFloor.firstDay("a", "b")));

        assertThat(floor.orders().on(floor.entry("a", TCS, 1)).state()).isEqualTo(OrderState.ACCEPTED);
        Order other = floor.orders().on(floor.entry("b", TCS, 1));
        assertThat(other.reasons())
                .extracting(Reason::toString)
                .containsExactly(Denial.FIRST_DAY + " (limit=0, shares=1)");
    }

    @Test
    void onTheFirstDayAnAdvisorGetsOneShare() {
        at(LiveFloor.of(LiveFloor.firstDay("a", "b")));
        EntryJudge judge = EntryJudge.over(
                floor.stored,
                floor.config,
                floor.config.account("a").orElseThrow(),
                Floor.T,
                floor.clock.instant(),
                Map.of(TCS, Floor.read(TCS, Floor.T, Rupees.of(1_000))));
        var proposal = judge.judge(new Ask.Enter(TCS, Side.BUY, asked(), "vwap", "why not", 50))
                .getFirst();

        assertThat(proposal.shares()).isEqualTo(1);
        assertThat(proposal.bound()).isEqualTo("FIRST_DAY");
    }

    private static @Nullable Long asked() {
        return null;
    }

    private static LiveSettings withoutLossExit(LiveSettings live) {
        return new LiveSettings(
                live.superOrders(),
                live.protectionPercent(),
                live.entryLifetime(),
                live.repriceAfter(),
                live.repriceMost(),
                false,
                live.dryRun(),
                live.firstDay());
    }

    private static Config.Limits squareOff(Config.Limits limits, Duration before) {
        return new Config.Limits(
                limits.riskPercent(),
                limits.positionsPerAccount(),
                limits.positionsTotal(),
                limits.dailyLossPercent(),
                limits.dailyLossRupees(),
                limits.positionRupees(),
                limits.exposurePercent(),
                limits.entriesPerDay(),
                limits.coolDown(),
                limits.lastEntryBefore(),
                before,
                limits.flatAlarmBefore(),
                limits.shortSelling(),
                limits.entriesNeedSignal());
    }
}
