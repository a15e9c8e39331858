package sauda.fakedhan;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From where a client's orders may come, and from where they do.
final class Addresses {

    private static final int DAYS_LOCKED = 7;

    private @Nullable String primary;
    private @Nullable String secondary;
    private @Nullable LocalDate primarySince;
    private @Nullable LocalDate secondarySince;
    private @Nullable String seen;

    Addresses(String registered) {
        primary = registered;
    }

    /// @param address where calls come from, from now on
    void comeFrom(String address) {
        seen = address;
    }

    String seen() {
        return seen != null ? seen : Optional.ofNullable(primary).orElse("127.0.0.1");
    }

    boolean mayOrder() {
        return seen().equals(primary) || seen().equals(secondary);
    }

    String primary() {
        return Optional.ofNullable(primary).orElse("");
    }

    String secondary() {
        return Optional.ofNullable(secondary).orElse("");
    }

    String primaryModifiable() {
        return modifiable(primarySince);
    }

    String secondaryModifiable() {
        return modifiable(secondarySince);
    }

    private static String modifiable(@Nullable LocalDate since) {
        return since == null ? IndianTime.NO_DATE : since.plusDays(DAYS_LOCKED).toString();
    }

    /// @return whether it may be set now: once set it is locked for a week
    boolean set(boolean first, String address, LocalDate today) {
        LocalDate since = first ? primarySince : secondarySince;
        if (since != null && today.isBefore(since.plusDays(DAYS_LOCKED))) {
            return false;
        }
        if (first) {
            primary = address;
            primarySince = today;
        } else {
            secondary = address;
            secondarySince = today;
        }
        return true;
    }
}
