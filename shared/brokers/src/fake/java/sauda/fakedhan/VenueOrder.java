package sauda.fakedhan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// One order in the broker's book, with all that becomes of it.
final class VenueOrder {

    static final int MOST_MODIFICATIONS = 25;

    /// How the matching treats it; fixed when it leaves transit.
    enum Role {
        ENTRY,
        EXIT,
        STOP,
        TARGET
    }

    /// Who sent it.
    enum Source {
        API,
        APP,
        BROKER
    }

    /// What was asked for.
    record Wish(
            String correlationId,
            Symbol symbol,
            Side side,
            ProductType product,
            OrderType type,
            boolean immediate,
            long quantity,
            Rupees price,
            Rupees trigger,
            boolean afterMarket) {}

    private final String id;
    private final Wish wish;
    private final Leg leg;
    private final Source source;
    private final Instant createdAt;

    private OrderType type;
    private long quantity;
    private Rupees price;
    private Rupees trigger;

    private OrderStatus status;
    private Instant updatedAt;
    private @Nullable Instant exchangeAt;
    private String errorCode = "0";
    private String error = "CONFIRMED";
    private long filled;
    private Rupees value = Rupees.ZERO;
    private int modifications;

    private @Nullable SuperOrder parent;
    private @Nullable String rejectionText;
    private @Nullable Instant hiddenUntil;
    private int looks;
    private Role role = Role.ENTRY;
    private boolean fired;
    private @Nullable Instant meets;
    private @Nullable Instant dealtWith;
    private @Nullable Instant levelTried;

    VenueOrder(String id, Wish wish, Leg leg, Source source, Instant createdAt) {
        this.id = id;
        this.wish = wish;
        this.leg = leg;
        this.source = source;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.type = wish.type();
        this.quantity = wish.quantity();
        this.price = wish.price();
        this.trigger = wish.trigger();
        // The exits of a super order are the broker's own until there is something to exit.
        this.status = isExitLeg() ? OrderStatus.PENDING : OrderStatus.TRANSIT;
    }

    String id() {
        return id;
    }

    String correlationId() {
        return wish.correlationId();
    }

    Symbol symbol() {
        return wish.symbol();
    }

    Side side() {
        return wish.side();
    }

    ProductType product() {
        return wish.product();
    }

    boolean immediate() {
        return wish.immediate();
    }

    boolean afterMarket() {
        return wish.afterMarket();
    }

    Leg leg() {
        return leg;
    }

    boolean isExitLeg() {
        return leg == Leg.TARGET_LEG || leg == Leg.STOP_LOSS_LEG;
    }

    Source source() {
        return source;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Nullable
    Instant exchangeAt() {
        return exchangeAt;
    }

    OrderType type() {
        return type;
    }

    long quantity() {
        return quantity;
    }

    Rupees price() {
        return price;
    }

    Rupees trigger() {
        return trigger;
    }

    OrderStatus status() {
        return status;
    }

    String errorCode() {
        return errorCode;
    }

    String error() {
        return error;
    }

    long filled() {
        return filled;
    }

    long remaining() {
        return quantity - filled;
    }

    Rupees value() {
        return value;
    }

    Rupees average() {
        return filled == 0 ? Rupees.ZERO : value.dividedBy(filled);
    }

    int modifications() {
        return modifications;
    }

    @Nullable
    SuperOrder parent() {
        return parent;
    }

    void belongsTo(SuperOrder order) {
        parent = order;
    }

    /// Whether the exchange has it and may fill it.
    boolean isWorking() {
        return status.isLive() && exchangeAt != null && remaining() > 0;
    }

    // In transit

    boolean isInTransit() {
        return status == OrderStatus.TRANSIT;
    }

    /// @return whether that was the look that ends the transit
    boolean look() {
        return isInTransit() && ++looks >= 2;
    }

    void toBeRejected(String text) {
        rejectionText = text;
    }

    @Nullable
    String rejectionText() {
        return rejectionText;
    }

    void hide(Instant until) {
        hiddenUntil = until;
    }

    boolean isHidden(Instant now) {
        return hiddenUntil != null && now.isBefore(hiddenUntil);
    }

    // What becomes of it

    void accepted(Role role, Instant now) {
        this.role = role;
        status = filled > 0 ? OrderStatus.PART_TRADED : OrderStatus.PENDING;
        exchangeAt = now;
        updatedAt = now;
    }

    /// Taken outside market hours: it waits for the open.
    void waitsForTheOpen(Instant now) {
        status = OrderStatus.PENDING;
        updatedAt = now;
    }

    boolean isWaitingForTheOpen() {
        return status == OrderStatus.PENDING && exchangeAt == null && !isExitLeg();
    }

    void rejected(String text, Instant now) {
        end(OrderStatus.REJECTED, text, now);
        errorCode = "RMS";
    }

    void end(OrderStatus with, String text, Instant now) {
        status = with;
        error = text;
        updatedAt = now;
    }

    void note(String text, Instant now) {
        error = text;
        updatedAt = now;
    }

    void filled(long shares, Rupees at, Instant now) {
        filled += shares;
        value = value.plus(at.times(shares));
        status = remaining() == 0 ? OrderStatus.TRADED : OrderStatus.PART_TRADED;
        updatedAt = now;
    }

    void became(OrderType type, Rupees price, Rupees trigger) {
        this.type = type;
        this.price = price;
        this.trigger = trigger;
    }

    void modified(OrderType type, long quantity, Rupees price, Rupees trigger, Instant now) {
        became(type, price, trigger);
        this.quantity = quantity;
        modifications++;
        updatedAt = now;
    }

    /// A leg grows and shrinks with what its super order holds.
    void resize(long by, Instant now) {
        quantity += by;
        if (status.isLive() || status == OrderStatus.TRADED) {
            status = remaining() == 0 && filled > 0
                    ? OrderStatus.TRADED
                    : filled > 0 ? OrderStatus.PART_TRADED : OrderStatus.PENDING;
        }
        updatedAt = now;
    }

    // For the matching

    Role role() {
        return role;
    }

    boolean hasFired() {
        return fired;
    }

    void fire() {
        fired = true;
    }

    /// The first bar it deals with, null when there is none left in the session.
    @Nullable
    Instant meets() {
        return meets;
    }

    void meets(@Nullable Instant slot) {
        meets = slot;
    }

    /// @return whether it was not yet dealt with in the bar
    boolean dealIn(Instant slot) {
        boolean first = !slot.equals(dealtWith);
        dealtWith = slot;
        return first;
    }

    /// @return whether its level was not yet tried in the bar
    boolean tryLevelIn(Instant slot) {
        boolean first = !slot.equals(levelTried);
        levelTried = slot;
        return first;
    }

    @Override
    public String toString() {
        return id + " " + side() + " " + quantity + " " + symbol() + " " + status;
    }
}
