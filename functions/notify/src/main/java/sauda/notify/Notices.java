package sauda.notify;

import sauda.events.Alert;

/// Where alerts are told to people.
public interface Notices {

    void tell(Alert alert);
}
