package sauda.notify;

import java.util.List;
import sauda.events.Alert;

/// A way in which people are told.
public interface Notifier {

    /// Tells all of them, in this order.
    ///
    /// @throws RuntimeException when it is not certain that each was told
    void tell(List<Alert> alerts);
}
