package sauda.fakedhan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Symbol;

/// Trades, positions, holdings, funds, margins and the ledger.
final class PortfolioCalls {

    /// Rows of one page of the history. The documentation does not say how many.
    static final int PAGE = 20;

    private static final DateTimeFormatter VOUCHER = DateTimeFormatter.ofPattern("MMM dd, yyyy", Locale.ROOT);

    private final Venue venue;
    private final Answers answers;

    PortfolioCalls(Venue venue, Answers answers) {
        this.venue = venue;
        this.answers = answers;
    }

    @Nullable
    Reply answer(Client client, Call call, Instant now) {
        return switch (call.route()) {
            case "GET/trades" -> trades(client, call.fault(), null, now);
            case "GET/positions" ->
                Reply.ok(Json.array(client.portfolio().positions().stream()
                        .map(position -> answers.position(client, position, now))
                        .toList()));
            case "DELETE/positions" -> exitAll(client, now);
            case "POST/positions/convert" -> convert(client, new Fields(call.json()));
            case "GET/holdings" -> holdings(client, now);
            case "GET/fundlimit" -> Reply.ok(funds(client));
            case "POST/margincalculator" -> margin(client, new Fields(call.json()), now);
            case "GET/ledger" -> ledger(client, date(call.query("from-date")), date(call.query("to-date")));
            default -> tradesBelow(client, call, now);
        };
    }

    // Trades

    private @Nullable Reply tradesBelow(Client client, Call call, Instant now) {
        if (!call.isRead() || !call.segment(0).equals("trades")) {
            return null;
        }
        return switch (call.segments().size()) {
            case 2 -> trades(client, call.fault(), call.segment(1), now);
            case 4 -> history(client, date(call.segment(1)), date(call.segment(2)), page(call.segment(3)));
            default -> null;
        };
    }

    private Reply trades(Client client, @Nullable Fault fault, @Nullable String orderId, Instant now) {
        List<ObjectNode> rows = new ArrayList<>();
        client.book()
                .tradesOn(IndianTime.date(now))
                .filter(trade -> orderId == null || trade.order().id().equals(orderId))
                .forEach(trade -> rows.add(answers.trade(client, trade)));
        if (fault instanceof Fault.DuplicateTrades) {
            rows.addAll(List.copyOf(rows));
        }
        if (fault instanceof Fault.TradesOutOfOrder) {
            Collections.reverse(rows);
        }
        int behind = fault instanceof Fault.TradesBehind(int missing) ? missing : 0;
        return Reply.ok(Json.array(rows.subList(0, Math.max(0, rows.size() - behind))));
    }

    private Reply history(Client client, LocalDate from, LocalDate to, int page) {
        return Reply.ok(Json.array(client.book().trades().stream()
                .filter(trade -> !IndianTime.date(trade.at()).isBefore(from)
                        && !IndianTime.date(trade.at()).isAfter(to))
                .skip((long) page * PAGE)
                .limit(PAGE)
                .map(trade -> answers.pastTrade(client, trade))
                .toList()));
    }

    private static int page(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            throw Refusal.badField();
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADate) {
            throw Refusal.badField();
        }
    }

    // Positions and holdings

    private Reply exitAll(Client client, Instant now) {
        venue.dealing().cancelAll(client, List.of(ProductType.values()), "CANCELLED", now);
        for (Portfolio.Position position : client.portfolio().positions()) {
            if (position.canBeClosed()) {
                client.book().add(exit(client, position, now));
            }
        }
        venue.settling().follow(client, now);
        return Reply.ok(
                Json.object().put("status", "SUCCESS").put("message", "All orders and positions exited successfully"));
    }

    private VenueOrder exit(Client client, Portfolio.Position position, Instant now) {
        return new VenueOrder(
                venue.ids().order(now),
                new VenueOrder.Wish(
                        venue.ids().correlation(client.id()),
                        position.symbol(),
                        position.net() > 0 ? Side.SELL : Side.BUY,
                        position.product(),
                        OrderType.MARKET,
                        false,
                        Math.abs(position.net()),
                        Rupees.ZERO,
                        Rupees.ZERO,
                        false),
                Leg.NA,
                VenueOrder.Source.API,
                now);
    }

    private Reply convert(Client client, Fields fields) {
        fields.nameClient(client);
        Symbol symbol = venue.symbol(fields.text("securityId"));
        ProductType from = fields.choice("fromProductType", ProductType.class);
        ProductType to = fields.choice("toProductType", ProductType.class);
        long shares = fields.positive("convertQty");
        if (symbol == null || from == to || !to.isOffered()) {
            throw Refusal.badField();
        }
        Portfolio.Position position = client.portfolio().position(symbol, from);
        boolean shortToDelivery = position.net() < 0 && to == ProductType.CNC;
        if (Math.abs(position.net()) < shares || shortToDelivery) {
            throw Refusal.order("Position is not sufficient for this conversion");
        }
        client.portfolio().convert(position, to, shares);
        return Reply.json(202, Json.object().put("status", "success"));
    }

    private Reply holdings(Client client, Instant now) {
        var held = new TreeMap<>(client.portfolio().holdings());
        if (held.isEmpty()) {
            throw Refusal.of(500, "HOLDING_ERROR", "DH-1111", "No holdings available");
        }
        List<ObjectNode> rows = new ArrayList<>();
        held.forEach((symbol, holding) -> {
            long sold = Math.max(0, -client.portfolio().net(symbol, ProductType.CNC));
            rows.add(answers.holding(symbol, holding, holding.shares() - sold, now));
        });
        return Reply.ok(Json.array(rows));
    }

    // Money

    private static ObjectNode funds(Client client) {
        Rupees available = Funds.available(client);
        return Json.object()
                .put("dhanClientId", client.id())
                .put("availabelBalance", Json.number(available))
                .put("sodLimit", Json.number(client.funds().cash()))
                .put("collateralAmount", 0.0)
                .put("receiveableAmount", 0.0)
                .put("utilizedAmount", Json.number(Funds.blocked(client).toPaisa()))
                .put("blockedPayoutAmount", 0.0)
                .put("withdrawableBalance", Json.number(available.max(Rupees.ZERO)));
    }

    private Reply margin(Client client, Fields fields, Instant now) {
        fields.nameClient(client);
        Symbol symbol = venue.symbol(fields.text("securityId"));
        ProductType product = fields.choice("productType", ProductType.class);
        Side side = fields.choice("transactionType", Side.class);
        if (symbol == null) {
            throw Refusal.badField();
        }
        Rupees value = fields.positivePrice("price").times(fields.positive("quantity"));
        Rupees margin = value.percent(product.marginPercent()).toPaisa();
        Rupees available = Funds.available(client);
        Rupees brokerage = venue.night().charges(IndianTime.date(now), product).brokerage(value);
        Rupees missing = margin.minus(available).max(Rupees.ZERO);
        boolean delivered = product == ProductType.CNC && side == Side.SELL;
        return Reply.ok(Json.object()
                .put("totalMargin", Json.number(delivered ? Rupees.ZERO : margin))
                .put("spanMargin", 0.0)
                .put("exposureMargin", 0.0)
                .put("availableBalance", Json.number(available))
                .put("variableMargin", Json.number(delivered ? Rupees.ZERO : margin))
                .put("insufficientBalance", Json.number(delivered ? Rupees.ZERO : missing))
                .put("brokerage", Json.number(brokerage.toPaisa()))
                .put("leverage", product == ProductType.INTRADAY ? "5.00" : "1.00"));
    }

    private static Reply ledger(Client client, LocalDate from, LocalDate to) {
        List<ObjectNode> rows = new ArrayList<>();
        for (CashMovement movement : client.funds().movements()) {
            if (!movement.date().isBefore(from) && !movement.date().isAfter(to)) {
                rows.add(line(client, movement, rows.size()));
            }
        }
        return Reply.ok(Json.array(rows));
    }

    private static ObjectNode line(Client client, CashMovement movement, int number) {
        Rupees amount = movement.amount();
        return Json.object()
                .put("dhanClientId", client.id())
                .put("narration", movement.kind().name().replace('_', ' '))
                .put("voucherdate", movement.date().format(VOUCHER))
                .put("exchange", "NSE-CAPITAL")
                .put("voucherdesc", movement.kind() == CashMovement.Kind.TRADES ? "BILL" : "JV")
                .put("vouchernumber", movement.date().toString().replace("-", "") + number)
                .put("debit", amount.min(Rupees.ZERO).abs().toPaisa().toString())
                .put("credit", amount.max(Rupees.ZERO).toPaisa().toString())
                .put("runbal", movement.balance().toPaisa().toString());
    }
}
