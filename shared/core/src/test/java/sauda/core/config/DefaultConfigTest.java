package sauda.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.AdvisorKind;
import sauda.core.config.Config.Budget;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.DeadMan;
import sauda.core.config.Config.Egress;
import sauda.core.config.Config.Limits;
import sauda.core.config.Config.LiveSettings;
import sauda.core.config.Config.Mode;
import sauda.core.config.Config.ModelPrice;
import sauda.core.config.Config.ModelSettings;
import sauda.core.config.Config.People;
import sauda.core.config.Config.Product;
import sauda.core.config.Config.StageSpec;
import sauda.core.config.Config.Start;
import sauda.core.config.Config.Stock;
import sauda.core.config.Config.StrategySpec;
import sauda.events.Alert;
import sauda.events.Rupees;
import sauda.events.Sha256;
import sauda.events.Symbol;

/// The shipped `sauda.yaml`, figure by figure.
class DefaultConfigTest {

    private final Config config = ConfigFile.defaults();

    @Test
    void isPaperAndEnabledWithTenLakh() {
        assertThat(config.mode()).isEqualTo(Mode.PAPER);
        assertThat(config.liveAcknowledged()).isEmpty();
        assertThat(config.tradingEnabled()).isTrue();
        assertThat(config.totalCapital()).isEqualTo(Rupees.of(1_000_000));
        assertThat(config.clients()).containsExactly(new Client("paper", "paper", null));
    }

    @Test
    void isCarefulWithRealOrders() {
        assertThat(config.live())
                .isEqualTo(new LiveSettings(
                        true,
                        new BigDecimal("0.5"),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        6,
                        true,
                        false,
                        false));
    }

    @Test
    void hasAStageOnPaperThatCostsLittleAndALiveOneThatIsGuarded() {
        assertThat(config.stages())
                .containsExactly(
                        new StageSpec(
                                "paper",
                                Mode.PAPER,
                                Egress.NONE,
                                false,
                                Start.PLAIN,
                                "aws",
                                30,
                                List.of(),
                                false,
                                false,
                                Map.of()),
                        new StageSpec(
                                "live",
                                Mode.LIVE,
                                Egress.NAT_GATEWAY,
                                true,
                                Start.PROVISIONED,
                                "own",
                                120,
                                List.of(),
                                true,
                                true,
                                Map.of()));
        assertThat(config.stage("live")).contains(config.stages().getLast());
        assertThat(config.stage("other")).isEmpty();
    }

    @Test
    void tellsPeopleEverythingByMailOnlyUntilTelegramIsNamed() {
        assertThat(config.people()).isEqualTo(new People(null, List.of(), Alert.Level.INFO));
        assertThat(config.deadMan()).isEqualTo(new DeadMan(Duration.ofMinutes(12), Duration.ofMinutes(5)));
    }

    @Test
    void hasTheFiveStocksWithTheirSecurityIds() {
        assertThat(config.stocks())
                .containsExactly(
                        stock("RELIANCE", "Reliance Industries Ltd", "2885"),
                        stock("TCS", "Tata Consultancy Services Ltd", "11536"),
                        stock("INFY", "Infosys Ltd", "1594"),
                        stock("HDFCBANK", "HDFC Bank Ltd", "1333"),
                        stock("ICICIBANK", "ICICI Bank Ltd", "4963"));
    }

    @Test
    void hasTwoAccountsThatShareTheCapitalAndABaselineBesideThem() {
        AccountSpec claude = new AccountSpec(
                "claude",
                true,
                AdvisorKind.MODEL,
                "anthropic/claude-sonnet-5.5",
                List.of("anthropic/claude-opus-5.5"),
                "sauda/model/claude",
                List.of(),
                symbols("RELIANCE", "TCS", "INFY"),
                numbers("vwap", "1", "ema", "1"),
                Map.of(),
                new BigDecimal("60"),
                Product.INTRADAY,
                "paper",
                new Budget(3_000_000, Rupees.of(600)),
                false);
        AccountSpec gpt = new AccountSpec(
                "gpt",
                true,
                AdvisorKind.MODEL,
                "openai/gpt-6.1-sol",
                List.of("openai/gpt-6-luna"),
                "sauda/model/gpt",
                List.of(),
                symbols("HDFCBANK", "ICICIBANK"),
                numbers("rsi", "1", "smc", "1"),
                Map.of(),
                new BigDecimal("40"),
                Product.INTRADAY,
                "paper",
                new Budget(3_000_000, Rupees.of(600)),
                false);

        AccountSpec rules = new AccountSpec(
                "rules",
                true,
                AdvisorKind.RULES,
                null,
                List.of(),
                null,
                List.of(),
                symbols("RELIANCE", "TCS", "INFY", "HDFCBANK", "ICICIBANK"),
                numbers("vwap", "1", "ema", "1"),
                Map.of(
                        new Symbol("HDFCBANK"), numbers("rsi", "1", "smc", "1"),
                        new Symbol("ICICIBANK"), numbers("rsi", "1", "smc", "1")),
                new BigDecimal("100"),
                Product.INTRADAY,
                "paper",
                new Budget(0, Rupees.ZERO),
                true);

        assertThat(config.accounts()).containsExactly(claude, gpt, rules);
        assertThat(config.sharingAccounts()).containsExactly(claude, gpt);
        assertThat(config.baselines()).containsExactly(rules);
        assertThat(config.capitalOf(claude)).isEqualTo(Rupees.of(600_000));
        assertThat(config.capitalOf(gpt)).isEqualTo(Rupees.of(400_000));
        assertThat(config.capitalOf(rules)).isEqualTo(Rupees.of(1_000_000));
    }

    /// Else it would be compared with what it does not do.
    @Test
    void letsTheBaselineTradeEachStockWithTheStrategiesOfTheModelThatTradesIt() {
        AccountSpec rules = config.account("rules").orElseThrow();

        assertThat(config.sharingAccounts())
                .allSatisfy(account -> assertThat(account.stocks())
                        .allSatisfy(symbol -> assertThat(
                                        List.copyOf(rules.strategiesFor(symbol).entrySet()))
                                .isEqualTo(List.copyOf(
                                        account.strategiesFor(symbol).entrySet()))));
        assertThat(rules.stocks()).isEqualTo(config.tradedStocks());
    }

    @Test
    void leavesABaselineByTheRulesAndOnPaperWhateverTheOthersDo() {
        AccountSpec rules = config.account("rules").orElseThrow();
        Config live = config.liveAt(new Config.Client("main", "dhan", "sauda/dhan/main"));

        assertThat(rules.with(AdvisorKind.MODEL, "anthropic/claude-sonnet-5.5")).isEqualTo(rules);
        assertThat(live.accounts()).extracting(AccountSpec::client).containsExactly("main", "main", "paper");
        assertThat(live.clients()).extracting(Config.Client::id).containsExactly("main", "paper");
        assertThat(live.isLive(rules)).isFalse();
        assertThat(config.withAccounts(config.sharingAccounts())
                        .liveAt(new Config.Client("main", "dhan", "sauda/dhan/main"))
                        .clients())
                .extracting(Config.Client::id)
                .containsExactly("main");
    }

    @Test
    void hasTheFourStrategiesInOrder() {
        assertThat(config.strategies().values())
                .containsExactly(
                        strategy(
                                "vwap",
                                "2.0",
                                "3.0",
                                "momentumThreshold",
                                "0.5",
                                "retestTolerance",
                                "0.1",
                                "stopPercent",
                                "0.2"),
                        strategy("ema", "1.5", "2.5", "fast", "9", "slow", "21", "stopPercent", "1"),
                        strategy(
                                "rsi",
                                "1.0",
                                "2.0",
                                "period",
                                "14",
                                "oversold",
                                "30",
                                "overbought",
                                "70",
                                "stopPercent",
                                "1.5"),
                        strategy("smc", "2.5", "4.0", "swing", "3", "blockStrength", "3", "gap", "0.5"));
    }

    @Test
    void hasTheLimits() {
        assertThat(config.limits())
                .isEqualTo(new Limits(
                        new BigDecimal("2"),
                        3,
                        6,
                        new BigDecimal("10"),
                        null,
                        null,
                        new BigDecimal("100"),
                        null,
                        Duration.ZERO,
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(5),
                        false,
                        false));
    }

    @Test
    void boundsAndPricesTheModels() {
        ModelSettings models = config.models();

        assertThat(models)
                .isEqualTo(new ModelSettings(
                        new BigDecimal("90"),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(50),
                        4,
                        2,
                        8000,
                        models.prices()));
        assertThat(models.prices())
                .containsEntry("anthropic/claude-sonnet-5.5", new ModelPrice(new BigDecimal("2"), new BigDecimal("10")))
                .containsEntry("openai/gpt-6.1-sol", new ModelPrice(new BigDecimal("2"), new BigDecimal("10")))
                .containsEntry("openai/gpt-6-luna", new ModelPrice(new BigDecimal("0.10"), new BigDecimal("0.50")));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02, 100, 0.05",
        "2024-06-09, 100, 0.05",
        "2024-06-10, 249.95, 0.01",
        "2024-06-10, 250, 0.05",
        "2025-04-14, 6000, 0.05",
        "2025-04-15, 249.99, 0.01",
        "2025-04-15, 250, 0.05",
        "2025-04-15, 1000, 0.05",
        "2025-04-15, 1000.1, 0.10",
        "2025-04-15, 5000, 0.10",
        "2025-04-15, 5000.5, 0.50",
        "2025-04-15, 10001, 1",
        "2025-04-15, 20000, 1",
        "2026-11-20, 20005, 5",
    })
    void hasTheExchangesTickSizes(LocalDate date, String price, String tick) {
        assertThat(config.tickOn(date, Rupees.of(price))).isEqualTo(Rupees.of(tick));
    }

    @Test
    void isNamedByTheHashOfItsText() {
        assertThat(config.hash())
                .isEqualTo(Sha256.hex(ConfigFile.defaultText()).substring(0, 16))
                .matches("[0-9a-f]{16}");
        assertThat(ConfigFile.read(ConfigFile.defaultText() + "# a comment\n").hash())
                .isNotEqualTo(config.hash());
    }

    @Test
    void keepsItsHashWhenAChangeChangesNothing() {
        assertThat(config.withTradingEnabled(true)).isSameAs(config);
        assertThat(config.withAccounts(config.accounts())).isSameAs(config);
        assertThat(config.withStocks(config.stocks())).isSameAs(config);
        assertThat(config.withLimits(config.limits())).isSameAs(config);
    }

    @Test
    void takesAnotherHashWithEachChangeAndTheSameForTheSameChange() {
        List<AccountSpec> one = config.accounts().subList(0, 1);
        Config changed = config.withAccounts(one);

        assertThat(changed.accounts()).isEqualTo(one);
        assertThat(changed.hash()).isNotEqualTo(config.hash()).matches("[0-9a-f]{16}");
        assertThat(ConfigFile.defaults().withAccounts(one).hash()).isEqualTo(changed.hash());
        assertThat(changed.withTradingEnabled(false).hash())
                .isNotEqualTo(changed.hash())
                .isNotEqualTo(config.withTradingEnabled(false).hash());
        assertThat(config.withTradingEnabled(false).tradingEnabled()).isFalse();
        assertThat(config.withStocks(config.stocks().subList(0, 2)).tradedStocks())
                .isEqualTo(symbols("RELIANCE", "TCS"));
    }

    @Test
    void runsAnAccountByTheRulesAloneInsteadOfItsModel() {
        AccountSpec rules = config.account("claude").orElseThrow().with(AdvisorKind.RULES, null);

        assertThat(rules)
                .isEqualTo(new AccountSpec(
                        "claude",
                        true,
                        AdvisorKind.RULES,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        symbols("RELIANCE", "TCS", "INFY"),
                        numbers("vwap", "1", "ema", "1"),
                        Map.of(),
                        new BigDecimal("60"),
                        Product.INTRADAY,
                        "paper",
                        new Budget(3_000_000, Rupees.of(600)),
                        false));
    }

    @Test
    void namesNoRatesBeforeItsFirstRow() {
        assertThatThrownBy(() -> config.chargesOn(LocalDate.parse("2020-06-30")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no charge rates in force on 2020-06-30");
    }

    private static Stock stock(String symbol, String name, String securityId) {
        return new Stock(new Symbol(symbol), name, securityId, "NSE_EQ", true);
    }

    private static StrategySpec strategy(String name, String risk, String reward, String... parameters) {
        return new StrategySpec(name, true, new BigDecimal(risk), new BigDecimal(reward), numbers(parameters));
    }

    private static Map<String, BigDecimal> numbers(String... namesAndNumbers) {
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            numbers.put(namesAndNumbers[i], new BigDecimal(namesAndNumbers[i + 1]));
        }
        return numbers;
    }

    private static List<Symbol> symbols(String... codes) {
        return List.of(codes).stream().map(Symbol::new).toList();
    }
}
