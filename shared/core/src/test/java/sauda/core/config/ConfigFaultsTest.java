package sauda.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the reader says about a file that cannot be used. Each case changes one piece of a
/// small valid file and expects the one fault, with its line.
class ConfigFaultsTest {

    private static final String VALID = """
            mode: paper
            tradingEnabled: true
            totalCapital: 1_000_000
            stocks:
              INFY: { name: Infosys Ltd, securityId: "1594", exchange: NSE_EQ }
            clients:
              paper: { broker: paper }
              main: { broker: dhan, secret: sauda/dhan/main }
            accounts:
              claude:
                advisor: model
                model: anthropic/claude-sonnet-5.5
                secret: sauda/model/claude
                stocks: [ INFY ]
                strategies: { vwap: 1 }
                assignments: { INFY: { ema: 2 } }
                capitalPercent: 60
                product: intraday
                client: paper
                budget: { tokensPerDay: 1000, rupeesPerDay: 50 }
              rules:
                advisor: rules
                stocks: [ INFY ]
                strategies: { vwap: 1 }
                capitalPercent: 40
                product: intraday
                client: paper
            strategies:
              vwap: { riskPercent: 2, rewardRisk: 3, parameters: { stopPercent: 0.2 } }
              ema: { riskPercent: 1.5, rewardRisk: 2.5, parameters: { fast: 9 } }
            limits:
              riskPercent: 2
              positionsPerAccount: 3
              positionsTotal: 6
              dailyLossPercent: 10
              exposurePercent: 100
              coolDown: 0m
              lastEntryBefore: 15m
              squareOffBefore: 10m
              flatAlarmBefore: 5m
              shortSelling: false
              entriesNeedSignal: false
            charges:
              - { from: 2020-07-01, brokerageIntraday: 0.03, brokerageMost: 20, brokerageDelivery: 0,
                  sttIntradaySell: 0.025, sttDelivery: 0.1, transaction: 0.003, ipft: 0.0001, sebi: 0.0001,
                  stampIntradayBuy: 0.003, stampDeliveryBuy: 0.015, gst: 18, dpCharge: 12.5 }
            tickSizes:
              - from: 2024-06-10
                bands: [ { below: 250, tick: 0.01 }, { tick: 0.05 } ]
            models:
              rupeesPerDollar: 90
              deadline: 2m
              requestTimeout: 50s
              maxRounds: 4
              maxEntryCalls: 2
              maxTokens: 8000
              prices:
                anthropic/claude-sonnet-5.5: { input: 2, output: 10 }
            calendar:
              sessionHours:
                - { from: 2020-01-01, open: "09:15", close: "15:30", bandPercent: 10 }
              years:
                2026:
                  origin: P
                  holidays:
                    2026-01-26: Republic Day
                  specialSessions:
                    2026-02-01: { kind: normal, name: Budget, parts: [ "09:15-15:30" ], bandPercent: 10, origin: P }
            live: { superOrders: true, protectionPercent: 0.5, entryLifetime: 5m, repriceAfter: 10s, repriceMost: 6,
              lossExit: true, dryRun: false, firstDay: false }
            stages:
              real: { mode: live, egress: none, backupAddress: false, start: plain, key: aws,
                budgetDollars: 30, mail: [ ], backups: false, deadMan: false, tags: { } }
            people: { quiet: [ ], least: INFO }
            deadMan: { silentFor: 12m, notFlatFor: 5m }
            """;

    @Test
    void findsNoFaultInTheFileThatTheCasesChange() {
        assertThat(ConfigFile.read(VALID).activeAccounts()).hasSize(2);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                // keys
                arguments(
                        "mode: paper\n",
                        "mode: paper\nmod: x\n",
                        "line 2: mod is unknown; known here: mode, "
                                + "tradingEnabled, totalCapital, stocks, clients, liveAcknowledged, strategies, "
                                + "models, "
                                + "accounts, "
                                + "limits, live, stages, people, deadMan, calendar, charges, tickSizes"),
                arguments("  dailyLossPercent: 10\n", "", "line 31: limits.dailyLossPercent is missing"),
                arguments(
                        "  coolDown: 0m",
                        "  coolDown: 0m\n  coolDown: 5m",
                        "line 38: limits.coolDown stands here a second time; the first is on line 37"),
                arguments(
                        "{ broker: paper }",
                        "{ broker: paper, ip: x }",
                        "line 7: clients.paper.ip is unknown; known here: broker, secret"),
                // types
                arguments(
                        "1_000_000",
                        "\"1000000\"",
                        "line 3: totalCapital must be a number from 1 to 1000000000, but is the text \"1000000\""),
                arguments(
                        "1_000_000",
                        "ten lakh",
                        "line 3: totalCapital must be a number from 1 to 1000000000, but is the text \"ten lakh\""),
                arguments(
                        "1_000_000", ".inf", "line 3: totalCapital must be a number from 1 to 1000000000, but is .inf"),
                arguments("1_000_000", "1e6", "line 3: totalCapital must be a number from 1 to 1000000000, but is 1e6"),
                arguments("1_000_000", "010", "line 3: totalCapital must be a number from 1 to 1000000000, but is 010"),
                arguments(
                        "tradingEnabled: true",
                        "tradingEnabled: \"true\"",
                        "line 2: tradingEnabled must be true or false, but is the text \"true\""),
                arguments(
                        "\"1594\"",
                        "1594",
                        "line 5: stocks.INFY.securityId must be text, in quotes if it looks like something else, "
                                + "but is 1594"),
                arguments(
                        "positionsTotal: 6",
                        "positionsTotal: 6.5",
                        "line 34: limits.positionsTotal must be a whole number from 1 to 1000, but is 6.5"),
                arguments(
                        "positionsTotal: 6",
                        "positionsTotal:",
                        "line 34: limits.positionsTotal must be a whole number from 1 to 1000, but is empty"),
                arguments(
                        "coolDown: 0m",
                        "coolDown: 10",
                        "line 37: limits.coolDown must be a duration from 0m to 360m, such as 30s, 10m or 1h, "
                                + "but is 10"),
                arguments(
                        "coolDown: 0m",
                        "coolDown: ten minutes",
                        "line 37: limits.coolDown must be a duration from 0m to 360m, such as 30s, 10m or 1h, "
                                + "but is the text \"ten minutes\""),
                arguments(
                        "mode: paper", "mode: dry", "line 1: mode must be one of paper, live, but is the text \"dry\""),
                arguments(
                        "stocks: [ INFY ]\n    strategies: { vwap: 1 }\n    assignments",
                        "stocks: INFY\n    strategies: { vwap: 1 }\n    assignments: {}\n    #",
                        "line 14: accounts.claude.stocks must be a list, but is the text \"INFY\""),
                arguments("{ fast: 9 }", "9", "line 30: strategies.ema.parameters must be a mapping, but is 9"),
                arguments(
                        "from: 2024-06-10",
                        "from: 10 June 2024",
                        "line 48: tickSizes[1].from must be a date such as 2026-08-03, "
                                + "but is the text \"10 June 2024\""),
                arguments(
                        "{ fast: 9 }",
                        "*fast",
                        "line 30: strategies.ema.parameters is the alias *fast; write the value out"),
                // ranges
                arguments("1_000_000", "-5", "line 3: totalCapital must be a number from 1 to 1000000000, but is -5"),
                arguments(
                        "dailyLossPercent: 10",
                        "dailyLossPercent: 100.01",
                        "line 35: limits.dailyLossPercent must be a number from 0.01 to 100, but is 100.01"),
                arguments(
                        "squareOffBefore: 10m",
                        "squareOffBefore: 4m",
                        "line 39: limits.squareOffBefore must be a duration from 5m to 120m, such as 30s, 10m or 1h, "
                                + "but is the text \"4m\""),
                arguments(
                        "squareOffBefore: 10m",
                        "squareOffBefore: 630s",
                        "line 39: limits.squareOffBefore must be whole minutes, but is 630s"),
                arguments(
                        "squareOffBefore: 10m",
                        "squareOffBefore: 16m",
                        "line 39: limits.squareOffBefore must not be longer than limits.lastEntryBefore: "
                                + "no entry after the square-off"),
                arguments(
                        "flatAlarmBefore: 5m",
                        "flatAlarmBefore: 10m",
                        "line 40: limits.flatAlarmBefore must be shorter than limits.squareOffBefore: "
                                + "first square off, then look"),
                arguments(
                        "capitalPercent: 60",
                        "capitalPercent: 60.01",
                        "line 9: accounts share out 100.01 % of the capital; capitalPercent of all active accounts "
                                + "but the baselines may be 100 together"),
                arguments(
                        "maxRounds: 4",
                        "maxRounds: 0",
                        "line 54: models.maxRounds must be a whole number from 1 to 20, but is 0"),
                // references
                arguments(
                        "stocks: [ INFY ]\n    strategies: { vwap: 1 }\n    assignments",
                        "stocks: [ INFY, TCS ]\n    strategies: { vwap: 1 }\n    assignments",
                        "line 14: accounts.claude.stocks[2] names TCS, but stocks has only INFY"),
                arguments(
                        "stocks: [ INFY ]\n    strategies: { vwap: 1 }\n    assignments",
                        "stocks: [ INFY, INFY ]\n    strategies: { vwap: 1 }\n    assignments",
                        "line 14: accounts.claude.stocks[2] names INFY a second time"),
                arguments(
                        "strategies: { vwap: 1 }\n    assignments",
                        "strategies: { macd: 1 }\n    assignments",
                        "line 15: accounts.claude.strategies.macd names macd, but strategies has only ema, vwap"),
                arguments(
                        "{ INFY: { ema: 2 } }",
                        "{ TCS: { ema: 2 } }",
                        "line 16: accounts.claude.assignments.TCS names TCS, "
                                + "but the account's list of stocks has only INFY"),
                arguments(
                        "client: paper\n    budget",
                        "client: zerodha\n    budget",
                        "line 19: accounts.claude.client names zerodha, but clients has only paper, main"),
                arguments(
                        "    model: anthropic/claude-sonnet-5.5",
                        "    model: anthropic/claude-opus-5.5",
                        "line 12: accounts.claude.model names anthropic/claude-opus-5.5, "
                                + "but models.prices has no price for it"),
                arguments(
                        "    model: anthropic/claude-sonnet-5.5",
                        "    model: ~anthropic/claude-sonnet-latest",
                        "line 12: accounts.claude.model names the moving alias ~anthropic/claude-sonnet-latest; "
                                + "name one model, or it changes without a release"),
                arguments(
                        "    model: anthropic/claude-sonnet-5.5",
                        "    model: claude-3-5-sonnet",
                        "line 12: accounts.claude.model must be a model id such as maker/name, "
                                + "but is claude-3-5-sonnet"),
                // advisors
                arguments(
                        "    advisor: rules\n",
                        "    advisor: rules\n    model: anthropic/claude-sonnet-5.5\n",
                        "line 23: accounts.rules.model must not be here: the rules ask no model"),
                arguments("    secret: sauda/model/claude\n", "", "line 10: accounts.claude.secret is missing"),
                arguments(
                        "    advisor: rules\n",
                        "    advisor: ensemble\n    members: [ { advisor: rules, weight: 1 } ]\n",
                        "line 23: accounts.rules.members must be two or more, to vote"),
                // real money
                arguments("mode: paper", "mode: live", "line 1: liveAcknowledged is missing"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged: nobody",
                        "line 2: liveAcknowledged names nobody, but clients has only paper, main"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged: paper",
                        "line 2: liveAcknowledged names paper, which is a paper client; mode live needs a live one"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged: [ main, nobody ]",
                        "line 2: liveAcknowledged[2] names nobody, but clients has only paper, main"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged:\n  - main\n  - paper",
                        "line 4: liveAcknowledged[2] names paper, which is a paper client; "
                                + "mode live needs a live one"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged: [ main, main ]",
                        "line 2: liveAcknowledged[2] names main a second time"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged: []",
                        "line 2: liveAcknowledged needs at least one live client"),
                arguments(
                        "mode: paper",
                        "mode: live\nliveAcknowledged: { main: true }",
                        "line 2: liveAcknowledged must be text, in quotes if it looks like something else, "
                                + "but is a mapping"),
                arguments(
                        "client: paper\n    budget",
                        "client: main\n    budget",
                        "line 19: accounts.claude.client names the live client main, but mode is paper"),
                arguments(
                        "{ broker: dhan, secret: sauda/dhan/main }",
                        "{ broker: dhan }",
                        "line 8: clients.main.secret is missing"),
                arguments(
                        "{ broker: paper }",
                        "{ broker: paper, secret: x }",
                        "line 7: clients.paper.secret must not be here: the paper broker has no credentials"),
                arguments(
                        "{ broker: paper }",
                        "{ broker: zerodha }",
                        "line 7: clients.paper.broker names zerodha, but the list of brokers has only paper, dhan"),
                arguments(
                        "  INFY: {",
                        "  infy: { name: x, securityId: \"1\", exchange: NSE_EQ }\n  INFY: {",
                        "line 5: stocks.infy must be an exchange symbol such as RELIANCE, but is the text \"infy\""),
                arguments(
                        "  rules:\n",
                        "  Rules:\n",
                        "line 21: accounts.Rules must be a name of a-z, 0-9 and -, at most 20, "
                                + "beginning with a letter, but is the text \"Rules\""),
                // dated tables
                arguments(
                        "from: 2024-06-10",
                        "from: 2026-06-10",
                        "line 48: tickSizes[1] is in force from 2026-06-10, but the calendar begins before that"),
                arguments(
                        "{ below: 250, tick: 0.01 }, { tick: 0.05 }",
                        "{ tick: 0.01 }, { tick: 0.05 }",
                        "line 49: tickSizes[1].bands[1].below is missing"),
                arguments(
                        "{ tick: 0.05 } ]",
                        "{ below: 500, tick: 0.05 } ]",
                        "line 49: tickSizes[1].bands[2].below must not be here: the last band has no upper end"),
                // calendar
                arguments(
                        "close: \"15:30\"",
                        "close: \"15:32\"",
                        "line 61: calendar.sessionHours[1].close must be whole 5-minute bars after open, "
                                + "but is 15:32 after 09:15"),
                arguments(
                        "close: \"15:30\"",
                        "close: \"half past three\"",
                        "line 61: calendar.sessionHours[1].close must be a time of day such as \"09:15\", "
                                + "but is the text \"half past three\""),
                arguments(
                        "2026-01-26: Republic",
                        "2025-01-27: Republic",
                        "line 66: calendar.years.2026.holidays.2025-01-27 is not in 2026"),
                arguments(
                        "2026-01-26: Republic",
                        "2026-01-25: Republic",
                        "line 66: calendar.years.2026.holidays.2026-01-25 is a SUNDAY, closed anyway: "
                                + "a holiday is a weekday"),
                arguments(
                        "2026-01-26: Republic",
                        "2026-02-30: Republic",
                        "line 66: calendar.years.2026.holidays.2026-02-30 must be a date such as 2026-08-03, "
                                + "but is the text \"2026-02-30\""),
                arguments(
                        "[ \"09:15-15:30\" ]",
                        "[ \"09:15-15:32\" ]",
                        "line 68: calendar.years.2026.specialSessions.2026-02-01.parts[1] must be whole 5-minute bars "
                                + "such as \"09:15-10:00\", but is 09:15-15:32"),
                arguments(
                        "[ \"09:15-15:30\" ]",
                        "[ \"09:15-15:30\", \"15:00-16:00\" ]",
                        "line 68: calendar.years.2026.specialSessions.2026-02-01.parts[2] must begin after the part "
                                + "before it"),
                arguments("    2026:\n", "    26:\n", "line 63: calendar.years.26 must be a year such as 2026"),
                // stages
                arguments(
                        "  real:",
                        "  longer-than-ten:",
                        "line 72: stages.longer-than-ten must be a name of a-z, 0-9 and -, at most 10, beginning"
                                + " with a letter, but is the text \"longer-than-ten\""),
                arguments(
                        "egress: none",
                        "egress: nat",
                        "line 72: stages.real.egress must be one of none, nat-gateway, nat-instance, but is the text"
                                + " \"nat\""),
                arguments(
                        "start: plain",
                        "start: warm",
                        "line 72: stages.real.start must be one of plain, snapstart, provisioned, but is the text"
                                + " \"warm\""),
                arguments(
                        "key: aws",
                        "key: alias/mine",
                        "line 72: stages.real.key must be aws, own or the ARN of a KMS key, but is the text"
                                + " \"alias/mine\""),
                arguments(
                        "budgetDollars: 30",
                        "budgetDollars: 0",
                        "line 73: stages.real.budgetDollars must be a whole number from 1 to 1000000, but is 0"),
                arguments(
                        "mail: [ ]",
                        "mail: [ asha@example.com, asha ]",
                        "line 73: stages.real.mail[2] must be an e-mail address, but is the text \"asha\""),
                arguments(
                        "mail: [ ]",
                        "mail: [ a@b.c, a@b.c, a@b.c, a@b.c, a@b.c, a@b.c, a@b.c, a@b.c, a@b.c, a@b.c, a@b.c ]",
                        "line 73: stages.real.mail has 11 addresses; a budget tells 10 at most"),
                arguments(
                        "tags: { }",
                        "tags: { stage: other }",
                        "line 73: stages.real.tags.stage must not be here: the stack sets it"),
                arguments(
                        "tags: { }",
                        "tags: { \"aws:owner\": asha }",
                        "line 73: stages.real.tags.aws:owner must be a tag's name, at most 128 letters, digits and"
                                + " _ . : / = + @ -, but is the text \"aws:owner\""),
                arguments("deadMan: false, ", "", "line 72: stages.real.deadMan is missing"),
                // people
                arguments(
                        "quiet: [ ]",
                        "quiet: [ \"22:00-24:00\" ]",
                        "line 74: people.quiet[1] must be hours of the day such as \"22:00-07:00\", but is the text"
                                + " \"22:00-24:00\""),
                arguments("quiet: [ ]", "quiet: [ \"22:00-22:00\" ]", "line 74: people.quiet[1] begins when it ends"),
                arguments(
                        "least: INFO",
                        "least: info",
                        "line 74: people.least must be one of INFO, WARN, URGENT, but is the text \"info\""),
                arguments(
                        "least: INFO",
                        "least: INFO, telegram: { secret: sauda/telegram, chats: { \"1\": nobody } }",
                        "line 74: people.telegram.chats.1 must be one of viewer, trader, admin, but is the text"
                                + " \"nobody\""),
                arguments(
                        "least: INFO",
                        "least: INFO, telegram: { secret: sauda/telegram, chats: { asha: admin } }",
                        "line 74: people.telegram.chats.asha must be the id of a chat, such as \"123456789\", but is"
                                + " the text \"asha\""),
                arguments(
                        "least: INFO",
                        "least: INFO, telegram: { chats: { \"1\": admin } }",
                        "line 74: people.telegram.secret is missing"),
                // dead man
                arguments(
                        "silentFor: 12m",
                        "silentFor: 7m",
                        "line 75: deadMan.silentFor must be a duration from 8m to 60m, such as 30s, 10m or 1h, but is"
                                + " the text \"7m\""),
                arguments(
                        "notFlatFor: 5m",
                        "notFlatFor: 31m",
                        "line 75: deadMan.notFlatFor must be a duration from 5m to 30m, such as 30s, 10m or 1h, but is"
                                + " the text \"31m\""));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("faults")
    void namesTheFaultWithItsLine(String piece, String instead, String fault) {
        assertThat(VALID).contains(piece);

        assertThatThrownBy(() -> ConfigFile.read(VALID.replaceFirst(
                        java.util.regex.Pattern.quote(piece), java.util.regex.Matcher.quoteReplacement(instead))))
                .isInstanceOf(ConfigFaults.class)
                .hasMessage("the configuration has a fault:\n  " + fault);
    }

    @Test
    void namesEveryFaultOfAFileInItsOrder() {
        String yaml = VALID.replace("mode: paper", "mode: wet")
                .replace("tradingEnabled: true", "tradingEnabled: maybe")
                .replace("gst: 18", "gst: eighteen")
                .replace("maxTokens: 8000", "maxToken: 8000");

        assertThatThrownBy(() -> ConfigFile.read(yaml))
                .isInstanceOf(ConfigFaults.class)
                .hasMessage("""
                        the configuration has 5 faults:
                          line 1: mode must be one of paper, live, but is the text "wet"
                          line 2: tradingEnabled must be true or false, but is the text "maybe"
                          line 46: charges[1].gst must be a number from 0 to 50, but is the text "eighteen"
                          line 50: models.maxTokens is missing
                          line 56: models.maxToken is unknown; known here: prices, rupeesPerDollar, deadline, \
                        requestTimeout, maxRounds, maxEntryCalls, maxTokens""");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("", "line 1: the file is empty"),
                arguments("# nothing\n", "line 1: the file is empty"),
                arguments("a: [1\nb: 2\n", "line 2: not readable as YAML: "),
                arguments("a: 1\n\tb: 2\n", "line 1: not readable as YAML: "),
                arguments("- a\n- b\n", "line 1: the file must be a mapping, but is a list"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void saysWhereAFileStopsBeingYaml(String yaml, String fault) {
        assertThatThrownBy(() -> ConfigFile.read(yaml))
                .isInstanceOf(ConfigFaults.class)
                .hasMessageContaining("  " + fault);
    }

    @Test
    void refusesAliasesAndASecondDocument() {
        assertThatThrownBy(() -> ConfigFile.read(
                        VALID.replace("{ fast: 9 }", "&p { fast: 9 }").replace("{ stopPercent: 0.2 }", "*p")))
                .hasMessageContaining("line 29: strategies.vwap.parameters is the alias *p; write the value out");
        assertThatThrownBy(() -> ConfigFile.read(VALID + "---\na: 1\n"))
                .hasMessageContaining("line 77: a second document begins here; a configuration is one document");
    }

    @Test
    void allowsTheAcknowledgedClientAndPaperBesideItInLiveMode() {
        Config live = ConfigFile.read(VALID.replace("mode: paper", "mode: live\nliveAcknowledged: main")
                .replace("client: paper\n    budget", "client: main\n    budget"));

        assertThat(live.mode()).isEqualTo(Config.Mode.LIVE);
        assertThat(live.liveAcknowledged()).containsExactly("main");
        assertThat(live.accounts()).extracting(Config.AccountSpec::client).containsExactly("main", "paper");
    }

    static Stream<Arguments> baselines() {
        return Stream.of(
                arguments(
                        "    advisor: model\n",
                        "    baseline: true\n    advisor: model\n",
                        "line 12: accounts.claude.advisor must be rules: others are compared with a baseline"),
                arguments(
                        "    advisor: rules\n",
                        """
                            baseline: true
                            advisor: ensemble
                            members: [ { advisor: rules, weight: 1 }, { advisor: rules, weight: 2 } ]
                        """,
                        "line 23: accounts.rules.advisor must be rules: others are compared with a baseline"),
                arguments(
                        "client: paper\nstrategies",
                        "client: main\n    baseline: true\nstrategies",
                        "line 27: accounts.rules.client names the live client main, but a baseline trades paper"
                                + " money only"),
                arguments(
                        "    advisor: rules\n",
                        "    baseline: beside\n    advisor: rules\n",
                        "line 22: accounts.rules.baseline must be true or false, but is the text \"beside\""),
                arguments(
                        "capitalPercent: 60",
                        "capitalPercent: 60\n    baselines: true",
                        "line 18: accounts.claude.baselines is unknown; known here: advisor, baseline, model,"
                                + " fallbacks, members, stocks, active, secret, strategies, assignments,"
                                + " capitalPercent, product, client, budget"),
                arguments(
                        "capitalPercent: 40",
                        "capitalPercent: 100.01\n    baseline: true",
                        "line 25: accounts.rules.capitalPercent must be a number from 0.01 to 100, but is 100.01"));
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void refusesABaselineThatNothingCanBeComparedWith(String from, String to, String fault) {
        assertThat(VALID).contains(from);
        assertThatThrownBy(() -> ConfigFile.read(VALID.replace(from, to)))
                .hasMessage("the configuration has a fault:\n  " + fault);
        if (!to.contains("main")) {
            return;
        }
        assertThatThrownBy(() -> ConfigFile.read(VALID.replace("mode: paper", "mode: live")
                        .replace("tradingEnabled: true", "liveAcknowledged: main\ntradingEnabled: true")
                        .replace(from, to)))
                .as("in mode live too, where the client is acknowledged")
                .hasMessage("the configuration has a fault:\n  " + fault.replace("line 27", "line 28"));
    }

    @Test
    void leavesABaselineOutOfTheHundredPercentThatAccountsShare() {
        String all = VALID.replace("capitalPercent: 40", "capitalPercent: 100");
        Config config = ConfigFile.read(all.replace("advisor: rules", "baseline: true\n    advisor: rules"));

        assertThat(config.sharingAccounts())
                .extracting(Config.AccountSpec::name)
                .containsExactly("claude");
        assertThat(config.baselines()).extracting(Config.AccountSpec::name).containsExactly("rules");
        assertThat(config.capitalOf(config.baselines().getFirst())).isEqualTo(config.totalCapital());
        assertThatThrownBy(() -> ConfigFile.read(all)).hasMessageContaining("share out 160 % of the capital");
    }

    @Test
    void refusesAnotherLiveClientThanTheAcknowledgedOne() {
        String yaml = VALID.replace("mode: paper", "mode: live\nliveAcknowledged: main")
                .replace("  main: {", "  other: { broker: dhan, secret: sauda/dhan/other }\n  main: {")
                .replace("client: paper\n    budget", "client: other\n    budget");

        assertThatThrownBy(() -> ConfigFile.read(yaml))
                .hasMessage("the configuration has a fault:\n"
                        + "  line 21: accounts.claude.client names the live client other, "
                        + "but liveAcknowledged is main");
    }

    @Test
    void allowsSeveralLiveClientsThatAreAcknowledgedOneByOne() {
        String yaml = VALID.replace("mode: paper", "mode: live\nliveAcknowledged: [ main, other ]")
                .replace("  main: {", "  other: { broker: dhan, secret: sauda/dhan/other }\n  main: {")
                .replace("client: paper\n    budget", "client: other\n    budget");
        String third = yaml.replace("  main: {", "  third: { broker: dhan, secret: sauda/dhan/third }\n  main: {")
                .replace("client: other\n    budget", "client: third\n    budget");

        Config several = ConfigFile.read(yaml);
        assertThat(several.liveAcknowledged()).containsExactly("main", "other");
        assertThat(several.clients())
                .filteredOn(several::isLive)
                .extracting(Config.Client::id)
                .containsExactly("other", "main");
        Config onPaper = ConfigFile.read(VALID);
        assertThat(onPaper.clients()).noneMatch(onPaper::isLive);
        assertThatThrownBy(() -> ConfigFile.read(third))
                .hasMessage("the configuration has a fault:\n"
                        + "  line 22: accounts.claude.client names the live client third, "
                        + "but liveAcknowledged is main, other");
    }

    @Test
    void leavesOutAStrategyThatIsSwitchedOffByItselfOrByItsWeight() {
        Config off = ConfigFile.read(VALID.replace("vwap: { riskPercent", "vwap: { active: false, riskPercent"));
        Config weightless = ConfigFile.read(VALID.replace("{ INFY: { ema: 2 } }", "{ INFY: { ema: 2, vwap: 0 } }"));

        assertThat(off.accounts().getFirst().strategies()).isEmpty();
        assertThat(weightless.accounts().getFirst().strategiesFor(new sauda.events.Symbol("INFY")))
                .containsOnlyKeys("ema");
    }

    @Test
    void readsAnEnsembleWithItsMembers() {
        Config config = ConfigFile.read(VALID.replace("    advisor: rules\n", """
                    advisor: ensemble
                    members:
                      - { advisor: rules, weight: 1 }
                      - { advisor: model, model: anthropic/claude-sonnet-5.5, weight: 1.5 }
                    secret: sauda/model/vote
                    budget: { tokensPerDay: 1000, rupeesPerDay: 50 }
                """));

        assertThat(config.account("rules").orElseThrow().members())
                .containsExactly(
                        new Config.Member(Config.AdvisorKind.RULES, null, java.math.BigDecimal.ONE),
                        new Config.Member(
                                Config.AdvisorKind.MODEL,
                                "anthropic/claude-sonnet-5.5",
                                new java.math.BigDecimal("1.5")));
    }
}
