package sauda.local.storm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.ledger.InMemoryLedger.Change;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.events.Order;
import sauda.events.OrderRequested.Purpose;
import sauda.events.OrderState;
import sauda.events.TradingState;

/// Sees every commit of the ledger, and every order and fill at the venues, while they happen,
/// and notes what must never be.
final class Inspector {

    private static final Duration SENT_WITHIN = Duration.ofSeconds(3);
    private static final int MOST_FINDINGS = 100;

    private final Config config;
    private final StormClock clock;
    private final Journal journal;
    private final Tally tally;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /// By account and stock: shares at the venue, below zero when short.
    private final Map<String, Long> nets = new TreeMap<>();

    /// By account: paise that its fills brought, less what they took.
    private final Map<String, Long> cash = new TreeMap<>();

    private boolean open = true;

    Inspector(Config config, StormClock clock, Journal journal, Tally tally) {
        this.config = config;
        this.clock = clock;
        this.journal = journal;
        this.tally = tally;
    }

    void watches(Exchange exchange) {
        exchanges.add(exchange);
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    void found(Breach breach, String order, String subject, String what) {
        tally.add("checks", breach.words, 1);
        if (findings.size() < MOST_FINDINGS) {
            findings.add(new Finding(breach, order, subject, what));
        }
        journal.note(() -> subject, () -> "!!! " + breach.words + ": " + what);
    }

    List<Finding> findings() {
        return findings;
    }

    long net(String subject) {
        return nets.getOrDefault(subject, 0L);
    }

    /// Accounts and stocks with shares at a venue, now or before.
    Set<String> subjects() {
        return nets.keySet();
    }

    long cash(String account) {
        return cash.getOrDefault(account, 0L);
    }

    /// @param again whether the venue has an order of this id already
    void placed(Order order, boolean again) {
        String id = order.id().value();
        String subject = order.request().account() + " " + order.request().symbol();
        if (again) {
            found(Breach.DOUBLED, id, subject, "placed a second time");
        }
        if (clock.instant().isAfter(order.request().expiresAt().plus(SENT_WITHIN))) {
            found(Breach.LATE, id, subject, "expired at " + order.request().expiresAt());
        }
        if (order.request().isEntry()) {
            within(order.request().account(), config.limits().positionsPerAccount(), id);
            within("", config.limits().positionsTotal(), id);
        }
    }

    /// As the venues have it: stocks with shares or a waiting entry.
    private void within(String account, int limit, String id) {
        Set<String> busy = new TreeSet<>();
        nets.forEach((subject, net) -> {
            if (net != 0 && subject.startsWith(account)) {
                busy.add(subject);
            }
        });
        for (Exchange exchange : exchanges) {
            for (Slip slip : exchange.working()) {
                if (slip.purpose == Purpose.ENTRY
                        && slip.id != null
                        && slip.subject().startsWith(account)) {
                    busy.add(slip.subject());
                }
            }
        }
        if (busy.size() > limit) {
            found(Breach.LIMITS, id, "", busy.size() + " positions at the venue, " + limit + " are allowed: " + busy);
        }
    }

    void filled(Slip slip, long shares, long price) {
        if (slip.account.isEmpty()) {
            return;
        }
        int sign = slip.side.sign();
        long before = net(slip.subject());
        if (slip.purpose != Purpose.ENTRY && -sign * before < shares) {
            String id = slip.id == null ? slip.venueId : slip.id.value();
            found(
                    Breach.DOUBLED,
                    id,
                    slip.subject(),
                    slip.venueId + " (" + slip.purpose + ") left " + shares + " shares of " + before);
        }
        nets.merge(slip.subject(), sign * shares, Long::sum);
        cash.merge(slip.account, -sign * shares * price, Long::sum);
        tally.add("venue", "fills", 1);
    }

    /// Told of every change in the ledger.
    void changed(Change change) {
        Item after = change.after();
        if (after == null) {
            return;
        }
        switch (after.kind()) {
            case "order" -> order(change.before(), after);
            case "account" -> {
                int slots = config.limits().positionsPerAccount();
                String name = String.valueOf(after.attributes().get("name"));
                atMost(after, "slots", BigDecimal.valueOf(slots), name);
                atMost(after, "exposure", exposure(new BigDecimal(text(after, "capital"))), name);
            }
            case "totals" -> {
                // What the owner trades by hand counts in the totals, and nobody can stop it.
                if (exchanges.stream().anyMatch(Exchange::hasOwnersTrades)) {
                    return;
                }
                atMost(after, "slots", BigDecimal.valueOf(config.limits().positionsTotal()), "all accounts");
                atMost(after, "exposure", exposure(config.totalCapital().amount()), "all accounts");
            }
            case "control" -> {
                open = text(after, "state").equals(TradingState.ACTIVE.name());
                journal.note(() -> "", () -> "control " + text(after, "state"));
            }
            default -> {
                // Audit records, positions and trades are worked out again at the end.
            }
        }
    }

    private BigDecimal exposure(BigDecimal capital) {
        return capital.multiply(config.limits().exposurePercent()).movePointLeft(2);
    }

    private void atMost(Item item, String what, BigDecimal most, String whose) {
        if (item.attributes().get(what) instanceof BigDecimal value && value.compareTo(most) > 0) {
            found(Breach.LIMITS, "", "", what + " of " + whose + " is " + value + ", allowed is " + most);
        }
    }

    private static String text(Item item, String attribute) {
        return String.valueOf(item.attributes().get(attribute));
    }

    private void order(@Nullable Item before, Item after) {
        String was = before == null ? "" : text(before, "state");
        String is = text(after, "state");
        if (was.equals(is) || !(after.attributes().get("request") instanceof Map<?, ?> request)) {
            return;
        }
        String subject = request.get("account") + " " + request.get("symbol");
        journal.note(
                () -> subject,
                () -> "ledger has " + request.get("purpose") + " " + request.get("id") + " for "
                        + request.get("quantity") + " " + is + " "
                        + after.attributes().get("reasons"));
        if (is.equals(OrderState.SUBMITTING.name()) && "ENTRY".equals(request.get("purpose")) && !open) {
            found(Breach.AFTER_KILL, String.valueOf(request.get("id")), subject, "an entry is sent though stopped");
        }
        if (was.equals(OrderState.UNKNOWN.name())) {
            tally.add(
                    "unknown", is.equals(OrderState.NOT_PLACED.name()) ? "never found" : "found by look-up or book", 1);
        }
    }
}
