package sauda.infra.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import sauda.events.EventJson;

/// What AWS asks for one of each, in one file, each figure with where it comes from.
///
/// @param read    when they were put together
/// @param sources by the short word that a price names
/// @param prices  by id, such as `lambda.requests`
public record Prices(String read, String region, Map<String, String> sources, Map<String, Price> prices) {

    /// @param dollars for so many
    /// @param free    a month, for as long as the account lives; what AWS gives in the first year
    ///                only is not counted
    /// @param source  one of the sources
    public record Price(BigDecimal dollars, BigDecimal each, BigDecimal free, String unit, String source) {

        BigDecimal of(BigDecimal quantity) {
            return quantity.multiply(dollars).divide(each, Bill.EXACT);
        }

        /// What is left to pay when the free part is taken off.
        BigDecimal beyondFree(BigDecimal quantity) {
            return of(quantity.subtract(free).max(BigDecimal.ZERO));
        }
    }

    public Prices {
        prices.forEach((id, price) -> {
            if (!sources.containsKey(price.source())) {
                throw new IllegalArgumentException(
                        id + " has the source '" + price.source() + "', which is none of " + sources.keySet());
            }
        });
    }

    public static Prices ofAws() {
        return EventJson.read(resource("prices.json"), Prices.class);
    }

    Price of(String id) {
        Price price = prices.get(id);
        if (price == null) {
            throw new IllegalArgumentException("no price of " + id);
        }
        return price;
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
