package sauda.dashboard;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import sauda.cloud.Environment;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.DecideNowDesk;
import sauda.core.desk.Mailbox;
import sauda.core.desk.ManualDesk;
import sauda.core.ledger.Ledger;
import sauda.events.Routes;

/// Which parts the dashboard is made of.
///
/// @param mailbox where cancels and exits, orders by hand and wishes for decisions are sent
/// @param clock   the time of the market
/// @param people  the time of people: that of their requests in a minute and of the keys that they give
public record DashboardWiring(
        Ledger ledger, Config config, Mailbox mailbox, InstantSource clock, InstantSource people) {

    /// With the time of this machine for people.
    public DashboardWiring(Ledger ledger, Config config, Mailbox mailbox, InstantSource clock) {
        this(ledger, config, mailbox, clock, InstantSource.system());
    }

    /// The real parts: the table, the queues, the clock.
    public static DashboardWiring from(DashboardSettings settings) {
        Environment environment = settings.environment();
        return new DashboardWiring(
                environment.ledger(), environment.config(), environment.mailbox(), InstantSource.system());
    }

    Router router() {
        LedgerView view = new LedgerView(ledger, config);
        Map<String, Operation> operations = new HashMap<>();
        ControlDesk control = new ControlDesk(ledger, config, mailbox, clock);
        operations.putAll(new MeApi().operations());
        operations.putAll(new SystemApi(view, config, control, clock).operations());
        operations.putAll(new ControlApi(view, config, control).operations());
        operations.putAll(new ManualApi(
                        config,
                        new ManualDesk(ledger, config, mailbox, clock),
                        new DecideNowDesk(ledger, mailbox, clock))
                .operations());
        operations.putAll(new PortfolioApi(view, config, clock).operations());
        History history = new History(view, config);
        Holds holds = new Holds(ledger, config, clock);
        operations.putAll(new PerformanceApi(view, config, clock, history, holds).operations());
        operations.putAll(new ReportsApi(view, config, clock, history, holds).operations());
        operations.putAll(new TradesApi(view).operations());
        operations.putAll(new DecisionsApi(view).operations());
        operations.putAll(new MarketApi(view, config, clock).operations());
        return new Router(Routes.HTTP, operations);
    }
}
