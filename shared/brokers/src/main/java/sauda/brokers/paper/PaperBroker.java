package sauda.brokers.paper;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Ledger.LedgerUnavailable;
import sauda.core.ledger.Write;
import sauda.core.order.Broker;
import sauda.events.Order;
import sauda.events.OrderId;
import sauda.events.Reason;

/// The broker of a paper client. An order at this venue is a receipt in our own ledger, and
/// that is all: it is built from a ledger and a clock, it holds no address, no token and no
/// connection. [PaperVenue] fills what it has taken.
public final class PaperBroker implements Broker {

    private static final Reason TOO_LATE = new Reason("SUBMIT_TOO_LATE", Map.of());
    private static final Reason NO_SUCH_ORDER = new Reason("NO_SUCH_ORDER", Map.of());

    private final Ledger ledger;
    private final String client;
    private final InstantSource clock;

    /// @param client the broker client whose orders these are
    public PaperBroker(Ledger ledger, String client, InstantSource clock) {
        this.ledger = ledger;
        this.client = client;
        this.clock = clock;
    }

    /// What the venue wrote down of an order. What became of its shares stands in the order.
    ///
    /// @param takenAt when it came to the venue
    record Receipt(OrderId order, String account, String venueId, boolean cancelled, Instant takenAt) {
        Receipt cancel() {
            return new Receipt(order, account, venueId, true, takenAt);
        }
    }

    @Override
    public Answer place(Order order, Instant submitBy) {
        Instant now = clock.instant();
        if (now.isAfter(submitBy)) {
            return new Answer.Refused(TOO_LATE);
        }
        Receipt receipt = new Receipt(order.id(), order.request().account(), "P-" + order.id(), false, now);
        try {
            // A refused commit means that the receipt is there already: the same order, the same answer.
            ledger.commit(List.of(Write.put(item(receipt), new Condition.Absent())));
        } catch (LedgerUnavailable down) {
            return new Answer.Unknown(String.valueOf(down.getMessage()));
        }
        return new Answer.Acknowledged(receipt.venueId());
    }

    @Override
    public Answer cancel(Order order) {
        try {
            Optional<Receipt> receipt = receipt(order.id());
            if (receipt.isEmpty()) {
                return new Answer.Refused(NO_SUCH_ORDER);
            }
            ledger.commit(List.of(Write.put(item(receipt.get().cancel()), new Condition.Present())));
            return new Answer.Acknowledged(receipt.get().venueId());
        } catch (LedgerUnavailable down) {
            return new Answer.Unknown(String.valueOf(down.getMessage()));
        }
    }

    @Override
    public Optional<Found> find(OrderId id) {
        try {
            return receipt(id).map(receipt -> new Found(receipt.venueId(), receipt.cancelled()));
        } catch (LedgerUnavailable down) {
            throw new BrokerUnavailable("the receipt of " + id + " cannot be read", down);
        }
    }

    private Optional<Receipt> receipt(OrderId id) {
        return ledger.get(Keys.receipt(client, id)).map(item -> item.as(Receipt.class));
    }

    private Item item(Receipt receipt) {
        return Item.of(Keys.receipt(client, receipt.order()), "receipt", receipt);
    }
}
