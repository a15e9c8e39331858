package sauda.core.decision;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.events.Bar;
import sauda.events.Frame;
import sauda.events.Position;
import sauda.events.Proposal;
import sauda.events.Reading;
import sauda.events.Reason;

/// What a tool answers, as plain data. Functions of the briefing and of what the judge
/// said.
final class Answers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Kolkata"));

    private Answers() {}

    /// Ok when one proposal at least was not denied, or when there was nothing to cancel.
    static Map<String, Object> judged(List<Proposal> proposals) {
        boolean ok = proposals.isEmpty()
                || proposals.stream().anyMatch(proposal -> proposal.denied().isEmpty());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", ok);
        if (!ok) {
            answer.put("code", proposals.getFirst().denied().getFirst().code());
        }
        answer.put("orders", proposals.stream().map(Answers::proposal).toList());
        return answer;
    }

    private static Map<String, Object> proposal(Proposal proposal) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("action", proposal.action());
        told.put("symbol", proposal.symbol());
        told.put("shares", proposal.shares());
        told.put("bound", proposal.bound());
        if (!proposal.denied().isEmpty()) {
            told.put("denied", proposal.denied().stream().map(Answers::reason).toList());
        }
        return told;
    }

    private static Map<String, Object> reason(Reason reason) {
        return Map.of("code", reason.code(), "numbers", reason.numbers());
    }

    static Map<String, Object> portfolio(Briefing briefing) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", true);
        answer.put("cash", briefing.cash());
        answer.put("freeCash", briefing.freeCash());
        answer.put("value", briefing.value());
        answer.put("todayPnl", briefing.dayPnl());
        answer.put("chargesToday", briefing.chargesToday());
        answer.put(
                "positions",
                briefing.positions().stream().map(Answers::position).toList());
        answer.put(
                "waitingOrders",
                briefing.waiting().stream()
                        .map(order -> Map.of(
                                "symbol", order.symbol(),
                                "side", Words.code(order.side()),
                                "purpose", Words.code(order.purpose()),
                                "quantity", order.quantity(),
                                "filled", order.filled()))
                        .toList());
        Map<String, Object> limits = new LinkedHashMap<>();
        briefing.limits()
                .forEach((name, use) -> limits.put(
                        Words.code(name), Map.of("limit", use.limit(), "used", use.used(), "left", use.left())));
        answer.put("limits", limits);
        return answer;
    }

    private static Map<String, Object> position(Position position) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("symbol", position.symbol());
        told.put("side", position.side());
        told.put("open", position.open());
        told.put("waiting", position.waiting());
        told.put("cost", position.cost());
        told.put("stop", position.stop());
        told.put("target", position.target());
        told.put("unrealised", position.unrealised());
        return told;
    }

    static Map<String, Object> market(Reading reading, String frame) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", true);
        answer.put("symbol", reading.symbol());
        answer.put("timeframe", frame);
        answer.put("last", reading.last().close());
        answer.put("columns", List.of("start", "open", "high", "low", "close", "volume"));
        answer.put(
                "bars",
                reading.recent().getOrDefault(Frame.of(frame), List.of()).stream()
                        .map(Answers::bar)
                        .toList());
        answer.put("indicators", reading.indicators());
        return answer;
    }

    private static List<Object> bar(Bar bar) {
        return List.of(TIME.format(bar.start()), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }
}
