package sauda.local.live;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config.Product;
import sauda.core.desk.PreflightDesk;
import sauda.core.order.Broker.BrokerUnavailable;
import sauda.events.Check;
import sauda.events.Preflight;
import sauda.events.Rupees;

/// Looks, by hand, at everything that must be in order before a live client's first order.
@Command(
        name = "preflight",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Checks whether a live broker client may trade today, and says what to do where it may not."
                + " It reads, and changes nothing.")
public final class PreflightCommand implements Callable<Integer> {

    @Mixin
    LiveClient live = new LiveClient();

    @Option(
            names = "--login",
            description = "log in if need be, arm the broker's own loss exit, and look at the address: only from the"
                    + " machine whose address is registered, for a new login ends that of the functions")
    boolean login;

    @Override
    public Integer call() {
        LocalDate today = TradingCalendar.dateOf(live.clock().instant());
        List<Check> checks;
        try {
            checks = login ? whole(today) : looked(today);
        } catch (BrokerUnavailable silent) {
            System.out.println("the broker does not answer: " + silent.code());
            return 1;
        }
        Preflight preflight =
                new Preflight(live.client, today, checks, live.clock().instant());
        System.out.print(text(preflight, live.hasLedger() || !login));
        return preflight.passed() ? 0 : 1;
    }

    private List<Check> whole(LocalDate today) {
        return new PreflightDesk(live.ledger(), live.config(), live.client, live.broker(), live.clock()).checks(today);
    }

    /// The address that this machine has is not the one that orders leave from.
    private List<Check> looked(LocalDate today) {
        Rupees capital = live.accounts().stream()
                .map(account -> live.config().capitalOf(account))
                .reduce(Rupees.ZERO, Rupees::plus);
        boolean delivery = live.accounts().stream().anyMatch(account -> account.product() == Product.DELIVERY);
        return live.broker().checks(today, capital, delivery).stream()
                .map(check -> check.name().equals("IP")
                        ? Check.passed("IP", "not looked at: orders leave from another machine than this")
                        : check)
                .toList();
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
