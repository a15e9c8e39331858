package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Ask;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Quota;
import sauda.events.Denial;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.OrderRequested;
import sauda.events.Proposal;
import sauda.events.Reading;
import sauda.events.Reason;
import sauda.events.Side;
import sauda.events.Symbol;

/// Orders that a person asks for. They are judged at once by the rules that a model's are judged
/// by, and go the same way: through the executor, which has the last word.
public final class ManualDesk {

    /// So many an account sends in a minute.
    public static final int MOST_A_MINUTE = 10;

    /// Two bars: from an older price no limit and no stop is made.
    private static final Duration FRESH = Duration.ofMinutes(10);

    /// A wish that was not done by then is over: a key may be used again for a day, but what was
    /// asked for in time may not be entered when it is too late.
    private static final Duration WISHED = Duration.ofMinutes(2);

    private static final Duration COUNT_KEPT = Duration.ofHours(1);
    private static final int MOST_BECAUSE = 500;
    private static final int CERTAIN = 100;

    private final Ledger ledger;
    private final Config config;
    private final Mailbox mailbox;
    private final InstantSource clock;

    public ManualDesk(Ledger ledger, Config config, Mailbox mailbox, InstantSource clock) {
        this.ledger = ledger;
        this.config = config;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /// What a person wants.
    ///
    /// @param side     the other side of an open position leaves it, anything else is an entry
    /// @param quantity shares, all of them or none
    /// @param strategy whose stop and target an entry has, or null for the best there is
    /// @param because  who asks, and why
    /// @param key      names the wish: the same key is the same order
    /// @param asked    when it was asked for first
    public record Wish(
            AccountSpec account,
            Symbol symbol,
            Side side,
            long quantity,
            @Nullable String strategy,
            String because,
            String key,
            Instant asked) {

        String cause() {
            return "manual:" + key;
        }

        Instant t() {
            return ControlDesk.minuteOf(asked);
        }

        OrderId id() {
            return OrderId.of(t(), account.name(), cause(), symbol, side, 0);
        }
    }

    /// What became of it.
    public sealed interface Answer {
        /// It is on its way to the executor.
        record Sent(OrderRequested order) implements Answer {}

        /// At least one rule is against it.
        record Denied(List<Reason> reasons) implements Answer {
            public Denied {
                reasons = List.copyOf(reasons);
            }
        }

        /// The account sent as many as a minute has.
        record TooMany() implements Answer {}
    }

    /// @throws Mailbox.MailboxUnavailable when the queue does not take it: the same wish again is
    ///                                    the same order
    public Answer on(Wish wish) {
        Instant now = clock.instant();
        Optional<OrderRequested> before = ledger.get(Keys.order(wish.account().name(), wish.id()))
                .map(item -> item.as(Order.class).request());
        if (before.isPresent()) {
            return new Answer.Sent(before.get());
        }
        if (wish.asked().plus(WISHED).isBefore(now)) {
            return new Answer.Denied(List.of(Reason.of(Denial.EXPIRED)));
        }
        if (ledger.get(Keys.account(wish.account().name())).isEmpty()) {
            return new Answer.Denied(List.of(Reason.of(Denial.DAY_NOT_OPEN)));
        }
        EntryJudge judge = EntryJudge.over(
                ledger,
                config,
                wish.account(),
                EntryJudge.Voice.byHand(wish.cause()),
                wish.t(),
                now,
                reading(wish.symbol(), now));
        Proposal proposal = judge.judge(ask(wish, judge)).getFirst();
        if (proposal.order() == null) {
            return new Answer.Denied(proposal.denied());
        }
        if (!Quota.use(
                ledger, Keys.manual(wish.account().name(), now), "manual", MOST_A_MINUTE, now.plus(COUNT_KEPT))) {
            return new Answer.TooMany();
        }
        List<OrderRequested> orders = judge.ordersUntil(Exits.expiry(wish.t(), now));
        new Outbox(mailbox).orders(orders, wish.account().client());
        return new Answer.Sent(orders.getFirst());
    }

    private Map<Symbol, Reading> reading(Symbol symbol, Instant now) {
        return new Readings(ledger)
                .latest(symbol, now)
                .filter(seen -> TradingCalendar.dateOf(seen.t()).equals(TradingCalendar.dateOf(now))
                        && seen.t().plus(FRESH).isAfter(now))
                .map(seen -> Map.of(symbol, seen))
                .orElse(Map.of());
    }

    private static Ask ask(Wish wish, EntryJudge judge) {
        String because = wish.because()
                .substring(0, Math.min(MOST_BECAUSE, wish.because().length()));
        boolean leaves = judge.booksBefore()
                .position(wish.symbol())
                .filter(position -> position.side() != wish.side())
                .isPresent();
        return leaves
                ? new Ask.Close(wish.symbol(), wish.quantity(), wish.strategy(), because, CERTAIN)
                : new Ask.Enter(wish.symbol(), wish.side(), wish.quantity(), wish.strategy(), because, CERTAIN);
    }
}
