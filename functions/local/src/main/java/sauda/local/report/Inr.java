package sauda.local.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import sauda.events.Rupees;

/// Rupees as India writes them: 10,00,000.00.
public final class Inr {

    private Inr() {}

    public static String format(Rupees amount) {
        BigDecimal paise = amount.amount().setScale(2, RoundingMode.HALF_UP);
        String[] parts = paise.abs().toPlainString().split("\\.", -1);
        String digits = parts[0];
        StringBuilder grouped = new StringBuilder(digits.substring(Math.max(0, digits.length() - 3)));
        for (int end = digits.length() - 3; end > 0; end -= 2) {
            grouped.insert(0, digits.substring(Math.max(0, end - 2), end) + ",");
        }
        return (paise.signum() < 0 ? "-" : "") + grouped + "." + parts[1];
    }
}
