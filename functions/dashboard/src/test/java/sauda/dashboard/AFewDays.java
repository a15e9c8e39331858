package sauda.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import sauda.core.desk.DayDesk;
import sauda.core.ledger.Keys;
import sauda.events.Account;
import sauda.events.Fill;
import sauda.events.OrderId;
import sauda.events.Rupees;
import sauda.events.Symbol;
import sauda.events.Trade;

/// Friday, Monday and Tuesday of `claude`, each with three marks; the books of Tuesday are
/// still open. `gpt` trades nothing, `rules` gains a little.
final class AFewDays {

    static final LocalDate FRIDAY = LocalDate.parse("2024-01-12");
    static final LocalDate MONDAY = LocalDate.parse("2024-01-15");
    static final LocalDate TUESDAY = LocalDate.parse("2024-01-16");

    final AMorning morning = AMorning.unborn();

    AFewDays() {
        for (LocalDate date : List.of(FRIDAY, MONDAY, TUESDAY)) {
            day(date, "gpt", "0", "0", "0");
            day(date, "rules", "500", "0", "0");
        }
        day(FRIDAY, "claude", "1000", "100", "3.5");
        day(MONDAY, "claude", "-2000", "100", "2.25");
        day(TUESDAY, "claude", "3000", "100", "0");
        trade(FRIDAY, "ema", "INFY", "1000", "100");
        trade(MONDAY, "vwap", "TCS", "-2000", "60.5");
        trade(TUESDAY, "vwap", "TCS", "3000", "39.5");
    }

    Instant close(LocalDate date) {
        return morning.config.calendar().session(date).orElseThrow().close();
    }

    /// A day with a gain and charges; a low mark of 5,000 less and a high one of 5,000 more come
    /// before the close.
    void day(LocalDate date, String name, String gain, String charges, String modelCost) {
        morning.at(close(date).plusSeconds(120).toString());
        new DayDesk(morning.ledger, morning.config, () -> close(date))
                .open(morning.config.account(name).orElseThrow(), date);
        Account opened = morning.account(name);
        Account.Cash cash = opened.cash();
        Rupees closing = opened.day().opening().plus(Rupees.of(gain)).minus(Rupees.of(charges));
        morning.put(
                Keys.account(name),
                "account",
                new Account(
                        name,
                        opened.client(),
                        opened.state(),
                        opened.stateBecause(),
                        opened.capital(),
                        new Account.Cash(
                                cash.inHand().plus(Rupees.of(gain)),
                                Rupees.ZERO,
                                cash.chargesBefore(),
                                cash.realised().plus(Rupees.of(gain))),
                        opened.day()
                                .traded(Rupees.ZERO, Rupees.ZERO, Rupees.ZERO, new TreeSet<>(), Rupees.of(charges))
                                .withModelUse(1, 1_000, Rupees.of(modelCost))
                                .valued(closing),
                        0,
                        Rupees.ZERO,
                        new TreeSet<>(),
                        opened.left(),
                        opened.seq() + 1,
                        opened.head()));
        Rupees[] values = {closing.minus(Rupees.of(5_000)), closing.plus(Rupees.of(5_000)), closing};
        for (int i = 0; i < values.length; i++) {
            morning.snapshot(
                    name,
                    close(date).minusSeconds(300L * (values.length - 1 - i)).toString(),
                    values[i].amount().toPlainString(),
                    values[i].minus(opened.day().opening()).amount().toPlainString(),
                    values[i].minus(opened.capital()).amount().toPlainString());
        }
    }

    private void trade(LocalDate date, String strategy, String symbol, String gross, String charges) {
        Trade open = AMorning.trade();
        OrderId id = new OrderId(Keys.minuteOfId(close(date).minusSeconds(3_600)) + "-EEEEEEEEEEEEEE");
        morning.put(
                Keys.trade("claude", id),
                "trade",
                new Trade(
                        id,
                        "claude",
                        new Symbol(symbol),
                        strategy,
                        open.cause(),
                        open.side(),
                        20,
                        20,
                        open.entered(),
                        open.entered().plus(Rupees.of(gross)),
                        open.stop(),
                        open.target(),
                        Rupees.of(gross),
                        Rupees.of(charges),
                        Fill.Kind.EXIT,
                        close(date).minusSeconds(3_600),
                        close(date).minusSeconds(600)));
    }
}
