package sauda.core.charges;

import sauda.core.config.Config.ChargeRates;
import sauda.core.config.Config.Product;
import sauda.events.Rupees;
import sauda.events.Side;

/// What trading costs under the rates of one date (`nse-rules.md` §6). Components stay
/// unrounded; STT and stamp duty are rounded to the rupee and the total to the paisa, once
/// per account and day.
public record Charges(ChargeRates rates, Product product) {

    private static final Rupees ROUND_TRIP = Rupees.of(100_000);

    /// A day's bill, line by line, as a contract note has it.
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
        throw new IllegalStateException("to be written: " + ROUND_TRIP + Side.BUY);
    }

    /// The day's bill, rounded as billed.
    public Bill bill(Turnover day) {
        throw new IllegalStateException("to be written");
    }

    /// All charges of one executed order, unrounded and without DP, for statistics.
    public Rupees ofOrder(Side side, Rupees orderValue) {
        throw new IllegalStateException("to be written");
    }

    /// Unrounded charges of a round trip as a share of one side's value, by the rate of
    /// ₹1,00,000 each way: what sizing and cost filters use.
    public java.math.BigDecimal roundTripRate() {
        throw new IllegalStateException("to be written");
    }

    /// The same for the entry leg alone.
    public java.math.BigDecimal entryRate(Side side) {
        throw new IllegalStateException("to be written");
    }
}
