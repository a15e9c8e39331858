package sauda.fakedhan;

import static org.assertj.core.api.Assertions.assertThat;
import static sauda.fakedhan.AVenue.CLIENT;
import static sauda.fakedhan.AVenue.JSON;
import static sauda.fakedhan.AVenue.PIN;
import static sauda.fakedhan.AVenue.SEED;
import static sauda.fakedhan.AVenue.at;
import static sauda.fakedhan.AVenue.order;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens, the profile and the registered address, as `dhan-v2.md` §3 has them.
class FakeDhanAuthTest {

    private final AVenue venue = new AVenue();

    @AfterEach
    void close() {
        venue.close();
    }

    private AVenue.Answer mint() {
        return venue.mint(CLIENT, PIN, Totp.at(SEED, venue.clock.instant()));
    }

    // One-time passwords

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:59Z, 287082",
        "2005-03-18T01:58:29Z, 081804",
        "2005-03-18T01:58:31Z, 050471",
        "2009-02-13T23:31:30Z, 005924",
        "2033-05-18T03:33:20Z, 279037"
    })
    void passwordsAreThoseOfTheStandardsAppendix(String time, String password) {
        // The seed of RFC 6238 is the text 12345678901234567890.
        assertThat(Totp.at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Instant.parse(time)))
                .isEqualTo(password);
    }

    @Test
    void theLibraryThatTheClientUsesAgrees() throws Exception {
        byte[] key = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        var generator = new TimeBasedOneTimePasswordGenerator();

        assertThat(Totp.at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", at("10:00")))
                .isEqualTo(generator.generateOneTimePasswordString(new SecretKeySpec(key, "RAW"), at("10:00")));
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void aPasswordMayBeOneStepOff(long seconds, boolean taken) {
        JsonNode answer = venue.mint(
                        CLIENT, PIN, Totp.at(SEED, venue.clock.instant().plusSeconds(seconds)))
                .json();

        assertThat(answer.has("accessToken")).isEqualTo(taken);
    }

    // Minting

    @Test
    void aTokenLivesForADayOfIndianWallClock() {
        JsonNode token = mint().json();

        assertThat(token.path("expiryTime").asText()).isEqualTo("2026-03-05T10:00:00.000");
        assertThat(token.path("dhanClientId").asText()).isEqualTo(CLIENT);
        venue.token = token.path("accessToken").asText();
        assertThat(venue.get("/profile").json().path("tokenValidity").asText()).isEqualTo("05/03/2026 10:00");
        venue.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(venue.get("/profile").status()).isEqualTo(200);
        assertThat(venue.later(1).get("/profile").status()).isEqualTo(401);
    }

    @Test
    void mintingATokenKillsTheOneBefore() {
        String old = venue.token;
        venue.token = mint().json().path("accessToken").asText();
        assertThat(venue.get("/profile").status()).isEqualTo(200);

        venue.token = old;
        AVenue.Answer answer = venue.get("/orders");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("DH-901");
        assertThat(answer.json().path("errorType").asText()).isEqualTo("Invalid_Authentication");
    }

    @Test
    void aDeadTokenMayAlsoBeAnOrderError() {
        venue.token = "dead";
        venue.fake.behaviour().deadTokenIsOrderError(true);

        AVenue.Answer answer = venue.post("/orders", order("BUY", 1, "490"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("DH-906");
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Invalid Token");
        assertThat(venue.get("/profile").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pin", "totp", "client"})
    void whatIsWrongIsSaidWithoutAToken(String wrong) {
        JsonNode answer = venue.mint(
                        wrong.equals("client") ? "9999999999" : CLIENT,
                        wrong.equals("pin") ? "000000" : PIN,
                        wrong.equals("totp") ? "000000" : Totp.at(SEED, venue.clock.instant()))
                .json();

        assertThat(answer.has("accessToken")).isFalse();
        assertThat(answer.path("status").asText()).isEqualTo("error");
        assertThat(venue.get("/profile").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"119999, false", "120000, true"})
    void aTokenIsMintedEveryTwoMinutes(long millis, boolean minted) {
        mint();

        assertThat(venue.later(millis)
                        .mint(CLIENT, PIN, Totp.at(SEED, venue.clock.instant()))
                        .json()
                        .has("accessToken"))
                .isEqualTo(minted);
    }

    @Test
    void clientsHaveTokensOfTheirOwn() {
        mint();
        venue.fake.webToken(AVenue.OTHER);
        venue.token = venue.fake.webToken(CLIENT);

        assertThat(venue.get("/profile").json().path("dhanClientId").asText()).isEqualTo(CLIENT);
        venue.token = venue.fake.webToken(AVenue.OTHER);
        assertThat(venue.get("/fundlimit").json().path("availabelBalance").asDouble())
                .isEqualTo(50_000.0);
    }

    @Test
    void aTokenOfTheWebSiteIsRenewedAndTheOldOneStops() {
        String old = venue.token;

        String renewed = venue.send(venue.request("/RenewToken").header("dhanClientId", CLIENT))
                .json()
                .path("accessToken")
                .asText();

        assertThat(venue.get("/profile").status()).isEqualTo(401);
        venue.token = renewed;
        assertThat(renewed).isNotEqualTo(old);
        assertThat(venue.get("/profile").status()).isEqualTo(200);
    }

    @Test
    void aTokenOfAOneTimePasswordCannotBeRenewed() {
        venue.token = mint().json().path("accessToken").asText();

        AVenue.Answer answer = venue.send(venue.request("/RenewToken").header("dhanClientId", CLIENT));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("DH-905");
    }

    // Addresses

    @Test
    void ordersFromAnotherAddressAreRefusedAndReadsAreNot() {
        venue.fake.comeFrom(CLIENT, "198.51.100.1");

        AVenue.Answer answer = venue.post("/orders", order("BUY", 1, "490"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("DH-905");
        assertThat(answer.json().path("errorMessage").asText()).isEqualTo("Invalid IP");
        assertThat(venue.get("/orders").status()).isEqualTo(200);
        assertThat(venue.get("/ip/getIP").json().path("ordersAllowed").asBoolean())
                .isFalse();
    }

    @Test
    void theRegisteredAddressIsShown() {
        JsonNode answer = venue.get("/ip/getIP").json();

        assertThat(answer.path("primaryIP").asText()).isEqualTo(AVenue.IP);
        assertThat(answer.path("ordersAllowed").asBoolean()).isTrue();
    }

    @Test
    void anAddressThatWasSetIsLockedForAWeek() {
        JsonNode body = JSON.createObjectNode()
                .put("dhanClientId", CLIENT)
                .put("ip", "198.51.100.1")
                .put("ipFlag", "PRIMARY");
        assertThat(venue.post("/ip/setIP", body).json().path("status").asText()).isEqualTo("SUCCESS");

        AVenue.Answer again = venue.put("/ip/modifyIP", body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get(0).path("status").asText()).isEqualTo("ERROR");
        assertThat(venue.get("/ip/getIP").json().path("modifyDatePrimary").asText())
                .isEqualTo("2026-03-11");
    }
}
