package sauda.core.charges;

import java.math.BigDecimal;
import sauda.core.config.Config.ChargeRates;
import sauda.core.config.Config.Product;
import sauda.events.Rupees;
import sauda.events.Side;

/// What trading costs under the rates of one date (`nse-rules.md` §6). Components stay
/// unrounded; STT and stamp duty are rounded to the rupee and the total to the paisa, once
/// per account and day.
public record Charges(ChargeRates rates, Product product) {

    /// The order value by which costs per share are judged (`strategies.md` §1).
    private static final Rupees USUAL_ORDER = Rupees.of(100_000);

    /// A day's bill, line by line, as a contract note has it.
    ///
    /// @param stt   whole rupees
    /// @param stamp whole rupees
    /// @param gst   on brokerage, transaction charge, SEBI fee and IPFT
    /// @param dp    with its own GST
    /// @param total to the paisa; the other lines are unrounded
    public record Bill(
            Rupees brokerage,
            Rupees stt,
            Rupees transaction,
            Rupees sebi,
            Rupees ipft,
            Rupees stamp,
            Rupees gst,
            Rupees dp,
            Rupees total) {}

    /// Brokerage of one executed order of this value, unrounded.
    public Rupees brokerage(Rupees orderValue) {
        return orderValue.percent(brokeragePercent()).min(rates.brokerageMost());
    }

    /// What one executed order adds to its day. The value is that of all its fills: the
    /// brokerage has one ceiling for the order, however often it was filled.
    public Turnover turnover(Side side, Rupees orderValue) {
        Rupees none = Rupees.ZERO;
        return switch (side) {
            case BUY -> new Turnover(orderValue, none, brokerage(orderValue), 0);
            case SELL -> new Turnover(none, orderValue, brokerage(orderValue), 0);
        };
    }

    /// The day's bill, rounded as billed.
    public Bill bill(Turnover day) {
        Lines lines = lines(day);
        Rupees stt = lines.stt.toRupee();
        Rupees stamp = lines.stamp.toRupee();
        Rupees dp = withGst(rates.dpCharge().times(day.dpSales()));
        Rupees total = lines.untaxed().plus(lines.gst).plus(stt).plus(stamp).plus(dp);
        return new Bill(
                day.brokerage(), stt, lines.transaction, lines.sebi, lines.ipft, stamp, lines.gst, dp, total.toPaisa());
    }

    /// All charges of one executed order, unrounded and without DP, for statistics.
    public Rupees ofOrder(Side side, Rupees orderValue) {
        Lines lines = lines(turnover(side, orderValue));
        return lines.untaxed().plus(lines.gst).plus(lines.stt).plus(lines.stamp);
    }

    /// Unrounded charges of a round trip as a share of one side's value, by the rate of
    /// ₹1,00,000 each way: what sizing and cost filters use. 0.001 is 0.1 %.
    public BigDecimal roundTripRate() {
        return entryRate(Side.BUY).add(entryRate(Side.SELL));
    }

    /// The same for the entry leg alone.
    ///
    /// @param side SELL for an entry that opens a short position
    public BigDecimal entryRate(Side side) {
        return ofOrder(side, USUAL_ORDER).over(USUAL_ORDER);
    }

    /// All unrounded.
    private record Lines(
            Rupees brokerage, Rupees stt, Rupees transaction, Rupees sebi, Rupees ipft, Rupees stamp, Rupees gst) {

        /// What GST is charged on.
        Rupees untaxed() {
            return brokerage.plus(transaction).plus(sebi).plus(ipft);
        }
    }

    private Lines lines(Turnover day) {
        Rupees both = day.bought().plus(day.sold());
        Rupees transaction = both.percent(rates.transaction());
        Rupees sebi = both.percent(rates.sebi());
        Rupees ipft = both.percent(rates.ipft());
        Rupees gst = day.brokerage().plus(transaction).plus(sebi).plus(ipft).percent(rates.gst());
        return switch (product) {
            case INTRADAY ->
                new Lines(
                        day.brokerage(),
                        day.sold().percent(rates.sttIntradaySell()),
                        transaction,
                        sebi,
                        ipft,
                        day.bought().percent(rates.stampIntradayBuy()),
                        gst);
            case DELIVERY ->
                new Lines(
                        day.brokerage(),
                        both.percent(rates.sttDelivery()),
                        transaction,
                        sebi,
                        ipft,
                        day.bought().percent(rates.stampDeliveryBuy()),
                        gst);
        };
    }

    private BigDecimal brokeragePercent() {
        return switch (product) {
            case INTRADAY -> rates.brokerageIntraday();
            case DELIVERY -> rates.brokerageDelivery();
        };
    }

    private Rupees withGst(Rupees amount) {
        return amount.plus(amount.percent(rates.gst()));
    }
}
