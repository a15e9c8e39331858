package sauda.fakedhan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import sauda.events.Rupees;
import sauda.events.Side;

/// A client's cash. It moves in the night: what was traded is settled and the day is
/// billed.
final class Funds {

    private final List<CashMovement> movements = new ArrayList<>();
    private Rupees cash;
    private Rupees feesOfToday = Rupees.ZERO;

    Funds(Rupees cash) {
        this.cash = cash;
    }

    /// Cash at the start of the day.
    Rupees cash() {
        return cash;
    }

    List<CashMovement> movements() {
        return List.copyOf(movements);
    }

    /// What the broker takes for squaring off, GST included.
    void fee(Rupees amount) {
        feesOfToday = feesOfToday.plus(amount);
    }

    Rupees feesOfToday() {
        return feesOfToday;
    }

    void book(LocalDate date, CashMovement.Kind kind, Rupees amount) {
        if (amount.signum() != 0) {
            cash = cash.plus(amount);
            movements.add(new CashMovement(date, kind, amount, cash));
        }
    }

    void newDay() {
        feesOfToday = Rupees.ZERO;
    }

    /// What positions and waiting orders block.
    static Rupees blocked(Client client) {
        Rupees blocked = Rupees.ZERO;
        for (Portfolio.Position position : client.portfolio().positions()) {
            boolean blocks = position.product() == ProductType.INTRADAY || position.net() > 0;
            if (blocks) {
                blocked = blocked.plus(position.average()
                        .times(Math.abs(position.net()))
                        .percent(position.product().marginPercent()));
            }
        }
        for (VenueOrder order : client.book().working()) {
            if (!order.isExitLeg() && !order.hasFired()) {
                blocked = blocked.plus(margin(client, order));
            }
        }
        return blocked;
    }

    /// What an order needs: for the shares by which it would grow the position.
    static Rupees margin(Client client, VenueOrder order) {
        if (order.product() == ProductType.CNC && order.side() == Side.SELL) {
            return Rupees.ZERO;
        }
        long net = client.portfolio().net(order.symbol(), order.product());
        boolean against = net * order.side().sign() < 0;
        long growth = against ? Math.max(0, order.remaining() - Math.abs(net)) : order.remaining();
        return order.price().times(growth).percent(order.product().marginPercent());
    }

    /// Cash, profit already made and delivery sold today, less what is blocked.
    static Rupees available(Client client) {
        Rupees made = Rupees.ZERO;
        for (Portfolio.Position position : client.portfolio().positions()) {
            boolean soldFromHolding = position.product() == ProductType.CNC && position.net() < 0;
            made = made.plus(position.realised());
            if (soldFromHolding) {
                made = made.plus(position.sellAverage().times(-position.net()));
            }
        }
        return client.funds()
                .cash()
                .plus(made.toPaisa())
                .minus(client.funds().feesOfToday())
                .minus(blocked(client).toPaisa());
    }
}
