package sauda.local.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sauda.core.decision.Advice;
import sauda.core.decision.Ask;
import sauda.core.decision.Briefing;
import sauda.core.decision.Judge;
import sauda.core.decision.Prompt;
import sauda.core.decision.Tape;
import sauda.core.decision.Tape.Bounds;
import sauda.core.decision.Tape.Price;
import sauda.core.decision.Tools;
import sauda.decisions.model.Endpoint;
import sauda.decisions.model.LiveLine;
import sauda.decisions.model.ModelAdvisor;
import sauda.decisions.model.Purse;
import sauda.events.EventJson;
import sauda.events.Proposal;
import sauda.events.Proposal.Action;
import sauda.events.Rupees;

/// One decision over HTTP, with core's golden briefing and a judge who grants what the
/// tools let pass.
final class Decision implements Judge {

    static final String KEY = "sk-or-v1-canary-7731";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    final Briefing briefing;
    final List<Ask> asked = new ArrayList<>();
    final Tools tools;
    Bounds bounds;
    Purse purse = new Purse(10_000_000, Rupees.of(10_000));
    Duration timeout = Duration.ofSeconds(5);
    Duration deadline = Duration.ofSeconds(20);

    Decision(String... models) {
        this(briefing(), models);
    }

    Decision(Briefing briefing, String... models) {
        this.briefing = briefing;
        this.tools = new Tools(briefing, this, 2);
        Map<String, Price> prices = new TreeMap<>(StandInModel.PRICES);
        for (String model : models) {
            prices.putIfAbsent(model, new Price(BigDecimal.TWO, BigDecimal.TEN));
        }
        this.bounds = new Bounds(List.of(models), 4, 2, 4000, new BigDecimal("90"), prices);
    }

    static Briefing briefing() {
        return briefing("", "");
    }

    /// As many as an account may have.
    static Briefing threePositions() {
        Map<String, Object> json = EventJson.object(EventJson.write(briefing()));
        Object held = ((List<?>) json.get("positions")).getFirst();
        json.put("positions", List.of(held, held, held));
        return EventJson.read(EventJson.write(json), Briefing.class);
    }

    /// Without any signal.
    @SuppressWarnings("unchecked")
    static Briefing quiet() {
        Map<String, Object> json = EventJson.object(EventJson.write(briefing()));
        ((List<?>) json.get("readings")).forEach(reading -> ((Map<String, Object>) reading).put("signals", List.of()));
        return EventJson.read(EventJson.write(json), Briefing.class);
    }

    /// The golden briefing with one change in its JSON.
    static Briefing briefing(String from, String to) {
        try {
            String json =
                    Files.readString(Path.of("../../shared/core/src/test/resources/sauda/core/decision/briefing.json"));
            return EventJson.read(json.replace(from, to), Briefing.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Advice advise(ModelServer server) {
        Endpoint endpoint = new Endpoint(server.baseUrl(), KEY, true);
        LiveLine line = new LiveLine(CLIENT, endpoint, bounds, purse, timeout, Instant::now, System::nanoTime);
        return new ModelAdvisor(endpoint, bounds, line)
                .advise(briefing, tools, Instant.now().plus(deadline));
    }

    Tape tape(Advice advice) {
        return Tape.of("model", bounds, tools, advice, "0123456789abcdef");
    }

    Prompt prompt() {
        return Prompt.of(briefing, 2, bounds.maxRounds());
    }

    @Override
    public List<Proposal> judge(Ask ask) {
        asked.add(ask);
        return switch (ask) {
            case Ask.Enter enter ->
                List.of(new Proposal(
                        Action.BUY,
                        enter.symbol(),
                        enter.asked(),
                        enter.strategy() == null ? "none" : enter.strategy(),
                        enter.reason(),
                        enter.confidence(),
                        enter.asked() == null ? 1 : enter.asked(),
                        "ASKED",
                        null,
                        List.of()));
            case Ask.Close close ->
                List.of(new Proposal(
                        Action.CLOSE,
                        close.symbol(),
                        close.asked(),
                        close.strategy() == null ? "none" : close.strategy(),
                        close.reason(),
                        close.confidence(),
                        20,
                        "HELD",
                        null,
                        List.of()));
            case Ask.CancelAll all -> List.of();
        };
    }

    @Override
    public void restart() {
        asked.clear();
    }
}
