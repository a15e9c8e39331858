package sauda.core.desk;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.ledger.Ledger;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Tick;

/// After the close: one line for each account on how its day went.
public final class ReportDesk {

    private final Ledger ledger;
    private final Config config;
    private final BookKeeper keeper;

    public ReportDesk(Ledger ledger, Config config) {
        this.ledger = ledger;
        this.config = config;
        this.keeper = new BookKeeper(ledger, config);
    }

    public void on(Tick tick) {
        LocalDate date = TradingCalendar.dateOf(tick.at());
        if (config.calendar().session(date).isEmpty()) {
            return;
        }
        for (AccountSpec spec : config.accounts()) {
            Optional<Account> account =
                    keeper.account(spec.name()).filter(book -> book.day().date().equals(date));
            account.ifPresent(book -> ledger.commit(List.of(Alerts.write(report(spec, book, tick)))));
        }
    }

    private static Alert report(AccountSpec spec, Account account, Tick tick) {
        Account.Day day = account.day();
        return new Alert(
                "DAY_REPORT",
                account.name(),
                account.name() + (spec.baseline() ? " (baseline)" : "") + ": "
                        + account.dayPnl().toPaisa() + " rupees today after "
                        + day.charges().toPaisa() + " of charges, " + day.entries() + " entries, model cost "
                        + day.modelCost().toPaisa(),
                Alert.Level.INFO,
                Map.of(
                        "dayPnl", account.dayPnl().amount(),
                        "charges", day.charges().amount(),
                        "entries", BigDecimal.valueOf(day.entries()),
                        "tokens", BigDecimal.valueOf(day.tokens()),
                        "modelCost", day.modelCost().amount(),
                        "value", day.value().amount()),
                tick.at());
    }
}
