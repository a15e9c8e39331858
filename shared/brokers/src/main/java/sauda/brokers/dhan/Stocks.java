package sauda.brokers.dhan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sauda.core.config.Config.Stock;
import sauda.events.Symbol;

/// Our symbols for the venue's securities, and the other way. A security that is not
/// ours never gets the name of one that is.
record Stocks(List<Stock> stocks) {

    static final String CASH = "NSE_EQ";

    private static final int LONGEST = 20;

    Stocks {
        stocks = List.copyOf(stocks);
    }

    Optional<Stock> stock(Symbol symbol) {
        return stocks.stream().filter(stock -> stock.symbol().equals(symbol)).findFirst();
    }

    /// The symbol of a security in a segment, such as `NSE_EQ`.
    Symbol symbol(String segment, String securityId, String tradingSymbol) {
        return ours(segment, securityId)
                .or(() -> segment.equals(CASH) ? valid(tradingSymbol).filter(this::isNotOurs) : Optional.empty())
                .orElseGet(() -> substitute(segment, securityId));
    }

    /// The symbol of shares in the depository, which belong to no exchange.
    Symbol held(String securityId, String tradingSymbol) {
        return ours(CASH, securityId).or(() -> valid(tradingSymbol)).orElseGet(() -> substitute("HELD", securityId));
    }

    private Optional<Symbol> ours(String segment, String securityId) {
        return stocks.stream()
                .filter(stock ->
                        stock.exchange().equals(segment) && stock.securityId().equals(securityId))
                .map(Stock::symbol)
                .findFirst();
    }

    private boolean isNotOurs(Symbol symbol) {
        return stock(symbol).isEmpty();
    }

    private static Optional<Symbol> valid(String text) {
        try {
            return Optional.of(new Symbol(text.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// Such as `NSEFNO-52175`.
    private static Symbol substitute(String segment, String securityId) {
        String text = letters(segment) + "-" + letters(securityId);
        return new Symbol(text.startsWith("-") ? "X" + cut(text, LONGEST - 1) : cut(text, LONGEST));
    }

    private static String letters(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
