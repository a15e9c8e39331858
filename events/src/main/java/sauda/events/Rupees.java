package sauda.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// An exact amount of Indian rupees: a price, cash, a charge or a profit. Two
/// amounts of the same value are equal whatever their scale was.
///
/// @param amount rupees; any sign, never rounded unless a method says so
public record Rupees(@JsonValue BigDecimal amount) implements Comparable<Rupees> {

    public static final Rupees ZERO = new Rupees(BigDecimal.ZERO);

    @JsonCreator
    public Rupees {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
        if (amount.scale() < 0) {
            amount = amount.setScale(0, RoundingMode.UNNECESSARY);
        }
    }

    public static Rupees of(String amount) {
        return new Rupees(new BigDecimal(amount));
    }

    public static Rupees of(long amount) {
        return new Rupees(BigDecimal.valueOf(amount));
    }

    public Rupees plus(Rupees other) {
        return new Rupees(amount.add(other.amount));
    }

    public Rupees minus(Rupees other) {
        return new Rupees(amount.subtract(other.amount));
    }

    public Rupees times(long factor) {
        return new Rupees(amount.multiply(BigDecimal.valueOf(factor)));
    }

    public Rupees times(BigDecimal factor) {
        return new Rupees(amount.multiply(factor));
    }

    /// This many percent of the amount, exactly.
    public Rupees percent(BigDecimal percent) {
        return new Rupees(amount.multiply(percent).movePointLeft(2));
    }

    /// The amount over a number of shares or days, to 34 significant digits.
    public Rupees dividedBy(long divisor) {
        return new Rupees(amount.divide(BigDecimal.valueOf(divisor), MathContext.DECIMAL128));
    }

    /// This amount over another as a plain number, to 34 significant digits.
    public BigDecimal over(Rupees other) {
        return amount.divide(other.amount, MathContext.DECIMAL128);
    }

    /// How often the other amount fits in whole; never below zero.
    public long wholeTimes(Rupees other) {
        return amount.signum() <= 0
                ? 0
                : amount.divideToIntegralValue(other.amount).longValueExact();
    }

    public Rupees negated() {
        return new Rupees(amount.negate());
    }

    public Rupees abs() {
        return new Rupees(amount.abs());
    }

    public Rupees min(Rupees other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Rupees max(Rupees other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// Half-up to the paisa, as a contract note prints it.
    public Rupees toPaisa() {
        return new Rupees(amount.setScale(2, RoundingMode.HALF_UP));
    }

    /// Half-up to the whole rupee.
    public Rupees toRupee() {
        return new Rupees(amount.setScale(0, RoundingMode.HALF_UP));
    }

    /// The nearest price on the tick grid that is not above this one.
    public Rupees downToTick(Rupees tick) {
        return onGrid(tick, RoundingMode.FLOOR);
    }

    /// The nearest price on the tick grid that is not below this one.
    public Rupees upToTick(Rupees tick) {
        return onGrid(tick, RoundingMode.CEILING);
    }

    public boolean isOnTick(Rupees tick) {
        return amount.remainder(tick.amount).signum() == 0;
    }

    private Rupees onGrid(Rupees tick, RoundingMode mode) {
        return new Rupees(amount.divide(tick.amount, 0, mode).multiply(tick.amount));
    }

    public int signum() {
        return amount.signum();
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean above(Rupees other) {
        return compareTo(other) > 0;
    }

    public boolean below(Rupees other) {
        return compareTo(other) < 0;
    }

    /// As people in India read it: to the paisa, grouped by lakh and crore, such as
    /// `₹12,34,567.50` or `-₹500.00`.
    public String printed() {
        String digits = amount.abs().setScale(2, RoundingMode.HALF_UP).toPlainString();
        StringBuilder grouped = new StringBuilder(digits);
        for (int at = digits.length() - 6; at > 0; at -= 2) {
            grouped.insert(at, ',');
        }
        boolean isBelow = amount.signum() < 0 && !digits.equals("0.00");
        return (isBelow ? "-₹" : "₹") + grouped;
    }

    @Override
    public int compareTo(Rupees other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public String toString() {
        return amount.scale() < 2 ? amount.setScale(2).toPlainString() : amount.toPlainString();
    }
}
