package sauda.local.report;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import sauda.cloud.StreamRecords;
import sauda.events.Fact;
import sauda.events.Rupees;
import sauda.events.Side;
import sauda.events.Trade;

/// One line for each trade that is over, from the ledger's stream.
public final class TradeLines implements Consumer<DynamodbStreamRecord> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Kolkata"));

    private final Consumer<String> out;

    public TradeLines(Consumer<String> out) {
        this.out = out;
    }

    @Override
    public void accept(DynamodbStreamRecord change) {
        StreamRecords.item(change)
                .filter(item -> item.kind().equals("trade"))
                .flatMap(item -> Fact.of(item.kind(), item.attributes()))
                .ifPresent(fact -> {
                    if (fact instanceof Fact.TradeChanged(var trade) && trade.closedAt() != null) {
                        out.accept(line(trade));
                    }
                });
    }

    private static String line(Trade trade) {
        return String.format(
                Locale.ROOT,
                "%s  %-8s %-10s %-5s %-5s %5d @ %10s -> %10s  %-6s net %10s",
                TIME.format(java.util.Objects.requireNonNull(trade.closedAt())),
                trade.account(),
                trade.symbol(),
                trade.side() == Side.BUY ? "long" : "short",
                trade.strategy(),
                trade.quantity(),
                price(trade.entered(), trade.quantity()),
                price(trade.left(), trade.exited()),
                trade.exit(),
                Inr.format(trade.net()));
    }

    private static String price(Rupees value, long shares) {
        return shares == 0 ? "-" : Inr.format(value.dividedBy(shares));
    }
}
