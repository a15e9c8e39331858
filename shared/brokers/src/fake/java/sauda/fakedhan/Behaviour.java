package sauda.fakedhan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the wire leaves open, or does now one way and now the other. May be changed while
/// the server runs; what is set counts from the next call on.
public final class Behaviour {

    /// What became of STOP_LOSS_MARKET orders on the wire.
    public enum StopMarket {
        /// Taken as a LIMIT order at once, its trigger lost.
        TRIGGER_DROPPED,
        /// 400 DH-906 `Trigger Price should be greater than Price`.
        REFUSED
    }

    private volatile FillModel fills = FillModel.BARS;
    private volatile Duration transit = Duration.ofMillis(500);
    private volatile boolean orderByIdIsArray = true;
    private volatile boolean deadTokenIsOrderError;
    private volatile boolean rateLimits = true;
    private volatile Duration newestBarLate = Duration.ZERO;
    private volatile boolean formingBar;
    private volatile StopMarket stopMarket = StopMarket.TRIGGER_DROPPED;
    private volatile @Nullable BigDecimal marketProtection;
    private volatile long sliceAbove = 50_000;
    private volatile Duration silence = Duration.ofSeconds(60);
    private volatile boolean dataPlan = true;

    public FillModel fills() {
        return fills;
    }

    public Behaviour fills(FillModel model) {
        fills = model;
        return this;
    }

    /// How long an order is in transit. A second look at it ends that too, so that a
    /// clock that stands still holds nobody up.
    public Duration transit() {
        return transit;
    }

    public Behaviour transit(Duration time) {
        transit = time;
        return this;
    }

    /// Whether `GET /orders/{id}` answers an array of one or an object.
    public boolean orderByIdIsArray() {
        return orderByIdIsArray;
    }

    public Behaviour orderByIdIsArray(boolean array) {
        orderByIdIsArray = array;
        return this;
    }

    /// Whether the order end points answer a dead token with 400 DH-906.
    public boolean deadTokenIsOrderError() {
        return deadTokenIsOrderError;
    }

    public Behaviour deadTokenIsOrderError(boolean orderError) {
        deadTokenIsOrderError = orderError;
        return this;
    }

    public boolean rateLimits() {
        return rateLimits;
    }

    public Behaviour rateLimits(boolean counted) {
        rateLimits = counted;
        return this;
    }

    /// How long after its end a bar appears in the charts.
    public Duration newestBarLate() {
        return newestBarLate;
    }

    public Behaviour newestBarLate(Duration late) {
        newestBarLate = late;
        return this;
    }

    /// Whether the charts show the bar that is still forming.
    public boolean formingBar() {
        return formingBar;
    }

    public Behaviour formingBar(boolean shown) {
        formingBar = shown;
        return this;
    }

    public StopMarket stopMarket() {
        return stopMarket;
    }

    public Behaviour stopMarket(StopMarket becomes) {
        stopMarket = becomes;
        return this;
    }

    /// Percent beyond the last price that a market order's limit lies at, if it is not
    /// to be the exchange's slab; below zero the order rests.
    public Optional<BigDecimal> marketProtection() {
        return Optional.ofNullable(marketProtection);
    }

    public Behaviour marketProtection(BigDecimal percent) {
        marketProtection = percent;
        return this;
    }

    /// Most shares of one order, above which slicing cuts.
    public long sliceAbove() {
        return sliceAbove;
    }

    public Behaviour sliceAbove(long shares) {
        sliceAbove = shares;
        return this;
    }

    /// How long a call that is never answered is held open.
    public Duration silence() {
        return silence;
    }

    public Behaviour silence(Duration time) {
        silence = time;
        return this;
    }

    /// Whether the clients' profiles say that they pay for market data.
    public boolean dataPlan() {
        return dataPlan;
    }

    public Behaviour dataPlan(boolean paid) {
        dataPlan = paid;
        return this;
    }
}
