package sauda.brokers.dhan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sauda.core.order.VenueOrder.Leg;

/// The name of an order at Dhan in one text, from which the path to change or cancel it
/// follows: `752611200417` for a plain order, `S752611200417` for a super order, and
/// `S752611200417/STOP_LOSS_LEG` or `S752611200417/TARGET_LEG` for its legs.
///
/// @param orderId Dhan's id; of a leg that of its super order
record VenueId(String orderId, boolean ofSuper, Leg leg) {

    private static final Pattern FORM = Pattern.compile("(S?)([A-Za-z0-9_-]+)(?:/(STOP_LOSS_LEG|TARGET_LEG))?");

    static VenueId plain(String orderId) {
        return new VenueId(orderId, false, Leg.NONE);
    }

    static VenueId ofSuper(String orderId) {
        return new VenueId(orderId, true, Leg.NONE);
    }

    VenueId leg(Leg leg) {
        return new VenueId(orderId, true, leg);
    }

    /// @throws IllegalArgumentException when the text is none of ours
    static VenueId of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a venue id: " + Masks.clean(text));
        }
        return new VenueId(form.group(2), !form.group(1).isEmpty(), legOf(form.group(3)));
    }

    static Leg legOf(@org.jspecify.annotations.Nullable String legName) {
        return switch (legName == null ? "" : legName) {
            case "STOP_LOSS_LEG" -> Leg.STOP;
            case "TARGET_LEG" -> Leg.TARGET;
            default -> Leg.NONE;
        };
    }

    String legName() {
        return switch (leg) {
            case NONE -> "ENTRY_LEG";
            case STOP -> "STOP_LOSS_LEG";
            case TARGET -> "TARGET_LEG";
        };
    }

    String changePath() {
        return (ofSuper ? "/super/orders/" : "/orders/") + orderId;
    }

    /// The entry's leg takes the others with it.
    String cancelPath() {
        return ofSuper ? changePath() + "/" + legName() : changePath();
    }

    String text() {
        return (ofSuper ? "S" : "") + orderId + (leg == Leg.NONE ? "" : "/" + legName());
    }

    @Override
    public String toString() {
        return text();
    }
}
