package sauda.core.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.events.Alert;
import sauda.events.Check;
import sauda.events.Preflight;
import sauda.events.TradingState;

/// Stops every entry of a broker client, because of what the venue said of the client itself.
/// The day's preflight has failed with it; the next one that passes lets the accounts go.
public final class HoldDesk {

    private final Ledger ledger;
    private final InstantSource clock;
    private final AccountHolds holds;

    public HoldDesk(Ledger ledger, Config config, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.holds = new AccountHolds(ledger, config, clock);
    }

    /// Halts all accounts of a client. Doing it twice changes nothing, and people are told once.
    public void holdClient(String client, Hold hold) {
        Instant now = clock.instant();
        LocalDate today = TradingCalendar.dateOf(now);
        Optional<Preflight> before = ledger.get(Keys.preflight(client))
                .map(item -> item.as(Preflight.class))
                .filter(preflight -> preflight.date().equals(today));
        Check failed = Check.failed(hold.code(), hold.because(), hold.todo());
        List<Check> checks = new ArrayList<>(before.map(Preflight::checks).orElse(List.of()));
        if (!checks.contains(failed)) {
            checks.add(failed);
            Write preflight = Write.put(PreflightItem.of(new Preflight(client, today, checks, now)));
            Write alert = Alerts.write(new Alert(
                    hold.code(),
                    client,
                    hold.because() + ": no account of " + client + " enters; " + hold.todo(),
                    Alert.Level.URGENT,
                    Map.of(),
                    now));
            ledger.commit(List.of(preflight, alert));
        }
        holds.accountsOf(client)
                .forEach(account -> holds.hold(account, TradingState.HALTED, hold.code() + ": " + hold.because()));
    }
}
