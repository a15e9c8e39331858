package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an answer says is wrong, in every shape that was seen, and whether it may be
/// believed.
class DhanFaultTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | DH-901 | Client ID or user generated access token is invalid or expired. | TOKEN_DEAD",
                "400 | DH-906 | Invalid Token | TOKEN_DEAD",
                "400 | DH-905 | Invalid IP | IP_NOT_REGISTERED",
                "400 | DH-911 | whatever | IP_NOT_REGISTERED",
                "429 | DH-904 | Too many requests on server from single user | RATE_LIMITED",
                "400 | DH-906 | Order is in Transit state | IN_TRANSIT",
                "404 | DH-906 | Incorrect request for order and cannot be processed | NOT_FOUND",
                "400 | DH-906 | Market is Closed! You cannot modify/cancel an order now. | MARKET_CLOSED",
                "400 | DH-906 | RMS:1:Insufficient funds: required margin is 5000 | NO_FUNDS",
                "400 | DH-906 | Price is not within circuit limits 90 - 110 | PRICE_BAND",
                "400 | DH-906 | Price is not a multiple of tick size 0.05 | OFF_TICK",
                "400 | DH-906 | Quantity exceeds the freeze quantity | FREEZE_QUANTITY",
                "400 | DH-906 | Holding is not sufficient for this sell order | NO_SHARES",
                "400 | DH-902 | no access | NO_DATA_PLAN",
                "400 | DH-905 | Missing required fields, bad values for parameters etc. | DH_905",
                "400 | DH-910 | something else | DH_910",
                "400 | '' | something else | VENUE_ERROR",
                "400 | we<ird> code | something else | WE_IRD_CODE",
            })
    void aCauseHasOneCodeWhateverTheVenueCallsIt(int status, String dh, String text, String code) {
        Fault fault = fault(
                        status, "{\"errorType\":\"T\",\"errorCode\":\"" + dh + "\",\"errorMessage\":\"" + text + "\"}")
                .orElseThrow();

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.text()).isEqualTo(text);
        assertThat(fault.certain()).isTrue();
    }

    @Test
    void theNumbersOfARefusalAreItsStatusAndItsCode() {
        assertThat(fault(400, "{\"errorType\":\"E\",\"errorCode\":\"DH-905\",\"errorMessage\":\"bad\"}"))
                .contains(new Fault(
                        "DH_905", "bad", Map.of("status", new BigDecimal(400), "dh", new BigDecimal(905)), true));
    }

    @ParameterizedTest
    @CsvSource({
        "805,RATE_LIMITED",
        "806,NO_DATA_PLAN",
        "807,TOKEN_DEAD",
        "808,TOKEN_DEAD",
        "809,TOKEN_DEAD",
        "810,DH_810",
        "814,DH_814"
    })
    void marketDataHasAShapeAndCodesOfItsOwn(String theirs, String ours) {
        Fault fault = fault(400, "{\"status\":\"failed\",\"data\":{\"" + theirs + "\":\"some words\"}}")
                .orElseThrow();

        assertThat(fault.code()).isEqualTo(ours);
        assertThat(fault.certain()).isTrue();
        assertThat(fault.warnsOfABlock()).isEqualTo(theirs.equals("805"));
    }

    @Test
    void noHoldingsIsKnownUnderBothOfItsSpellings() {
        assertThat(fault(
                                500,
                                "{\"errorType\":\"HOLDING_ERROR\",\"errorCode\":\"DH-1111\","
                                        + "\"errorMessage\":\"No holdings available\"}")
                        .orElseThrow()
                        .code())
                .isEqualTo("NO_HOLDINGS");
        assertThat(fault(500, "{\"internalErrorCode\":\"DH-1111\",\"internalErrorMessage\":\"No holdings available\"}")
                        .orElseThrow()
                        .code())
                .isEqualTo("NO_HOLDINGS");
    }

    @Test
    void aPathThatTheGatewayDoesNotKnowIsToldApartFromAnOrderThatIsNotThere() {
        Fault fault = fault(
                        404, "{\"timestamp\":1763615700000,\"status\":404,\"error\":\"Not Found\",\"path\":\"/v2/x\"}")
                .orElseThrow();

        assertThat(fault.code()).isEqualTo("NO_SUCH_PATH");
        assertThat(fault.certain()).isTrue();
    }

    @Test
    void anErrorUnderStatus200IsOne() {
        Fault list = fault(200, "[{\"message\":\"no IP is set\",\"status\":\"ERROR\"}]")
                .orElseThrow();

        assertThat(list.text()).isEqualTo("no IP is set");
        assertThat(list.certain()).isFalse();
        assertThat(fault(200, "{\"status\":\"success\"}")).isEqualTo(Optional.empty());
        assertThat(fault(200, "[]")).isEqualTo(Optional.empty());
        assertThat(fault(202, "{\"orderId\":\"1\",\"orderStatus\":\"CANCELLED\"}"))
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void anErrorOfTheServerLeavesItOpen(int status) {
        assertThat(fault(status, "{\"errorType\":\"E\",\"errorCode\":\"DH-906\",\"errorMessage\":\"no\"}")
                        .orElseThrow()
                        .certain())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DH-908", "DH-909", "800"})
    void soDoTheCodesThatSayTheVenueDoesNotKnow(String code) {
        assertThat(fault(400, "{\"errorType\":\"E\",\"errorCode\":\"" + code + "\",\"errorMessage\":\"oops\"}")
                        .orElseThrow()
                        .certain())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Forbidden</html>", "", "null", "\"text\"", "{\"message\":\"Forbidden\"}", "{", "12"})
    void soDoesWhatIsNoneOfTheVenuesShapes(String body) {
        Fault fault = fault(403, body).orElseThrow();

        assertThat(fault.certain()).isFalse();
        assertThat(fault.code()).isEqualTo("HTTP_403");
    }

    @Test
    void tooManyIsCertainInWhateverShape() {
        assertThat(fault(429, "<html>slow down</html>").orElseThrow())
                .isEqualTo(new Fault("RATE_LIMITED", "", Map.of("status", new BigDecimal(429)), true));
    }

    @Test
    void wordsAreShownWithoutTokensWithoutUnseenCharactersAndShort() {
        Fault fault = fault(
                        400,
                        "{\"errorCode\":\"DH-905\",\"errorMessage\":\"bad\\u0007\\u200b eyJhbGciOiJIUzUxMiJ9.abc.def pin=1234 "
                                + "x".repeat(300) + "\"}")
                .orElseThrow();

        assertThat(fault.text()).startsWith("bad  *** pin=*** xxx").hasSize(200);
    }

    private static Optional<Fault> fault(int status, String body) {
        return Fault.of(new Outcome.Answered(status, body, Optional.empty(), Instant.EPOCH, Optional.empty()));
    }
}
