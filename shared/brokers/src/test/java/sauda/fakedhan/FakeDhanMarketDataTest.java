package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.at;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Candles, quotes and the instrument file, as `dhan-v2.md` §8, §9 and §15 have them.
class FakeDhanMarketDataTest {

    private final AVenue venue = new AVenue();

    @AfterEach
    void close() {
        venue.close();
    }

    // Candles

    private static ObjectNode question(String interval, String from, String to) {
        return JSON.createObjectNode()
                .put("securityId", "1594")
                .put("exchangeSegment", "NSE_EQ")
                .put("instrument", "EQUITY")
                .put("expiryCode", 0)
                .put("interval", interval)
                .put("fromDate", from)
                .put("toDate", to);
    }

    private List<Instant> starts(ObjectNode question) {
        List<Instant> starts = new ArrayList<>();
        venue.post("/charts/intraday", question)
                .json()
                .path("timestamp")
                .forEach(time -> starts.add(Instant.ofEpochSecond((long) time.asDouble())));
        return starts;
    }

    @Test
    void candlesAreParallelArraysOfDoublesNamedByTheirStartInUniversalTime() {
        venue.bar("09:15", "500", "502", "499", "501", 14_621_046);

        AVenue.Answer answer =
                venue.post("/charts/intraday", question("5", "2026-03-04 09:15:00", "2026-03-04 09:20:00"));

        assertThat(answer.json().path("open").get(0).asDouble()).isEqualTo(500.0);
        assertThat(answer.json().path("high").get(0).asDouble()).isEqualTo(502.0);
        assertThat(answer.json().path("low").get(0).asDouble()).isEqualTo(499.0);
        assertThat(answer.json().path("close").get(0).asDouble()).isEqualTo(501.0);
        assertThat(answer.text()).contains("1.4621046E7").contains("\"timestamp\":[1.7725959E9");
        assertThat(at("09:15").getEpochSecond()).isEqualTo(1_772_595_900);
    }

    @Test
    void onlyBarsThatHaveEndedAreShown() {
        assertThat(starts(question("5", "2026-03-04 09:15:00", "2026-03-04 15:30:00")))
                .hasSize(9)
                .last()
                .isEqualTo(at("09:55"));
    }

    @Test
    void theNewestBarMayComeLate() {
        venue.fake.behaviour().newestBarLate(Duration.ofSeconds(120));
        ObjectNode question = question("5", "2026-03-04 09:15:00", "2026-03-04 15:30:00");

        assertThat(starts(question)).last().isEqualTo(at("09:50"));
        venue.time("10:02");
        assertThat(starts(question)).last().isEqualTo(at("09:55"));
    }

    @Test
    void theFormingBarMayBeShown() {
        venue.fake.behaviour().formingBar(true);
        venue.bar("10:00", "500", "506", "500", "503").time("10:02:30");

        JsonNode candles = venue.post("/charts/intraday", question("5", "2026-03-04 09:15:00", "2026-03-04 15:30:00"))
                .json();

        // Half the bar is over: it stands halfway from its low, which was its open, to its high.
        assertThat(candles.path("timestamp").get(9).asDouble())
                .isEqualTo(at("10:00").getEpochSecond());
        assertThat(candles.path("high").get(9).asDouble()).isEqualTo(503.0);
        assertThat(candles.path("close").get(9).asDouble()).isEqualTo(503.0);
        assertThat(candles.path("volume").get(9).asDouble()).isEqualTo(50_000.0);
    }

    @Test
    void todayIsShownUpToNowWhereverInItTheQuestionEnds() {
        assertThat(starts(question("5", "2026-03-04 09:15:00", "2026-03-04 09:30:00")))
                .last()
                .isEqualTo(at("09:55"));
    }

    @Test
    void aDayWithoutATimeEndsBeforeIt() {
        assertThat(starts(question("5", "2026-03-02", "2026-03-04")))
                .hasSize(75)
                .allSatisfy(start -> assertThat(start).isBefore(at("00:00")));
        assertThat(starts(question("5", "2026-03-02", "2026-03-05"))).hasSize(84);
    }

    @ParameterizedTest
    @CsvSource({"2025-12-04, 200", "2025-12-03, 400"})
    void ninetyDaysAreGivenAtATime(String from, int status) {
        AVenue.Answer answer = venue.post("/charts/intraday", question("5", from, "2026-03-04"));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 400) {
            assertThat(answer.code()).isEqualTo("DH-905");
            assertThat(answer.json().path("errorMessage").asText())
                    .isEqualTo("Data for Intraday Charts can be fetched for 90 days at a time");
        }
    }

    @Test
    void anUnknownStockAndAHolidayHaveEmptyArrays() {
        AVenue.Answer stranger = venue.post(
                "/charts/intraday", question("5", "2026-03-02", "2026-03-05").put("securityId", "1"));
        AVenue.Answer holiday = venue.post("/charts/intraday", question("5", "2026-03-03", "2026-03-04"));

        for (AVenue.Answer empty : List.of(stranger, holiday)) {
            assertThat(empty.status()).isEqualTo(200);
            assertThat(empty.json().path("open").isArray()).isTrue();
            assertThat(empty.json().path("open")).isEmpty();
            assertThat(empty.json().path("timestamp")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 45", "5, 9", "15, 3", "25, 2", "60, 1"})
    void barsHaveTheLengthThatWasAskedFor(String interval, int bars) {
        assertThat(starts(question(interval, "2026-03-04 09:15:00", "2026-03-04 15:30:00")))
                .hasSize(bars)
                .first()
                .isEqualTo(at("09:15"));
    }

    @Test
    void theMinutesOfABarFoldToIt() {
        venue.bar("09:15", "500", "506", "497", "503", 1_001);

        JsonNode candles = venue.post("/charts/intraday", question("1", "2026-03-04 09:15:00", "2026-03-04 15:30:00"))
                .json();

        List<Double> highs = numbers(candles, "high");
        List<Double> lows = numbers(candles, "low");
        assertThat(candles.path("open").get(0).asDouble()).isEqualTo(500.0);
        assertThat(highs).contains(506.0).allMatch(high -> high <= 506.0);
        assertThat(lows).contains(497.0).allMatch(low -> low >= 497.0);
        assertThat(candles.path("close").get(4).asDouble()).isEqualTo(503.0);
        assertThat(numbers(candles, "volume").stream().mapToDouble(it -> it).sum())
                .isEqualTo(1_001.0);
    }

    private static List<Double> numbers(JsonNode candles, String name) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            numbers.add(candles.path(name).get(i).asDouble());
        }
        return numbers;
    }

    @Test
    void daysAreNamedByTheirMidnightAndEndBeforeTheLastAndBeforeToday() {
        ObjectNode question = question("5", "2026-03-02", "2026-03-10");
        question.remove("interval");

        JsonNode days = venue.post("/charts/historical", question).json();

        assertThat(days.path("timestamp")).hasSize(1);
        assertThat(days.path("timestamp").get(0).asDouble())
                .isEqualTo(at("00:00").minus(Duration.ofDays(2)).getEpochSecond());
        assertThat(days.path("volume").get(0).asDouble()).isEqualTo(7_500_000.0);
        assertThat(venue.post("/charts/historical", question.put("toDate", "2026-03-02"))
                        .json()
                        .path("timestamp"))
                .isEmpty();
    }

    // Quotes

    private JsonNode quote(String kind, int... ids) {
        ArrayNode wanted = JSON.createArrayNode();
        for (int id : ids) {
            wanted.add(id);
        }
        return venue.post("/marketfeed/" + kind, JSON.createObjectNode().set("NSE_EQ", wanted))
                .json();
    }

    @Test
    void theLastPriceMovesInsideTheBar() {
        venue.bar("10:00", "500", "506", "497", "503");

        assertThat(last("10:00")).isEqualTo(500.0);
        assertThat(last("10:01:40")).isEqualTo(497.0);
        assertThat(last("10:03:20")).isEqualTo(506.0);
        assertThat(last("10:04:59")).isEqualTo(503.05);
        assertThat(last("10:05")).isEqualTo(500.0);
    }

    private double last(String time) {
        venue.time(time);
        return quote("ltp", 1594)
                .path("data")
                .path("NSE_EQ")
                .path("1594")
                .path("last_price")
                .asDouble();
    }

    @Test
    void anUnknownNumberIsAbsent() {
        JsonNode answer = quote("ltp", 1, 1594);

        assertThat(answer.path("status").asText()).isEqualTo("success");
        assertThat(answer.path("data").path("NSE_EQ")).hasSize(1);
    }

    @Test
    void theCloseIsThatOfTheDayBefore() {
        venue.bar("09:15", "510", "512", "508", "511");

        JsonNode day =
                quote("ohlc", 1594).path("data").path("NSE_EQ").path("1594").path("ohlc");

        assertThat(day.path("open").asDouble()).isEqualTo(510.0);
        assertThat(day.path("high").asDouble()).isEqualTo(512.0);
        assertThat(day.path("low").asDouble()).isEqualTo(500.0);
        assertThat(day.path("close").asDouble()).isEqualTo(500.0);
    }

    @Test
    void theWholeQuoteHasTheCircuitLimits() {
        JsonNode quote = quote("quote", 1594).path("data").path("NSE_EQ").path("1594");

        assertThat(quote.path("lower_circuit_limit").asDouble()).isEqualTo(450.0);
        assertThat(quote.path("upper_circuit_limit").asDouble()).isEqualTo(550.0);
        assertThat(quote.path("last_trade_time").asText()).isEqualTo("04/03/2026 10:00:00");
        assertThat(quote.path("volume").asLong()).isEqualTo(900_000);
        assertThat(quote.path("depth").path("buy")).hasSize(5);
    }

    @Test
    void beforeTheFirstTradeThePriceIsTheOldOneAndTheTimeIsNone() {
        venue.time("09:00");

        JsonNode quote = quote("quote", 1594).path("data").path("NSE_EQ").path("1594");

        assertThat(quote.path("last_price").asDouble()).isEqualTo(500.0);
        assertThat(quote.path("last_trade_time").asText()).isEqualTo("01/01/1980 00:00:00");
    }

    @Test
    void quotesNeedTheClientInAHeader() {
        AVenue.Answer answer = venue.send(HttpRequest.newBuilder(URI.create(venue.server.baseUrl() + "/marketfeed/ltp"))
                .header("access-token", venue.token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"NSE_EQ\":[1594]}")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asText()).isEqualTo("failed");
        assertThat(answer.json().path("data").path("810").isTextual()).isTrue();
    }

    @Test
    void aThousandStocksAreQuotedAtATime() {
        int[] many = new int[1_001];

        assertThat(quote("ltp", many).path("data").path("804").isTextual()).isTrue();
    }

    // Instruments

    @Test
    void theInstrumentFileNeedsNoTokenAndHasTicksInPaise() throws Exception {
        String file = venue.http
                .send(
                        HttpRequest.newBuilder(URI.create(venue.server.instrumentsUrl()))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();

        assertThat(file.lines().findFirst().orElseThrow())
                .startsWith("SEM_EXM_EXCH_ID,SEM_SEGMENT,SEM_SMST_SECURITY_ID");
        assertThat(file.lines()).contains("NSE,E,1594,EQUITY,0,INFY,1.0,INFY,,,,5.0000,NA,ES,EQ,INFY LTD");
        assertThat(file.lines().filter(line -> line.split(",")[2].equals("1594")))
                .hasSize(3);
    }

    @Test
    void theFileOfASegmentNeedsAToken() {
        assertThat(venue.get("/instrument/NSE_EQ").text()).contains("NSE,E,1594,INE009A01021,EQUITY");
        venue.token = "dead";
        assertThat(venue.get("/instrument/NSE_EQ").status()).isEqualTo(401);
    }
}
