package sauda.core.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Side;
import sauda.events.Signal;

/// Decides by the strategies' signals alone (`strategies.md` §9): no model, no cost, no
/// doubt.
public final class RulesAdvisor implements Advisor {

    private static final BigDecimal ENTER = BigDecimal.valueOf(60);
    private static final BigDecimal CLOSE = BigDecimal.valueOf(40);
    private static final BigDecimal MOST = BigDecimal.valueOf(100);

    @Override
    public Advice advise(Briefing briefing, Tools tools, Instant deadline) {
        int asked = 0;
        for (Reading reading : briefing.readings()) {
            asked += decide(briefing, tools, reading) ? 1 : 0;
        }
        return Advice.without(asked == 0 ? "no signal asks for anything" : asked + " stocks asked for by the rules");
    }

    private static boolean decide(Briefing briefing, Tools tools, Reading reading) {
        List<Signal> signals = reading.signals().stream()
                .filter(signal -> weight(briefing, signal).signum() > 0)
                .toList();
        boolean flat = briefing.isFlat(reading.symbol());
        boolean isLong = briefing.position(reading.symbol())
                .filter(position -> position.open() > 0)
                .map(Position::side)
                .filter(side -> side == Side.BUY)
                .isPresent();
        if (flat && signals.stream().noneMatch(signal -> signal.side() == Side.SELL)) {
            return enter(briefing, tools, signals);
        }
        return isLong && close(tools, signals);
    }

    private static boolean enter(Briefing briefing, Tools tools, List<Signal> buys) {
        BigDecimal score = buys.stream()
                .map(signal -> signal.strength().multiply(weight(briefing, signal)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (buys.isEmpty() || score.compareTo(ENTER) < 0) {
            return false;
        }
        Signal best = strongest(briefing, buys);
        tools.ask(new Ask.Enter(
                best.symbol(),
                Side.BUY,
                null,
                best.strategy(),
                because(best, "weighted strength", score),
                percent(score)));
        return true;
    }

    private static boolean close(Tools tools, List<Signal> signals) {
        return signals.stream()
                .filter(signal ->
                        signal.side() == Side.SELL && signal.strength().compareTo(CLOSE) >= 0)
                .max(Comparator.comparing(Signal::strength))
                .map(sell -> tools.ask(new Ask.Close(
                        sell.symbol(),
                        null,
                        sell.strategy(),
                        because(sell, "strength", sell.strength()),
                        percent(sell.strength()))))
                .isPresent();
    }

    /// Of equal strength the account's first strategy.
    private static Signal strongest(Briefing briefing, List<Signal> buys) {
        List<String> order = briefing.strategies().getOrDefault(buys.getFirst().symbol(), List.of()).stream()
                .map(Briefing.Weight::strategy)
                .toList();
        return buys.stream()
                .min(Comparator.comparing(Signal::strength)
                        .reversed()
                        .thenComparing(signal -> order.indexOf(signal.strategy())))
                .orElseThrow();
    }

    private static BigDecimal weight(Briefing briefing, Signal signal) {
        return briefing.weight(signal.symbol(), signal.strategy());
    }

    private static String because(Signal signal, String what, BigDecimal number) {
        return Words.clean(signal.strategy() + " " + signal.kind() + " at " + signal.entry() + ", " + what + " "
                + number.stripTrailingZeros().toPlainString());
    }

    private static int percent(BigDecimal strength) {
        return strength.min(MOST).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }
}
