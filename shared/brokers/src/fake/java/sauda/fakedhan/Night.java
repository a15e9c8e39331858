package sauda.fakedhan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import sauda.core.charges.Charges;
import sauda.core.charges.Turnover;
import sauda.core.config.Config;
import sauda.core.config.Config.ChargeRates;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Between two days: trades are settled, the day is billed, shares come and go, splits
/// are booked.
final class Night {

    private final Function<LocalDate, ChargeRates> rates;
    private final List<Split> splits = new ArrayList<>();
    private final Map<String, Integer> booked = new HashMap<>();

    private record Split(Symbol symbol, long before, long after) {}

    Night(Function<LocalDate, ChargeRates> rates) {
        this.rates = rates;
    }

    /// Next night each client's shares of a stock become more, or fewer.
    void becomes(Symbol symbol, long before, long after) {
        splits.add(new Split(symbol, before, after));
    }

    void pass(Client client, LocalDate yesterday) {
        Rupees traded = client.book()
                .tradesOn(yesterday)
                .map(trade -> trade.value().times(-trade.order().side().sign()))
                .reduce(Rupees.ZERO, Rupees::plus);
        Funds funds = client.funds();
        funds.book(yesterday, CashMovement.Kind.TRADES, traded);
        funds.book(
                yesterday, CashMovement.Kind.SQUARE_OFF_FEE, funds.feesOfToday().negated());
        Rupees bill = bills(client, yesterday, _ -> true).values().stream()
                .map(Charges.Bill::total)
                .reduce(Rupees.ZERO, Rupees::plus);
        funds.book(yesterday, CashMovement.Kind.CHARGES, bill.negated());
        funds.newDay();
        client.portfolio().newDay();
        client.controls().newDay();
        client.forgetTaken();
        splits.stream()
                .skip(booked.getOrDefault(client.id(), 0))
                .forEach(split -> client.portfolio().becomes(split.symbol(), split.before(), split.after()));
        booked.put(client.id(), splits.size());
    }

    /// What a day's trading costs, product by product, as a contract note has it.
    ///
    /// @param whose which orders to count
    Map<Config.Product, Charges.Bill> bills(Client client, LocalDate date, Predicate<VenueOrder> whose) {
        Map<Config.Product, Charges.Bill> bills = new LinkedHashMap<>();
        for (Config.Product product : Config.Product.values()) {
            Charges charges = new Charges(rates.apply(date), product);
            Turnover day = turnover(charges, client, date, whose);
            if (!day.equals(Turnover.NONE)) {
                bills.put(product, charges.bill(day));
            }
        }
        return bills;
    }

    Charges charges(LocalDate date, ProductType product) {
        return new Charges(rates.apply(date), product.charged());
    }

    private static Turnover turnover(Charges charges, Client client, LocalDate date, Predicate<VenueOrder> whose) {
        Map<VenueOrder, Rupees> orders = new LinkedHashMap<>();
        client.book()
                .tradesOn(date)
                .filter(trade -> trade.order().product().charged() == charges.product())
                .filter(trade -> whose.test(trade.order()))
                .forEach(trade -> orders.merge(trade.order(), trade.value(), Rupees::plus));
        Turnover day = orders.entrySet().stream()
                .map(order -> charges.turnover(order.getKey().side(), order.getValue()))
                .reduce(Turnover.NONE, Turnover::plus);
        boolean delivery = charges.product() == Config.Product.DELIVERY;
        int sold = delivery
                ? (int) orders.keySet().stream()
                        .filter(order -> order.side() == Side.SELL)
                        .map(VenueOrder::symbol)
                        .distinct()
                        .count()
                : 0;
        return new Turnover(day.bought(), day.sold(), day.brokerage(), sold);
    }

    /// The parts of one trade's charges, unrounded: its order's, by its share of the
    /// value.
    Lines lines(VenueTrade trade, LocalDate date) {
        ChargeRates today = rates.apply(date);
        Charges charges = charges(date, trade.order().product());
        boolean intraday = charges.product() == Config.Product.INTRADAY;
        boolean buys = trade.order().side() == Side.BUY;
        Rupees value = trade.value();
        Rupees brokerage = charges.brokerage(trade.order().value())
                .times(value.over(trade.order().value()));
        Rupees stt = intraday
                ? buys ? Rupees.ZERO : value.percent(today.sttIntradaySell())
                : value.percent(today.sttDelivery());
        Rupees stamp =
                buys ? value.percent(intraday ? today.stampIntradayBuy() : today.stampDeliveryBuy()) : Rupees.ZERO;
        Rupees exchange = value.percent(today.transaction()).plus(value.percent(today.ipft()));
        Rupees sebi = value.percent(today.sebi());
        Rupees gst = brokerage.plus(exchange).plus(sebi).percent(today.gst());
        return new Lines(sebi, stt, brokerage, gst, exchange, stamp);
    }

    /// @param exchange transaction charge and IPFT
    record Lines(Rupees sebi, Rupees stt, Rupees brokerage, Rupees gst, Rupees exchange, Rupees stamp) {}
}
