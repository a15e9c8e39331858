package sauda.fakedhan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sauda.brokers.paper.BarPrices;
import sauda.events.Bar;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// On whole bars, as the paper venue fills (`strategies.md` §8): exits and entries at the
/// open, then at the bar's last minute entries at their limit, stops and targets.
final class BarMatching implements Matching {

    /// So long before its end a bar counts as known.
    static final Duration LAST_MINUTE = Duration.ofMinutes(1);

    private final Tape tape;
    private final Dealing dealing;

    BarMatching(Tape tape, Dealing dealing) {
        this.tape = tape;
        this.dealing = dealing;
    }

    @Override
    public void work(Client client, Symbol symbol, Instant now) {
        Tape.Slot slot = tape.slot(now).orElse(null);
        Bar bar = slot == null ? null : tape.bar(symbol, slot).orElse(null);
        if (slot == null || bar == null) {
            return;
        }
        Rupees tick = tape.tick(symbol, IndianTime.date(now));
        OneBar one = new OneBar(client, symbol, bar, dealing.prices(symbol, bar), tick, now);
        one.exits();
        one.entriesAtTheOpen();
        if (!now.isBefore(slot.end().minus(LAST_MINUTE))) {
            one.entriesAtTheirLimit();
            one.stops();
            one.targets();
        }
    }

    /// An entry has one bar; what it left is cancelled.
    @Override
    public void slotOver(Client client, Symbol symbol, Instant slot, Instant now) {
        for (VenueOrder order : client.book().working(symbol)) {
            Instant meets = order.meets();
            if (order.role() == VenueOrder.Role.ENTRY && meets != null && !meets.isAfter(slot)) {
                dealing.end(order, OrderStatus.CANCELLED, "ENTRY_EXPIRED", now);
            }
        }
    }

    @Override
    public Optional<Instant> next(Client client, Symbol symbol, Instant after, Instant until) {
        return Optional.empty();
    }

    private final class OneBar {

        private final Client client;
        private final Symbol symbol;
        private final Bar bar;
        private final BarPrices prices;
        private final Rupees tick;
        private final Instant now;

        OneBar(Client client, Symbol symbol, Bar bar, BarPrices prices, Rupees tick, Instant now) {
            this.client = client;
            this.symbol = symbol;
            this.bar = bar;
            this.prices = prices;
            this.tick = tick;
            this.now = now;
        }

        /// A stop's rest first, then what was asked for first.
        void exits() {
            List<VenueOrder> exits = present()
                    .filter(order -> order.role() == VenueOrder.Role.EXIT || order.hasFired())
                    .sorted(Comparator.comparing(order -> !order.hasFired()))
                    .toList();
            for (VenueOrder exit : exits) {
                if (exit.dealIn(bar.start())) {
                    sell(exit, bar.open(), true);
                    endIfImmediate(exit);
                }
            }
        }

        void entriesAtTheOpen() {
            for (VenueOrder entry : entries()) {
                if (!entry.dealIn(bar.start())) {
                    continue;
                }
                long shares = Math.min(entry.remaining(), room(true));
                Rupees price = slipped(entry.side(), bar.open(), shares);
                if (PricePath.deals(entry.side(), entry.price(), price)) {
                    dealing.deal(client, entry, bar, true, shares, price, now);
                    entry.tryLevelIn(bar.start());
                }
                endIfImmediate(entry);
            }
        }

        void entriesAtTheirLimit() {
            for (VenueOrder entry : entries()) {
                boolean buys = entry.side() == Side.BUY;
                boolean through = buys
                        ? !bar.low().above(entry.price().minus(tick))
                        : !bar.high().below(entry.price().plus(tick));
                if (entry.tryLevelIn(bar.start()) && through) {
                    dealing.deal(client, entry, bar, true, Math.min(entry.remaining(), room(true)), entry.price(), now);
                }
            }
        }

        void stops() {
            for (VenueOrder stop : levels(VenueOrder.Role.STOP)) {
                boolean sells = stop.side() == Side.SELL;
                if (stop.hasFired()
                        || !stop.tryLevelIn(bar.start())
                        || !PricePath.reaches(sells ? bar.low() : bar.high(), stop.trigger(), sells)) {
                    continue;
                }
                boolean opensBeyond =
                        sells ? bar.open().below(stop.trigger()) : bar.open().above(stop.trigger());
                stop.fire();
                stop.dealIn(bar.start());
                SuperOrder parent = stop.parent();
                if (parent != null) {
                    SuperOrder.cancel(parent.target(), now);
                }
                sell(stop, opensBeyond ? bar.open() : stop.trigger(), true);
            }
        }

        void targets() {
            for (VenueOrder target : levels(VenueOrder.Role.TARGET)) {
                boolean sells = target.side() == Side.SELL;
                if (target.tryLevelIn(bar.start())
                        && PricePath.reaches(sells ? bar.high() : bar.low(), target.price(), !sells)) {
                    sell(target, target.price(), false);
                }
            }
        }

        private Stream<VenueOrder> present() {
            return client.book().working(symbol).stream().filter(order -> {
                Instant meets = order.meets();
                return meets != null && !meets.isAfter(bar.start());
            });
        }

        private List<VenueOrder> entries() {
            return present()
                    .filter(order ->
                            order.role() == VenueOrder.Role.ENTRY && bar.start().equals(order.meets()))
                    .toList();
        }

        private List<VenueOrder> levels(VenueOrder.Role role) {
            return present().filter(order -> order.role() == role).toList();
        }

        private long room(boolean entries) {
            return dealing.room(client, symbol, bar, entries);
        }

        private void sell(VenueOrder exit, Rupees base, boolean slips) {
            long shares = Math.min(exit.remaining(), room(false));
            Rupees price = slips ? slipped(exit.side(), base, shares) : prices.worse(exit.side(), base, Rupees.ZERO);
            dealing.deal(client, exit, bar, false, shares, price, now);
        }

        private Rupees slipped(Side side, Rupees base, long shares) {
            return prices.worse(side, base, prices.slippage(base, shares));
        }

        private void endIfImmediate(VenueOrder order) {
            if (order.immediate() && order.isWorking()) {
                dealing.end(order, OrderStatus.CANCELLED, "IOC", now);
            }
        }
    }
}
