package sauda.dashboard;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import sauda.cloud.Environment;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.Mailbox;
import sauda.core.ledger.Ledger;
import sauda.events.Routes;

/// Which parts the dashboard is made of.
///
/// @param mailbox where flatten and kill send cancels and exits
public record DashboardWiring(Ledger ledger, Config config, Mailbox mailbox, InstantSource clock) {

    /// The real parts: the table, the queues, the clock.
    public static DashboardWiring from(DashboardSettings settings) {
        Environment environment = settings.environment();
        return new DashboardWiring(
                environment.ledger(), environment.config(), environment.mailbox(), InstantSource.system());
    }

    Router router() {
        LedgerView view = new LedgerView(ledger, config);
        Map<String, Operation> operations = new HashMap<>();
        operations.putAll(
                new SystemApi(view, config, new ControlDesk(ledger, config, mailbox, clock), clock).operations());
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
