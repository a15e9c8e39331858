package sauda.core.desk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.events.Alert;
import sauda.events.Symbol;
import sauda.events.Tick;

/// Two minutes after a tick: whoever still waits for a stock goes on without it, and people are told
/// of the stocks that have no candle.
public final class DeadlineDesk {

    private final Ledger ledger;
    private final Config config;
    private final Arrivals arrivals;

    public DeadlineDesk(Ledger ledger, Config config, Mailbox mailbox) {
        this.ledger = ledger;
        this.config = config;
        this.arrivals = new Arrivals(ledger, config, mailbox);
    }

    public void on(Tick tick) {
        Instant t = tick.t();
        boolean known = config.calendar()
                .session(TradingCalendar.dateOf(t))
                .filter(session -> session.isTick(t))
                .isPresent();
        if (!known) {
            return;
        }
        List<AccountSpec> waiting = config.activeAccounts().stream()
                .filter(account -> ledger.get(Keys.mark(account.name(), t)).isEmpty())
                .toList();
        Map<Symbol, String> arrived = arrivals.at(t);
        waiting.forEach(account -> arrivals.send(account, t, arrived));
        // Also when nobody waits: a stock that said it has none completed its accounts' lists.
        tellMissing(tick, arrived);
    }

    private void tellMissing(Tick tick, Map<Symbol, String> arrived) {
        long stocks = config.tradedStocks().size();
        long in = arrived.values().stream().filter(Arrivals.IN::equals).count();
        if (in < stocks) {
            ledger.commit(List.of(Alerts.write(new Alert(
                    "DATA_MISSING",
                    "system",
                    (stocks - in) + " stocks have no candle at " + Keys.minute(tick.t())
                            + ": their accounts go on without them",
                    Alert.Level.WARN,
                    Map.of("arrived", BigDecimal.valueOf(in), "stocks", BigDecimal.valueOf(stocks)),
                    tick.at()))));
        }
    }
}
