package sauda.fakedhan;

import java.time.LocalDate;
import sauda.events.Rupees;

/// One line of a client's ledger.
///
/// @param amount  to the client; below zero from him
/// @param balance after it
public record CashMovement(LocalDate date, Kind kind, Rupees amount, Rupees balance) {

    public enum Kind {
        /// What the day's sales brought less what its purchases cost.
        TRADES,
        /// The day's bill.
        CHARGES,
        /// What the broker takes for squaring off, GST included.
        SQUARE_OFF_FEE
    }
}
