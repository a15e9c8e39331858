package sauda.core.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.events.Proposal;
import sauda.events.Proposal.Action;
import sauda.events.Reason;
import sauda.events.Rupees;
import sauda.events.Symbol;

/// A weighted vote of other advisors. Each decides alone, against a judge that accepts
/// everything. Then, stock by stock, exits first:
///
/// 1. An action wins when the members that ask for it have more than half of all weight.
///    Who failed, or holds, counts against it.
/// 2. An entry needs a confidence of 50 as well, averaged over its members by weight.
/// 3. The smallest size asked for is asked; strategy and words are those of the most
///    confident member, the first of equals.
///
/// What wins is asked of the real tools, which have the last word.
public final class EnsembleAdvisor implements Advisor {

    private static final int SURE_ENOUGH = 50;

    private final List<Voter> voters;
    private final BigDecimal half;

    /// @param weight above zero
    public record Voter(String name, Advisor advisor, BigDecimal weight) {}

    public EnsembleAdvisor(List<Voter> voters) {
        this.voters = List.copyOf(voters);
        this.half = voters.stream()
                .map(Voter::weight)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.TWO);
    }

    @Override
    public Advice advise(Briefing briefing, Tools tools, Instant deadline) {
        List<Ballot> ballots = new ArrayList<>();
        List<Advice> advices = new ArrayList<>();
        for (Voter voter : voters) {
            Noting notes = new Noting(briefing);
            Tools own = new Tools(briefing, notes, tools.maxEntryCalls());
            Advice advice = voter.advisor().advise(briefing, own, deadline);
            advices.add(advice);
            tools.heard(own.calls());
            if (advice.failed() == null) {
                notes.asks.forEach(ask -> ballots.add(new Ballot(voter, ask)));
            }
        }
        count(briefing, ballots).forEach(tools::ask);
        return together(advices);
    }

    private List<Ask> count(Briefing briefing, List<Ballot> ballots) {
        List<Symbol> stocks = Stream.concat(
                        briefing.readings().stream().map(reading -> reading.symbol()),
                        briefing.strategies().keySet().stream())
                .distinct()
                .toList();
        Stream<Ask> cancels = winner(ballots, null, Action.CANCEL).stream();
        Stream<Ask> closes = stocks.stream().flatMap(stock -> winner(ballots, stock, Action.CLOSE).stream());
        Stream<Ask> entries = stocks.stream()
                .flatMap(stock -> Stream.of(Action.BUY, Action.SELL_SHORT)
                        .flatMap(action -> winner(ballots, stock, action).stream()));
        return Stream.of(cancels, closes, entries).flatMap(asks -> asks).toList();
    }

    private Optional<Ask> winner(List<Ballot> ballots, @Nullable Symbol stock, Action action) {
        List<Ballot> mine = ballots.stream()
                .filter(ballot -> ballot.action() == action && Objects.equals(ballot.stock(), stock))
                .collect(Collectors.toMap(
                        Ballot::voter, ballot -> ballot, (first, again) -> first, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
        BigDecimal weight = mine.stream().map(b -> b.voter().weight()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weight.compareTo(half) <= 0) {
            return Optional.empty();
        }
        int confidence = mine.stream()
                .map(ballot -> ballot.voter()
                        .weight()
                        .multiply(BigDecimal.valueOf(ballot.ask().confidence())))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(weight, 0, RoundingMode.HALF_UP)
                .intValueExact();
        boolean isEntry = action == Action.BUY || action == Action.SELL_SHORT;
        return isEntry && confidence < SURE_ENOUGH ? Optional.empty() : Optional.of(joined(mine, confidence));
    }

    private Ask joined(List<Ballot> mine, int confidence) {
        Ballot surest = mine.stream()
                .reduce((first, next) -> next.ask().confidence() > first.ask().confidence() ? next : first)
                .orElseThrow();
        Long least = mine.stream()
                .map(Ballot::asked)
                .filter(Objects::nonNull)
                .min(Long::compareTo)
                .orElse(null);
        String reason = Words.clean(mine.size() + " of " + voters.size() + " agree; "
                + surest.voter().name() + ": " + surest.ask().reason());
        return switch (surest.ask()) {
            case Ask.Enter enter ->
                new Ask.Enter(enter.symbol(), enter.side(), least, enter.strategy(), reason, confidence);
            case Ask.Close close -> new Ask.Close(close.symbol(), least, close.strategy(), reason, confidence);
            case Ask.CancelAll cancel -> new Ask.CancelAll(reason, confidence);
        };
    }

    /// Fails only when every member failed; its costs are everybody's.
    private Advice together(List<Advice> advices) {
        boolean failed = advices.stream().allMatch(advice -> advice.failed() != null);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < advices.size(); i++) {
            words.add(voters.get(i).name() + ": " + advices.get(i).because());
        }
        String models =
                advices.stream().map(Advice::model).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return new Advice(
                failed ? "ALL_MEMBERS_FAILED" : null,
                Words.clean(String.join("; ", words)),
                models.isEmpty() ? null : models,
                advices.stream().anyMatch(Advice::standIn),
                advices.stream().flatMap(advice -> advice.exchanges().stream()).toList(),
                advices.stream().mapToLong(Advice::calls).sum(),
                advices.stream().mapToLong(Advice::tokensIn).sum(),
                advices.stream().mapToLong(Advice::tokensOut).sum(),
                advices.stream().map(Advice::cost).reduce(Rupees.ZERO, Rupees::plus));
    }

    /// One member's wish.
    private record Ballot(Voter voter, Ask ask) {

        Action action() {
            return actionOf(ask);
        }

        @Nullable
        Symbol stock() {
            return stockOf(ask);
        }

        @Nullable
        Long asked() {
            return switch (ask) {
                case Ask.Enter enter -> enter.asked();
                case Ask.Close close -> close.asked();
                case Ask.CancelAll cancel -> null;
            };
        }
    }

    private static Action actionOf(Ask ask) {
        return switch (ask) {
            case Ask.Enter enter -> enter.side() == sauda.events.Side.BUY ? Action.BUY : Action.SELL_SHORT;
            case Ask.Close close -> Action.CLOSE;
            case Ask.CancelAll cancel -> Action.CANCEL;
        };
    }

    private static @Nullable Symbol stockOf(Ask ask) {
        return switch (ask) {
            case Ask.Enter enter -> enter.symbol();
            case Ask.Close close -> close.symbol();
            case Ask.CancelAll cancel -> null;
        };
    }

    /// Writes down what a member asks for and agrees to all of it.
    private static final class Noting implements Judge {

        private final Briefing briefing;
        private final List<Ask> asks = new ArrayList<>();

        Noting(Briefing briefing) {
            this.briefing = briefing;
        }

        @Override
        public List<Proposal> judge(Ask ask) {
            asks.add(ask);
            return switch (ask) {
                case Ask.Enter enter -> List.of(agreed(ask, enter.symbol(), enter.asked(), enter.strategy()));
                case Ask.Close close -> List.of(agreed(ask, close.symbol(), close.asked(), close.strategy()));
                case Ask.CancelAll cancel -> List.of();
            };
        }

        private Proposal agreed(Ask ask, Symbol symbol, @Nullable Long asked, @Nullable String strategy) {
            long shares = asked != null
                    ? asked
                    : ask instanceof Ask.Close
                            ? briefing.position(symbol)
                                    .map(position -> position.open())
                                    .orElse(0L)
                            : briefing.most().getOrDefault(symbol, 0L);
            List<Reason> nothing = List.of();
            return new Proposal(
                    actionOf(ask),
                    symbol,
                    asked,
                    strategy == null ? ToolList.NO_STRATEGY : strategy,
                    ask.reason(),
                    ask.confidence(),
                    shares,
                    "ASKED",
                    null,
                    nothing);
        }

        @Override
        public void restart() {
            asks.clear();
        }
    }
}
