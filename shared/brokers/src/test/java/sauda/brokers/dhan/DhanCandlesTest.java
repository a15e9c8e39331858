package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sauda.core.config.Config;
import sauda.core.market.CandleSource.CandlesUnavailable;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.fakedhan.Fault;
import sauda.fakedhan.Fault.When;

/// Candles of the fake venue, where every stock stands still at ₹1,600.
class DhanCandlesTest {

    private static final Symbol INFY = new Symbol("INFY");
    private static final Duration BAR = Duration.ofMinutes(5);
    private static final Instant OPEN = Instant.parse("2026-03-02T03:45:00Z");
    private static final String EMPTY =
            "{\"open\":[],\"high\":[],\"low\":[],\"close\":[],\"volume\":[],\"timestamp\":[]}";

    private final FakeVenue venue = new FakeVenue();
    private final DhanCandles candles = venue.dhan(Live.CONFIG).candles();

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void theBarsOfTodayAreThoseThatHaveEndedByTheTick() {
        venue.behaviour().formingBar(true);
        venue.clock.set(OPEN.plus(BAR.multipliedBy(3)).plusSeconds(70));

        List<Bar> bars = candles.bars(INFY, OPEN, OPEN.plus(BAR.multipliedBy(2)));

        assertThat(bars).extracting(Bar::start).containsExactly(OPEN, OPEN.plus(BAR));
        assertThat(bars.getFirst())
                .isEqualTo(
                        new Bar(OPEN, Rupees.of(1_600), Rupees.of(1_600), Rupees.of(1_600), Rupees.of(1_600), 100_000));
    }

    @Test
    void aBarThatIsLateIsNotThereYet() {
        venue.behaviour().newestBarLate(Duration.ofMinutes(2));
        venue.clock.set(OPEN.plus(BAR).plusSeconds(119));
        assertThat(candles.bars(INFY, OPEN, OPEN.plus(BAR))).isEmpty();

        venue.clock.set(OPEN.plus(BAR).plusSeconds(120));
        assertThat(candles.bars(INFY, OPEN, OPEN.plus(BAR))).hasSize(1);
    }

    @Test
    void aLongSpanIsAskedForInPartsOfNinetyDays() {
        Instant from = OPEN.minus(Duration.ofDays(100));

        List<Bar> bars = candles.bars(INFY, from, OPEN);

        assertThat(bars)
                .extracting(Bar::start)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(60 * 75);
        assertThat(charts()).isEqualTo(2);
    }

    @Test
    void exactlyNinetyDaysAreOneQuestion() {
        candles.bars(INFY, OPEN.minus(Duration.ofDays(90)), OPEN);

        assertThat(charts()).isEqualTo(1);
    }

    @Test
    void aPastSessionThatComesBackEmptyIsAskedForOnceMore() {
        Instant friday = Instant.parse("2026-02-27T03:45:00Z");
        Instant end = Instant.parse("2026-02-27T10:00:00Z");
        venue.fake.faults().next("POST", "/v2/charts", new Fault.EmptyCandles());
        assertThat(candles.bars(INFY, friday, end)).hasSize(75);

        venue.fake.faults().always("POST", "/v2/charts", new Fault.EmptyCandles());
        assertThat(candles.bars(INFY, friday, end)).isEmpty();
        assertThat(charts()).isEqualTo(4);
    }

    @Test
    void anEmptyMorningIsAskedForOnce() {
        venue.fake.faults().always("POST", "/v2/charts", new Fault.EmptyCandles());

        assertThat(candles.bars(INFY, OPEN, OPEN.plus(BAR))).isEmpty();
        assertThat(charts()).isEqualTo(1);
    }

    @Test
    void aSourceThatDoesNotAnswerSaysWhy() {
        venue.fake.faults().always("POST", "/v2/charts", new Fault.ErrorPage(When.BEFORE_ACCEPTANCE, 502));
        assertThatThrownBy(() -> candles.bars(INFY, OPEN, OPEN.plus(BAR)))
                .isInstanceOf(CandlesUnavailable.class)
                .hasMessageStartingWith("NO_ANSWER: /charts/intraday");

        venue.fake.faults().clear();
        venue.fake.killToken(FakeVenue.CLIENT_ID);
        assertThatThrownBy(() -> candles.bars(INFY, OPEN, OPEN.plus(BAR)))
                .isInstanceOf(CandlesUnavailable.class)
                .hasMessageStartingWith("TOKEN_DEAD");
        assertThatThrownBy(() -> candles.bars(new Symbol("WIPRO"), OPEN, OPEN.plus(BAR)))
                .isInstanceOf(CandlesUnavailable.class);
    }

    @Test
    void dailyBarsEndBeforeTheirLastDateAndAreNamedByMidnightInIndia() {
        LocalDate friday = LocalDate.parse("2026-02-27");

        assertThat(candles.daily(INFY, friday, friday.plusDays(1)))
                .extracting(Bar::start)
                .containsExactly(Instant.parse("2026-02-26T18:30:00Z"));
    }

    @Test
    void theFactorIsWhatIsServedNowOverWhatWasStored() {
        LocalDate friday = LocalDate.parse("2026-02-27");

        assertThat(candles.factor(INFY, friday, Rupees.of(3_200))).contains(new BigDecimal("0.5"));
        assertThat(candles.factor(INFY, friday, Rupees.of(1_600)).orElseThrow()).isEqualByComparingTo("1");
        assertThat(candles.factor(INFY, LocalDate.parse("2026-02-28"), Rupees.of(1_600)))
                .isEqualTo(Optional.empty());
        assertThat(candles.isUnadjusted()).isFalse();
    }

    @Test
    void theQuestionIsInIndianTimeAndHasTheVenuesFields() {
        try (RawServer api = new RawServer(RawServer.json(200, EMPTY))) {
            at(api).bars(INFY, OPEN, OPEN.plus(BAR));

            assertThat(api.requests).singleElement().satisfies(request -> {
                assertThat(request).startsWith("POST /charts/intraday HTTP/1.1");
                assertThat(request.substring(request.indexOf("{")))
                        .isEqualTo("{\"securityId\":\"1594\",\"exchangeSegment\":\"NSE_EQ\",\"instrument\":\"EQUITY\","
                                + "\"expiryCode\":0,\"interval\":\"5\",\"fromDate\":\"2026-03-02 09:15:00\","
                                + "\"toDate\":\"2026-03-02 09:20:00\"}");
                assertThat(request.lines().map(line -> line.toLowerCase(Locale.ROOT)))
                        .anyMatch(line -> line.startsWith("access-token: "))
                        .contains(
                                "client-id: 1000000042", "content-type: application/json", "accept: application/json");
            });
        }
    }

    @Test
    void theVenuesWarningOfABlockStopsTheQuestionsForAMinute() {
        try (RawServer api = new RawServer(
                RawServer.json(400, "{\"status\":\"failed\",\"data\":{\"805\":\"Too many requests\"}}"))) {
            DhanCandles warned = at(api);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> warned.bars(INFY, OPEN, OPEN.plus(BAR)))
                        .isInstanceOf(CandlesUnavailable.class)
                        .hasMessageStartingWith("RATE_LIMITED");
            }
            assertThat(api.requests).hasSize(1);

            venue.clock.advance(Duration.ofSeconds(60));
            api.then(RawServer.json(200, EMPTY));
            assertThat(warned.bars(INFY, OPEN, OPEN.plus(BAR))).isEmpty();
        }
    }

    private DhanCandles at(RawServer api) {
        Config config = Live.paper();
        return new Dhan(
                        config,
                        Live.client(config),
                        venue.ledger,
                        venue.clock,
                        venue.vault,
                        DhanEndpoints.from(Map.of("DHAN_BASE_URL", api.url())),
                        new Random(1),
                        venue.clock::advance,
                        InstantSource.system())
                .candles();
    }

    private long charts() {
        return venue.fake.requests().stream()
                .filter(call -> call.path().startsWith("/v2/charts"))
                .count();
    }
}
