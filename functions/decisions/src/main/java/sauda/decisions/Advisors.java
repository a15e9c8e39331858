package sauda.decisions;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.decision.Advice;
import sauda.core.decision.Advisor;
import sauda.core.decision.Briefing;
import sauda.core.decision.Briefing.Use;
import sauda.core.decision.EnsembleAdvisor;
import sauda.core.decision.EnsembleAdvisor.Voter;
import sauda.core.decision.RulesAdvisor;
import sauda.core.decision.Tape.Bounds;
import sauda.core.decision.Tools;
import sauda.core.desk.DecisionDesk;
import sauda.decisions.model.Endpoint;
import sauda.decisions.model.LiveLine;
import sauda.decisions.model.ModelAdvisor;
import sauda.decisions.model.Purse;
import sauda.events.Rupees;

/// The advisor of an account, as its configuration says.
public final class Advisors {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Config config;
    private final AccountSpec account;
    private final Supplier<Endpoint> endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /// @param endpoint asked at each decision, because a key may change
    public Advisors(Config config, AccountSpec account, Supplier<Endpoint> endpoint) {
        this.config = config;
        this.account = account;
        this.endpoint = endpoint;
    }

    public Advisor advisor() {
        return this::advise;
    }

    private Advice advise(Briefing briefing, Tools tools, Instant deadline) {
        Purse purse = new Purse(left(briefing, "modelTokens").longValue(), new Rupees(left(briefing, "modelRupees")));
        return of(account.advisor(), null, purse).advise(briefing, tools, deadline);
    }

    private static java.math.BigDecimal left(Briefing briefing, String limit) {
        Use use = briefing.limits().get(limit);
        return use == null ? java.math.BigDecimal.ZERO : use.left();
    }

    private Advisor of(AdvisorKind kind, @Nullable String model, Purse purse) {
        return switch (kind) {
            case RULES -> new RulesAdvisor();
            case MODEL -> model(model, purse);
            case ENSEMBLE -> new EnsembleAdvisor(voters(purse));
        };
    }

    private List<Voter> voters(Purse purse) {
        List<Voter> voters = new ArrayList<>();
        for (Config.Member member : account.members()) {
            String name = member.model() == null ? member.advisor().name() : member.model();
            voters.add(new Voter(name, of(member.advisor(), member.model(), purse), member.weight()));
        }
        return voters;
    }

    private Advisor model(@Nullable String named, Purse purse) {
        Bounds all = DecisionDesk.bounds(config, account);
        Bounds bounds = named == null
                ? all
                : new Bounds(
                        List.of(named),
                        all.maxRounds(),
                        all.maxEntryCalls(),
                        all.maxTokens(),
                        all.rupeesPerDollar(),
                        all.prices());
        Endpoint at = endpoint.get();
        LiveLine line = new LiveLine(
                client, at, bounds, purse, config.models().requestTimeout(), InstantSource.system(), System::nanoTime);
        return new ModelAdvisor(at, bounds, line);
    }
}
