package sauda.dashboard;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.ledger.Item;
import sauda.events.Account;
import sauda.events.Alert;
import sauda.events.Control;
import sauda.events.DecisionMade;
import sauda.events.EventJson.BadMessage;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Reading;
import sauda.events.Rupees;
import sauda.events.Snapshot;
import sauda.events.Symbol;
import sauda.events.Trade;

/// An item of the ledger as an open page is told of it. Its record is written as the API shows
/// it, but for decisions and readings, which a page asks for when it wants all of them.
///
/// @param type    kind of the item
/// @param account whose it is; null when it is nobody's
/// @param symbol  what it is about; null when it is about no stock
/// @param at      when it became so
public record Shown(
        String type, @Nullable String account, @Nullable Symbol symbol, Instant at, Object data) {

    /// A decision in short.
    ///
    /// @param orders    how many it asked for
    /// @param toolCalls how many its model made
    record DecisionInShort(
            String account,
            Instant t,
            DecisionMade.State state,
            String advisor,
            @Nullable String model,
            String because,
            int orders,
            int toolCalls) {

        static DecisionInShort of(DecisionMade decision) {
            return new DecisionInShort(
                    decision.account(),
                    decision.t(),
                    decision.state(),
                    decision.advisor(),
                    decision.model(),
                    decision.because(),
                    decision.orders().size(),
                    decision.toolCalls().size());
        }
    }

    /// The last close of a reading.
    record Close(Symbol symbol, Instant t, Rupees close) {}

    /// @param now when the change is told, for records that have no time of their own
    /// @return empty for kinds that no page is told of
    /// @throws BadMessage when the item is not what its kind says
    public static Optional<Shown> of(Item item, Instant now) {
        return Optional.ofNullable(
                switch (item.kind()) {
                    case "order" -> of(item.as(Order.class));
                    case "position" -> of(item.as(Position.class), now);
                    case "trade" -> of(item.as(Trade.class), now);
                    case "snapshot" -> of(item.as(Snapshot.class));
                    case "decision" -> of(item.as(DecisionMade.class));
                    case "control" -> of(item.as(Control.class));
                    case "alert" -> of(item.as(Alert.class));
                    case "reading" -> of(item.as(Reading.class));
                    case "account" -> of(item.as(Account.class), now);
                    default -> null;
                });
    }

    private static Shown of(Order order) {
        return new Shown(
                "order",
                order.request().account(),
                order.request().symbol(),
                order.changedAt(),
                TradesApi.OrderView.of(order));
    }

    private static Shown of(Position position, Instant now) {
        return new Shown("position", position.account(), position.symbol(), now, PositionView.of(position));
    }

    private static Shown of(Trade trade, Instant now) {
        Instant at = trade.closedAt() == null ? now : trade.closedAt();
        return new Shown("trade", trade.account(), trade.symbol(), at, TradesApi.TradeView.of(trade));
    }

    private static Shown of(Snapshot snapshot) {
        return new Shown("snapshot", snapshot.account(), null, snapshot.t(), Performance.Point.of(snapshot));
    }

    private static Shown of(DecisionMade decision) {
        return new Shown("decision", decision.account(), null, decision.t(), DecisionInShort.of(decision));
    }

    private static Shown of(Control control) {
        return new Shown("control", null, null, control.at(), ControlApi.ControlView.of(control));
    }

    private static Shown of(Alert alert) {
        return new Shown("alert", null, null, alert.at(), alert);
    }

    private static Shown of(Reading reading) {
        Close close = new Close(reading.symbol(), reading.t(), reading.last().close());
        return new Shown("reading", null, reading.symbol(), reading.t(), close);
    }

    private static Shown of(Account account, Instant now) {
        return new Shown("account", account.name(), null, now, BooksView.of(account));
    }
}
