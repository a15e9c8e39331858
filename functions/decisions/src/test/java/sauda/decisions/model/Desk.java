package sauda.decisions.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sauda.core.decision.Ask;
import sauda.core.decision.Briefing;
import sauda.core.decision.Judge;
import sauda.core.decision.Tape;
import sauda.core.decision.Tape.Bounds;
import sauda.core.decision.Tape.Price;
import sauda.core.decision.Tools;
import sauda.events.EventJson;
import sauda.events.Proposal;
import sauda.events.Proposal.Action;

/// A decision's surroundings: the briefing of core's golden file and a judge who cuts to
/// 40 shares.
final class Desk implements Judge {

    static final Bounds BOUNDS = new Bounds(
            List.of("maker/first", "maker/second"),
            4,
            2,
            4000,
            new BigDecimal("90"),
            Map.of(
                    "maker/first", new Price(new BigDecimal("2"), new BigDecimal("10")),
                    "maker/second", new Price(new BigDecimal("0.1"), new BigDecimal("0.5"))));

    static final String BUY = """
            {"symbol":"RELIANCE","quantity":100,"strategy":"vwap","reason":"2745.10 above 2741.35","confidence":70}""";

    final Briefing briefing = briefing();
    final List<Ask> asked = new ArrayList<>();
    final Tools tools = new Tools(briefing, this, 2);

    static Briefing briefing() {
        try {
            return EventJson.read(
                    Files.readString(Path.of("../../shared/core/src/test/resources/sauda/core/decision/briefing.json")),
                    Briefing.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
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
                        "vwap",
                        enter.reason(),
                        enter.confidence(),
                        40,
                        "RISK",
                        null,
                        List.of()));
            case Ask.Close close ->
                List.of(new Proposal(
                        Action.CLOSE,
                        close.symbol(),
                        close.asked(),
                        "vwap",
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

    Tape tape(sauda.core.decision.Advice advice) {
        return Tape.of("model", BOUNDS, tools, advice, "0123456789abcdef");
    }
}
