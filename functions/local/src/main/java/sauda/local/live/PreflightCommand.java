package sauda.local.live;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sauda.core.calendar.TradingCalendar;
import sauda.core.desk.PreflightDesk;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Check;
import sauda.events.Preflight;

/// Looks, by hand, at everything that must be in order before a live client's first order.
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks whether a live broker client may trade today, and says what to do where it may not."
                + " It logs in if need be, arms the broker's own loss exit, and orders nothing. The address it sees is this machine's.")
public final class PreflightCommand implements Callable<Integer> {

    @Mixin
    LiveClient live = new LiveClient();

    @Override
    public Integer call() {
        LocalDate today = TradingCalendar.dateOf(live.clock().instant());
        PreflightDesk desk = new PreflightDesk(live.ledger(), live.config(), live.client, live.broker(), live.clock());
        List<Check> checks;
        try {
            checks = desk.checks(today);
        } catch (BrokerUnavailable silent) {
            System.out.println("the broker does not answer: " + silent.code());
            return 1;
        }
        Preflight preflight =
                new Preflight(live.client, today, checks, live.clock().instant());
        System.out.print(text(preflight, live.hasLedger()));
        return preflight.passed() ? 0 : 1;
    }

    /// @param books whether the positions were held against the ledger, or against nothing
    static String text(Preflight preflight, boolean books) {
        StringBuilder text =
                new StringBuilder("preflight of " + preflight.client() + " for " + preflight.date() + "\n");
        for (Check check : preflight.checks()) {
            text.append(check.ok() ? "  ok     " : "  FAILED ")
                    .append(check.name())
                    .append(": ")
                    .append(check.found())
                    .append('\n');
            if (!check.ok()) {
                text.append("         -> ").append(check.todo()).append('\n');
            }
        }
        text.append(
                preflight.passed()
                        ? "all in order\n"
                        : preflight.failed().size() + " of "
                                + preflight.checks().size() + " checks failed: no account of this client enters\n");
        if (!books) {
            text.append("positions were held against empty books: name the ledger by --table\n");
        }
        return text.toString();
    }
}
