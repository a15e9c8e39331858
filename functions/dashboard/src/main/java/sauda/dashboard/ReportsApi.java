package sauda.dashboard;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.ledger.Keys;
import sauda.core.portfolio.Figures;
import sauda.core.portfolio.Significance;
import sauda.core.portfolio.TradeFigures;
import sauda.core.portfolio.TradingDay;
import sauda.events.Account;
import sauda.events.DecisionMade;
import sauda.events.Rupees;

/// Who is winning, and by what measure. Money is exact: over an account's whole life the figures
/// are those of its book.
final class ReportsApi {

    private static final int BOARDS_KEPT = 32;
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

    private final LedgerView view;
    private final Config config;
    private final InstantSource clock;
    private final History history;
    private final Holds holds;
    private final Memo<Board, List<Row>> boards = new Memo<>(BOARDS_KEPT);

    ReportsApi(LedgerView view, Config config, InstantSource clock, History history, Holds holds) {
        this.view = view;
        this.config = config;
        this.clock = clock;
        this.history = history;
        this.holds = holds;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "leaderboard", Operation.reads(LeaderboardView.class, this::leaderboard, Parameter.FROM, Parameter.TO),
                "returns", new Returns(config, clock, history).operation());
    }

    /// All accounts and what buying and holding their stocks would have been, the highest net
    /// return first. The span is in whole trading days, those that it touches: without `from` and
    /// `to` the last 366 days. Model cost reaches back as far: each day keeps its own.
    ///
    /// @param t    when it was asked for; the values are of each account's last mark
    /// @param from first day of the span
    /// @param to   last day of it
    record LeaderboardView(Instant t, LocalDate from, LocalDate to, List<Row> rows) {}

    /// @param account            name; `hold:` and the name of the account whose stocks are held
    /// @param kind               `model`, `rules`, `ensemble` or `buyAndHold`
    /// @param baseline           whether it is there only to be compared with
    /// @param of                 the account that a buy and hold is of; null for others
    /// @param model              the configured one; null without a model
    /// @param standIn            whether a scripted stand-in played the model at the newest decision;
    ///                           null before the first
    /// @param mode               `paper` or `live`
    /// @param days               trading days of the account in the span
    /// @param capital            rupees that it began with, whenever that was
    /// @param value              at the last mark of the span: cash less charges, and positions
    /// @param netPnl             rupees in the span, after charges and before the model's cost
    /// @param netReturnPercent   of the value at the opening of the span's first day
    /// @param maxDrawdownPercent deepest fall from a peak, at every mark, in percent of the peak
    /// @param sharpe             mean of the daily returns over their deviation, times √252; null
    ///                           under 20 days, or when all days are alike
    /// @param winRatePercent     share of the closed trades with a net result above 0; null without any
    /// @param trades             that were closed in the span
    /// @param charges            rupees in the span, as billed
    /// @param modelCost          rupees that its model cost in the span
    /// @param pnlAfterModelCost  the net profit less that
    /// @param bestTrade          highest net result of a closed trade, rupees; null without any
    /// @param worstTrade         lowest, rupees; null without any
    /// @param versusHoldPercent  its return less that of buying and holding its stocks, in percentage
    ///                           points; null for a buy and hold, and when no price is known
    /// @param versusRulesPercent its return less that of the first account by rules, over the days
    ///                           that both have; null for that account, and when there is none
    /// @param significance       whether the number and the results of its trades say anything
    record Row(
            String account,
            String kind,
            boolean baseline,
            @Nullable String of,
            @Nullable String model,
            @Nullable Boolean standIn,
            String mode,
            int days,
            Rupees capital,
            Rupees value,
            Rupees netPnl,
            BigDecimal netReturnPercent,
            BigDecimal maxDrawdownPercent,
            @Nullable BigDecimal sharpe,
            @Nullable BigDecimal winRatePercent,
            int trades,
            Rupees charges,
            Rupees modelCost,
            Rupees pnlAfterModelCost,
            @Nullable Rupees bestTrade,
            @Nullable Rupees worstTrade,
            @Nullable BigDecimal versusHoldPercent,
            @Nullable BigDecimal versusRulesPercent,
            Significance significance) {}

    /// What the rows depend on.
    private record Board(LocalDate from, LocalDate to, List<Long> versions) {}

    private LeaderboardView leaderboard(Request request) {
        Instant now = clock.instant();
        Span span = Span.of(request, now, History.MOST_DAYS);
        List<Optional<Account>> books = config.accounts().stream()
                .map(spec -> history.book(spec.name()))
                .toList();
        Board board = new Board(
                span.firstDay(),
                span.lastDay(),
                books.stream().map(book -> book.map(Account::seq).orElse(-1L)).toList());
        return new LeaderboardView(now, span.firstDay(), span.lastDay(), boards.get(board, () -> rows(span, books)));
    }

    /// An account in the span.
    ///
    /// @param held its stocks bought and kept, empty when no price is known
    private record Entrant(AccountSpec spec, Optional<Account> book, List<TradingDay> days, List<TradingDay> held) {}

    private List<Row> rows(Span span, List<Optional<Account>> books) {
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < books.size(); i++) {
            AccountSpec spec = config.accounts().get(i);
            entrants.add(books.get(i)
                    .map(book -> entrant(spec, book, span))
                    .orElse(new Entrant(spec, Optional.empty(), List.of(), List.of())));
        }
        Optional<Entrant> rules = entrants.stream()
                .filter(entrant -> entrant.spec().advisor() == AdvisorKind.RULES)
                .findFirst();
        return entrants.stream()
                .flatMap(entrant -> Stream.concat(Stream.of(row(entrant, rules, span)), hold(entrant, rules).stream()))
                .sorted(Comparator.comparing(Row::netReturnPercent).reversed())
                .toList();
    }

    private Entrant entrant(AccountSpec spec, Account book, Span span) {
        List<TradingDay> days = history.days(book, span.firstDay(), span.lastDay());
        return new Entrant(
                spec,
                Optional.of(book),
                days,
                Holds.asDays(spec.name(), holds.of(spec, book, days, history.newestMark(book))));
    }

    private Row row(Entrant entrant, Optional<Entrant> rules, Span span) {
        AccountSpec spec = entrant.spec();
        TradeFigures trades = TradeFigures.of(entrant.book()
                .map(book -> history.closed(book, span.firstDay(), span.lastDay()))
                .orElse(List.of()));
        Rupees capital = entrant.book().map(Account::capital).orElse(config.capitalOf(spec));
        Optional<Figures> figures = Figures.of(entrant.days());
        Rupees modelCost = figures.map(Figures::modelCost).orElse(Rupees.ZERO);
        Rupees pnl = figures.map(Figures::pnl).orElse(Rupees.ZERO);
        return new Row(
                spec.name(),
                PerformanceApi.kindOf(spec),
                spec.baseline(),
                null,
                spec.model(),
                standIn(spec),
                config.isLive(spec) && config.mode() == Config.Mode.LIVE ? "live" : "paper",
                entrant.days().size(),
                capital,
                figures.map(Figures::value).orElse(capital),
                pnl,
                figures.map(Figures::returnPercent).orElse(NOTHING),
                figures.map(Figures::maxDrawdownPercent).orElse(NOTHING),
                figures.map(Figures::sharpe).orElse(null),
                trades.winRatePercent(),
                trades.trades(),
                figures.map(Figures::charges).orElse(Rupees.ZERO),
                modelCost,
                pnl.minus(modelCost),
                trades.best(),
                trades.worst(),
                versus(entrant.days(), entrant.held()),
                versusRules(spec.name(), entrant.days(), rules),
                trades.significance());
    }

    private @Nullable Boolean standIn(AccountSpec spec) {
        // the newest may still be under way: then the one before tells
        return view.newest(Keys.ofAccount(spec.name()), "DECISION#", 2, DecisionMade.class).stream()
                .filter(decision -> decision.state() == DecisionMade.State.DECIDED)
                .findFirst()
                .map(DecisionMade::standIn)
                .orElse(null);
    }

    private Optional<Row> hold(Entrant entrant, Optional<Entrant> rules) {
        TradeFigures none = TradeFigures.of(List.of());
        return Figures.of(entrant.held())
                .map(figures -> new Row(
                        Holds.PREFIX + entrant.spec().name(),
                        PerformanceApi.BUY_AND_HOLD,
                        true,
                        entrant.spec().name(),
                        null,
                        null,
                        "paper",
                        figures.days(),
                        figures.opening(),
                        figures.value(),
                        figures.pnl(),
                        figures.returnPercent(),
                        figures.maxDrawdownPercent(),
                        figures.sharpe(),
                        null,
                        0,
                        figures.charges(),
                        Rupees.ZERO,
                        figures.pnl(),
                        null,
                        null,
                        null,
                        versusRules("", entrant.held(), rules),
                        none.significance()));
    }

    private static @Nullable BigDecimal versusRules(String account, List<TradingDay> days, Optional<Entrant> rules) {
        return rules.filter(entrant -> !entrant.spec().name().equals(account))
                .map(entrant -> versus(days, entrant.days()))
                .orElse(null);
    }

    /// Return less return, in percentage points, from the first day on that both have.
    private static @Nullable BigDecimal versus(List<TradingDay> days, List<TradingDay> others) {
        if (days.isEmpty() || others.isEmpty()) {
            return null;
        }
        LocalDate from = Stream.of(days, others)
                .map(all -> all.getFirst().date())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Optional<BigDecimal> one = returnSince(days, from);
        Optional<BigDecimal> other = returnSince(others, from);
        return one.isEmpty() || other.isEmpty() ? null : one.get().subtract(other.get());
    }

    private static Optional<BigDecimal> returnSince(List<TradingDay> days, LocalDate from) {
        return Figures.of(
                        days.stream().filter(day -> !day.date().isBefore(from)).toList())
                .map(Figures::returnPercent);
    }
}
