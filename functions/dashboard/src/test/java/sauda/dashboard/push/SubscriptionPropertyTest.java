package sauda.dashboard.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import sauda.core.ledger.Item;
import sauda.events.EventJson;

/// Whatever pages want and whatever happens: each is told of all that it wants and of no other
/// account's or stock's affairs.
class SubscriptionPropertyTest {

    @Property(tries = 300)
    void aPageIsToldOfItsAccountsAndStocksAndOfNoOther(
            @ForAll("accounts") Set<String> accounts,
            @ForAll("symbols") Set<String> symbols,
            @ForAll("changes") List<Item> changes) {
        Pages pages = new Pages();
        pages.open("one", EventJson.write(accounts), EventJson.write(symbols));
        pages.open("all", "[\"*\"]", "[\"*\"]");

        pages.push(changes.toArray(Item[]::new));

        List<String> wanted = new ArrayList<>(pages.toldTo("all"));
        wanted.removeIf(message -> !isFor(message, accounts, symbols));
        assertThat(pages.toldTo("one")).isEqualTo(wanted);
        assertThat(pages.toldTo("all"))
                .hasSize((int) changes.stream().map(Item::key).distinct().count());
    }

    private static boolean isFor(String message, Set<String> accounts, Set<String> symbols) {
        String whose = message.substring(message.indexOf(' ') + 1);
        return whose.equals("null") || accounts.contains(whose) || symbols.contains(whose);
    }

    @Provide
    Arbitrary<Set<String>> accounts() {
        return Arbitraries.of("claude", "gpt").set();
    }

    @Provide
    Arbitrary<Set<String>> symbols() {
        return stock().set();
    }

    @Provide
    Arbitrary<List<Item>> changes() {
        Arbitrary<String> account = Arbitraries.of("claude", "gpt");
        return Arbitraries.oneOf(
                        account.map(name -> Changes.snapshot(name, "1")),
                        net.jqwik.api.Combinators.combine(account, stock()).as(Changes::position),
                        stock().map(Changes::reading),
                        account.map(name -> Changes.alert(name, "look")),
                        Arbitraries.of("lunch", "tea").map(Changes::control))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<String> stock() {
        return Arbitraries.of("RELIANCE", "TCS", "INFY", "HDFCBANK", "ICICIBANK");
    }
}
