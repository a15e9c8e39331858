package sauda.brokers.dhan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.events.Instrument;
import sauda.events.Check;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.fakedhan.Fault;

/// The morning's checks at the fake venue: all of them always, each with what to do.
class DhanChecksTest {

    private static final LocalDate DATE = LocalDate.parse("2026-03-02");
    private static final Rupees CAPITAL = Rupees.of(1_000_000);

    private final FakeVenue venue = new FakeVenue();
    private final DhanBroker broker = venue.dhan(Live.CONFIG).broker();

    @AfterEach
    void close() {
        venue.close();
    }

    @Test
    void everythingIsInOrder() {
        assertThat(broker.checks(DATE, CAPITAL, true))
                .extracting(check -> check.name() + " " + check.ok())
                .containsExactly(
                        "TOKEN true",
                        "PROFILE true",
                        "DATA_PLAN true",
                        "DDPI true",
                        "IP true",
                        "KILL_SWITCH true",
                        "FUNDS true",
                        "INSTRUMENTS true",
                        "CLOCK true");
        assertThat(broker.checks(DATE, CAPITAL, false)).extracting(Check::name).doesNotContain("DDPI");
    }

    @Test
    void whatIsFoundIsToldWithItsFigures() {
        assertThat(checked("FUNDS")).isEqualTo(Check.passed("FUNDS", "available ₹1000000.00, configured ₹1000000.00"));
        assertThat(checked("IP"))
                .isEqualTo(Check.passed("IP", "registered [203.0.113.7]; orders leave from 203.0.113.7"));
        assertThat(checked("DATA_PLAN"))
                .isEqualTo(Check.passed("DATA_PLAN", "data plan Active until 2026-04-01 09:37:52.0"));
        assertThat(checked("INSTRUMENTS").found()).isEqualTo("5 stocks in 20 rows");
        assertThat(broker.instruments())
                .extracting(Instrument::symbol)
                .containsExactly(
                        new Symbol("RELIANCE"),
                        new Symbol("TCS"),
                        new Symbol("INFY"),
                        new Symbol("HDFCBANK"),
                        new Symbol("ICICIBANK"));
    }

    @Test
    void fundsBelowTheConfiguredCapitalFail() {
        assertThat(broker.checks(DATE, CAPITAL.plus(Rupees.of("0.01")), false))
                .contains(Check.failed(
                        "FUNDS",
                        "available ₹1000000.00, configured ₹1000000.01",
                        "add funds, or configure less capital"));
    }

    @Test
    void anAddressThatIsNotRegisteredIsToldWithTheOneToRegister() {
        venue.fake.comeFrom(FakeVenue.CLIENT_ID, "198.51.100.9");

        assertThat(checked("IP"))
                .isEqualTo(Check.failed(
                        "IP",
                        "registered [203.0.113.7]; orders leave from 198.51.100.9",
                        "register 198.51.100.9 as the static IP on web.dhan.co; a change is locked for 7 days"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"primaryIP\":\"203.0.113.7\",\"secondaryIP\":\"\"} | 203.0.113.7 | true | orders leave from 203.0",
                "{\"primaryIP\":\"2001:db8:0:0::7\"} | {\"ip\":\"2001:db8::7\"} | true | orders leave from 2001:db8",
                "{\"primaryIP\":\"203.0.113.7\"} | 203.0.113.8 | false | orders leave from 203.0.113.8",
                "{\"primaryIP\":\"203.0.113.7\"} | <html> | false | the address that orders leave from is not known",
                "{\"primaryIP\":\"NA\"} | 203.0.113.8 | false | no address is registered",
                "{\"primaryIP\":\"203.0.113.7\",\"ordersAllowed\":false} | 203.0.113.7 | false | allows no orders",
                "[{\"message\":\"No IP found\",\"status\":\"ERROR\"}] | 203.0.113.7 | false | not checked: /ip/getIP",
            })
    void withoutTheVenuesWordTheAddressIsAskedForElsewhere(String answer, String own, boolean ok, String found) {
        try (RawServer api = new RawServer(RawServer.json(200, answer));
                RawServer address = new RawServer(RawServer.answer(200, "text/plain", own + "\n"))) {
            Check check = at(api, Optional.of(URI.create(address.url())));

            assertThat(check.ok()).isEqualTo(ok);
            assertThat(check.found()).contains(found);
        }
    }

    @Test
    void anAddressThatNobodyTellsIsAFailedCheck() {
        try (RawServer api = new RawServer(RawServer.json(200, "{\"primaryIP\":\"203.0.113.7\"}"))) {
            assertThat(at(api, Optional.empty()))
                    .isEqualTo(Check.failed(
                            "IP",
                            "registered [203.0.113.7]; the address that orders leave from is not known",
                            "set SAUDA_ADDRESS_URL to an address that tells it, or compare it by hand"));
        }
    }

    @Test
    void aKillSwitchThatIsOnFails() {
        broker.lock();

        assertThat(checked("KILL_SWITCH"))
                .isEqualTo(Check.failed("KILL_SWITCH", "ACTIVATE", "it locks trading: release it on web.dhan.co"));
    }

    @Test
    void aFileThatIsCutFails() {
        venue.fake.faults().next("GET", "/api-data", new Fault.TruncatedFile());

        assertThat(checked("INSTRUMENTS").ok()).isFalse();
        assertThat(checked("INSTRUMENTS").ok()).isTrue();
    }

    @Test
    void withoutATokenEveryCheckFailsAndSaysSo() {
        venue.vault.store.remove(Vault.TOKEN);
        venue.vault.known.clear();

        assertThat(broker.checks(DATE, CAPITAL, true))
                .filteredOn(check -> !check.name().equals("INSTRUMENTS"))
                .hasSize(8)
                .allSatisfy(check -> {
                    assertThat(check.ok()).isFalse();
                    assertThat(check.found()).contains("there is no token in sauda/dhan/main/token");
                    assertThat(check.todo()).isNotEmpty();
                });
    }

    @Test
    void aTokenThatEndsBeforeTheDayFails() {
        AccessToken stored =
                AccessToken.of(venue.vault.store.get(Vault.TOKEN), "").orElseThrow();
        venue.vault.store(
                Vault.TOKEN,
                new AccessToken(stored.clientId(), stored.value(), FakeVenue.NOW.plusSeconds(3_600), false).json());

        assertThat(checked("TOKEN"))
                .isEqualTo(Check.failed(
                        "TOKEN", "good until 2026-03-02 10:30 IST, needed until 2026-03-02 16:30 IST", "log in again"));
    }

    @ParameterizedTest
    @CsvSource({
        "30, true, 30 s ahead of",
        "31, false, 31 s ahead of",
        "-30, true, 30 s behind",
        "-31, false, 31 s behind"
    })
    void clocksMayDifferByThirtySeconds(int seconds, boolean ok, String said) {
        Instant machine = Instant.parse("2026-03-02T04:00:00Z").plusSeconds(seconds);
        RawServer.Then dated = (connection, out) ->
                out.write(("HTTP/1.1 200 OK\r\nDate: Mon, 02 Mar 2026 04:00:00 GMT\r\nContent-Length: 2\r\n"
                                + "Connection: close\r\n\r\n{}")
                        .getBytes(StandardCharsets.UTF_8));
        try (RawServer api = new RawServer(dated)) {
            Check check = checkAt(api, Optional.empty(), () -> machine, "CLOCK");

            assertThat(check.ok()).isEqualTo(ok);
            assertThat(check.found()).isEqualTo("our clock is " + said + " Dhan's");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dataPlan | Deactive | DATA_PLAN",
                "dataValidity | 2026-03-01 09:00:00.0 | DATA_PLAN",
                "ddpi | Deactive | DDPI",
                "activeSegment | 'D, C' | PROFILE",
                "dhanClientId | 9999999999 | PROFILE",
            })
    void aProfileThatDoesNotDoFails(String field, String value, String check) {
        String profile = DhanJson.text(DhanJson.object()
                .put("dhanClientId", FakeVenue.CLIENT_ID)
                .put("activeSegment", "Equity, Derivative")
                .put("ddpi", "Active")
                .put("dataPlan", "Active")
                .put("dataValidity", "2026-03-02 09:00:00.0")
                .put(field, value));
        try (RawServer api = new RawServer(RawServer.json(200, profile))) {
            assertThat(checkAt(api, Optional.empty(), () -> FakeVenue.NOW, check)
                            .ok())
                    .isFalse();
        }
    }

    private Check checked(String name) {
        return named(broker.checks(DATE, CAPITAL, true), name);
    }

    private Check at(RawServer api, Optional<URI> address) {
        return checkAt(api, address, InstantSource.system(), "IP");
    }

    private Check checkAt(RawServer api, Optional<URI> address, InstantSource machine, String name) {
        Dhan dhan = venue.dhan(Live.CONFIG);
        DhanEndpoints endpoints = new DhanEndpoints(
                URI.create(api.url()), dhan.endpoints().auth(), dhan.endpoints().instruments(), address);
        return named(
                new Dhan(
                                dhan.config(),
                                dhan.client(),
                                dhan.ledger(),
                                dhan.clock(),
                                dhan.secrets(),
                                endpoints,
                                new Random(1),
                                dhan.pauser(),
                                machine)
                        .broker()
                        .checks(DATE, CAPITAL, true),
                name);
    }

    private static Check named(List<Check> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
