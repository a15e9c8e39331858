package sauda.local.load;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What open pages ask for: mostly what a screen reads again and again, now and then a list, a
/// decision's tape or a chart, and a few words of the owner.
final class Mix {

    private static final List<String> STOCKS = List.of("RELIANCE", "TCS", "INFY", "HDFCBANK", "ICICIBANK");
    private static final List<String> ACCOUNTS = List.of("claude", "gpt");

    private static final List<Wish> WISHES = List.of(
            new Wish("GET /api/system/status", 18, "/api/system/status"),
            new Wish("GET /api/portfolio", 15, "/api/portfolio"),
            new Wish("GET /api/portfolio/performance", 10, "/api/portfolio/performance?limit=100"),
            new Wish("GET /api/accounts", 6, "/api/accounts"),
            new Wish("GET /api/trades", 10, "/api/trades?limit=50"),
            new Wish("GET /api/orders", 8, "/api/orders?limit=50"),
            new Wish("GET /api/invocations", 8, "/api/invocations?limit=30"),
            new Wish("GET /api/alerts", 4, "/api/alerts"),
            new Wish("GET /api/portfolio/{account}", 6, "/api/portfolio/{account}"),
            new Wish("GET /api/market-data/{symbol}", 6, "/api/market-data/{symbol}?timeframe=5m&limit=100"),
            new Wish("GET /api/market-data/{symbol}/indicators", 3, "/api/market-data/{symbol}/indicators"),
            new Wish("GET /api/me", 2, "/api/me"),
            new Wish("GET /api/health", 1, "/api/health"));

    private static final List<Wish> WORDS = List.of(
            new Wish("POST /api/system/start-trading", 2, "/api/system/start-trading", "{\"because\":\"a look\"}"),
            new Wish(
                    "POST /api/trades/execute",
                    1,
                    "/api/trades/execute",
                    "{\"account\":\"{account}\",\"symbol\":\"{symbol}\",\"side\":\"BUY\",\"quantity\":1,"
                            + "\"because\":\"by hand\"}"));

    /// A trader's every so many requests is a word; others only read.
    private static final int READS_FOR_A_WORD = 12;

    private final RandomGenerator random;

    Mix(RandomGenerator random) {
        this.random = random;
    }

    /// @param name   as the table has it
    /// @param weight how often, beside the others
    /// @param body   null for a read
    record Wish(
            String name, int weight, String path, @Nullable String body) {

        Wish(String name, int weight, String path) {
            this(name, weight, path, null);
        }

        private Wish with(String account, String symbol) {
            return new Wish(
                    name,
                    weight,
                    path.replace("{account}", account).replace("{symbol}", symbol),
                    body == null ? null : body.replace("{account}", account).replace("{symbol}", symbol));
        }
    }

    Wish next(boolean mayTrade) {
        List<Wish> from = mayTrade && random.nextInt(READS_FOR_A_WORD) == 0 ? WORDS : WISHES;
        int at = random.nextInt(from.stream().mapToInt(Wish::weight).sum());
        for (Wish wish : from) {
            at -= wish.weight();
            if (at < 0) {
                return wish.with(any(ACCOUNTS), any(STOCKS));
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private String any(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
