package sauda.core.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sauda.core.calendar.Session;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.decision.Advice;
import sauda.core.decision.Advisor;
import sauda.core.decision.Briefing;
import sauda.core.decision.Grounding;
import sauda.core.decision.Tape;
import sauda.core.decision.Tools;
import sauda.core.desk.BookKeeper.Extra;
import sauda.core.desk.BookKeeper.Saved;
import sauda.core.ledger.Condition;
import sauda.core.ledger.Item;
import sauda.core.ledger.Keys;
import sauda.core.ledger.Ledger;
import sauda.core.ledger.Write;
import sauda.core.portfolio.Books;
import sauda.events.DecisionMade;
import sauda.events.DecisionMade.Measured;
import sauda.events.DecisionMade.State;
import sauda.events.Missing;
import sauda.events.Proposal;
import sauda.events.Reading;
import sauda.events.SignalsReady;
import sauda.events.Symbol;

/// Lets an account decide once per tick: claim, brief, ask the advisor, store the decision
/// with its tape and orders in one commit, send the orders. A second delivery sends the same
/// orders again and asks nobody.
public final class DecisionDesk {

    /// Decisions end by then.
    static final Duration DECIDE_WITHIN = Duration.ofSeconds(250);

    private final Ledger ledger;
    private final Config config;
    private final Advisor advisor;
    private final Mailbox mailbox;
    private final InstantSource clock;
    private final Supplier<Instant> wallClock;
    private final BookKeeper keeper;
    private final Readings readings;
    private final BriefingRoom room;

    /// @param clock     the time of the market: virtual in a replay
    /// @param wallClock the time that an advisor has to be done by: always real
    public DecisionDesk(
            Ledger ledger,
            Config config,
            Advisor advisor,
            Mailbox mailbox,
            InstantSource clock,
            Supplier<Instant> wallClock) {
        this.ledger = ledger;
        this.config = config;
        this.advisor = advisor;
        this.mailbox = mailbox;
        this.clock = clock;
        this.wallClock = wallClock;
        this.keeper = new BookKeeper(ledger, config);
        this.readings = new Readings(ledger);
        this.room = new BriefingRoom(config);
    }

    public void on(SignalsReady ready) {
        Optional<AccountSpec> account = config.account(ready.account()).filter(AccountSpec::active);
        Optional<Session> session =
                config.calendar().session(TradingCalendar.dateOf(ready.t())).filter(day -> day.isTick(ready.t()));
        if (account.isEmpty() || session.isEmpty()) {
            return;
        }
        Claim claim = Attempts.until("claiming " + ready.account(), () -> claim(ready, account.get()));
        switch (claim) {
            case Claim.Mine(var claimed) -> decide(ready, account.get(), session.get(), claimed);
            case Claim.Decided(var decision) -> send(decision, account.get());
            case Claim.Others() -> {
                // Somebody is at it, or died at it: the watch ends a claim that is too old.
            }
        }
    }

    private sealed interface Claim {
        record Mine(DecisionMade claimed) implements Claim {}

        record Decided(DecisionMade decision) implements Claim {}

        record Others() implements Claim {}
    }

    private Optional<Claim> claim(SignalsReady ready, AccountSpec account) {
        Optional<DecisionMade> before =
                ledger.get(Keys.decision(account.name(), ready.t())).map(item -> item.as(DecisionMade.class));
        if (before.isPresent()) {
            return Optional.of(
                    before.get().state() == State.DECIDED ? new Claim.Decided(before.get()) : new Claim.Others());
        }
        Instant now = clock.instant();
        DecisionMade claimed = Decisions.claimed(account, ready.t(), ready.t().plus(DECIDE_WITHIN));
        Optional<Books> books = keeper.whole(account.name(), now);
        if (books.isEmpty()) {
            return Optional.of(new Claim.Others());
        }
        List<Write> more = List.of(Write.put(Decisions.item(claimed), new Condition.Absent()));
        return keeper.save(books.get(), Extra.with("claimed", now, more)) instanceof Saved.Done
                ? Optional.of(new Claim.Mine(claimed))
                : Optional.empty();
    }

    private void decide(SignalsReady ready, AccountSpec account, Session session, DecisionMade claimed) {
        Instant now = clock.instant();
        if (now.isAfter(claimed.deadline())) {
            store(Decisions.held(claimed, "STALE_TICK"), null, account);
            return;
        }
        Map<Symbol, Reading> seen = new LinkedHashMap<>();
        config.stocksOf(account).stream()
                .filter(ready.present()::contains)
                .forEach(symbol -> readings.at(symbol, ready.t()).ifPresent(reading -> seen.put(symbol, reading)));
        ReadItems read = new ReadItems(ledger);
        EntryJudge judge = EntryJudge.over(read, config, account, ready.t(), now, seen);
        Briefing briefing = room.briefing(
                account,
                ready.t(),
                session,
                List.copyOf(seen.values()),
                ready.missing(),
                judge.booksBefore(),
                judge.totals());
        Tools tools = new Tools(briefing, judge, config.models().maxEntryCalls());
        Instant started = wallClock.get();
        Advice advice = seen.isEmpty()
                ? Advice.without(missingText(ready.missing()))
                : advisor.advise(briefing, tools, started.plus(timeToThink(claimed)));
        long millis = Duration.between(started, wallClock.get()).toMillis();
        if (advice.failed() != null) {
            tools.restart();
        }
        Tape tape = Tape.of(claimed.advisor(), bounds(config, account), tools, advice, config.hash());
        String hash = tape.hash();
        DecisionMade decided = decided(claimed, advice, tools, judge, tape, hash, millis);
        Item stored = DecisionReplay.stored(tape, hash, DecisionScene.of(now, read.all()));
        if (store(decided, stored, account)) {
            send(decided, account);
        }
    }

    /// What an advisor may take, and never beyond the deadline of the decision.
    private Duration timeToThink(DecisionMade claimed) {
        Duration left = Duration.between(clock.instant(), claimed.deadline());
        return left.compareTo(config.models().deadline()) < 0
                ? left
                : config.models().deadline();
    }

    private static String missingText(List<Missing> missing) {
        return "DATA_MISSING " + missing;
    }

    private DecisionMade decided(
            DecisionMade claimed, Advice advice, Tools tools, EntryJudge judge, Tape tape, String hash, long millis) {
        return new DecisionMade(
                claimed.account(),
                claimed.t(),
                State.DECIDED,
                claimed.advisor(),
                advice.model(),
                advice.standIn(),
                claimed.deadline(),
                advice.failed() == null ? advice.because() : advice.failed() + ": " + advice.because(),
                tools.proposals(),
                tools.calls(),
                judge.orders(clock.instant()),
                judge.cancels(),
                unmatched(tools, advice, tape),
                advice.calls(),
                advice.tokensIn(),
                advice.tokensOut(),
                advice.cost(),
                tape.dataHash(),
                hash,
                new Measured(millis));
    }

    private List<String> unmatched(Tools tools, Advice advice, Tape tape) {
        List<String> words =
                new ArrayList<>(tools.proposals().stream().map(Proposal::reason).toList());
        if (advice.model() != null && advice.failed() == null) {
            words.add(advice.because());
        }
        return Grounding.unmatched(tape.prompt(), tools.calls(), words);
    }

    /// What the models of an account are held to.
    public static Tape.Bounds bounds(Config config, AccountSpec account) {
        Config.ModelSettings settings = config.models();
        if (account.advisor() == Config.AdvisorKind.RULES) {
            return Tape.Bounds.withoutModel(settings.maxEntryCalls());
        }
        List<String> models = new ArrayList<>();
        if (account.model() != null) {
            models.add(account.model());
        }
        models.addAll(account.fallbacks());
        Map<String, Tape.Price> prices = new HashMap<>();
        settings.prices()
                .forEach((model, price) ->
                        prices.put(model, new Tape.Price(price.inputDollars(), price.outputDollars())));
        return new Tape.Bounds(
                models,
                settings.maxRounds(),
                settings.maxEntryCalls(),
                settings.maxTokens(),
                settings.rupeesPerDollar(),
                prices);
    }

    /// @return false when the claim had been ended as lost meanwhile: then nothing is sent
    private boolean store(DecisionMade decided, @Nullable Item tape, AccountSpec account) {
        return Attempts.until("deciding " + account.name(), () -> storeOnce(decided, tape, account));
    }

    private Optional<Boolean> storeOnce(DecisionMade decided, @Nullable Item tape, AccountSpec account) {
        Instant now = clock.instant();
        var key = Keys.decision(account.name(), decided.t());
        boolean mine = ledger.get(key)
                .map(item -> item.as(DecisionMade.class).state() == State.CLAIMED)
                .orElse(false);
        if (!mine) {
            return Optional.of(false);
        }
        Books books = keeper.whole(account.name(), now).orElseThrow();
        books.used(decided.calls(), decided.tokensIn() + decided.tokensOut(), decided.cost());
        List<Write> more = new ArrayList<>();
        more.add(Write.put(Decisions.item(decided), new Condition.Equal("state", State.CLAIMED.name())));
        if (tape != null) {
            more.add(Write.put(tape));
        }
        return keeper.save(books, Extra.with(decided.because(), now, more)) instanceof Saved.Done
                ? Optional.of(true)
                : Optional.empty();
    }

    private void send(DecisionMade decision, AccountSpec account) {
        Outbox outbox = new Outbox(mailbox);
        outbox.cancels(decision.cancels(), account.client());
        outbox.orders(decision.orders(), account.client());
    }
}
