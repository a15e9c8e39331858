package sauda.dashboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.desk.ControlDesk;
import sauda.core.desk.ControlDesk.KillSent;
import sauda.core.desk.ControlDesk.Verb;
import sauda.core.desk.Mailbox.MailboxUnavailable;
import sauda.core.ledger.Keys;
import sauda.events.Alert;
import sauda.events.AuditRecord;
import sauda.events.Control;
import sauda.events.TradingState;

/// The owner's verbs, who said them, and what people were told.
final class ControlApi {

    private static final int ENTRIES = 50;
    private static final int MOST_WORD = 20;
    static final int MOST_BECAUSE = 500;
    private static final String CONTROL = "control ";
    private static final List<Verb> STOPS = List.of(Verb.PAUSE, Verb.FLATTEN, Verb.HALT, Verb.KILL);

    private final LedgerView view;
    private final Config config;
    private final ControlDesk control;

    ControlApi(LedgerView view, Config config, ControlDesk control) {
        this.view = view;
        this.config = config;
        this.control = control;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "startTrading", Operation.does(Start.class, ControlView.class, this::start),
                "stopTrading", Operation.stops(Stop.class, ControlView.class, this::stop),
                "actions", Operation.reads(Actions.class, this::actions, Parameter.LIMIT, Parameter.CURSOR),
                "alerts", Operation.reads(Alerts.class, this::alerts, Parameter.LIMIT, Parameter.CURSOR));
    }

    /// @param flatten whether positions are left until none is open
    /// @param by      who said so, `because` why, `at` when
    record ControlView(TradingState state, boolean flatten, long epoch, String by, String because, Instant at) {
        static ControlView of(Control control) {
            return new ControlView(
                    control.state(), control.flatten(), control.epoch(), control.by(), control.because(), control.at());
        }
    }

    /// @param because why
    record Start(String because) {}

    /// @param verb    `pause`, `flatten`, `halt` or `kill`
    /// @param because why
    /// @param confirm `KILL` with the verb `kill`, and with no other
    record Stop(String verb, String because, @Nullable String confirm) {}

    private ControlView start(Request request) {
        if (config.mode() == Config.Mode.LIVE) {
            Admission.require(request.asker(), Role.ADMIN);
        }
        return say(Verb.RESUME, Body.of(request.body(), Start.class), request);
    }

    private ControlView stop(Request request) {
        Body body = Body.of(request.body(), Stop.class);
        String said = body.text("verb", MOST_WORD);
        Verb verb = STOPS.stream()
                .filter(stop -> word(stop).equals(said))
                .findFirst()
                .orElseThrow(() -> Refused.body(
                        "verb", "verb is one of " + STOPS.toString().toLowerCase(Locale.ROOT)));
        Optional<String> confirm = body.optional("confirm", MOST_WORD);
        if (verb == Verb.KILL && !confirm.equals(Optional.of("KILL"))) {
            throw Refused.body("confirm", "a kill is confirmed by \"confirm\":\"KILL\"");
        }
        if (verb != Verb.KILL && confirm.isPresent()) {
            throw Refused.body("confirm", "only a kill is confirmed");
        }
        return say(verb, body, request);
    }

    private static String word(Verb verb) {
        return verb.name().toLowerCase(Locale.ROOT);
    }

    /// The same verb said twice is one change: the second finds the state, and its epoch, as it is.
    private ControlView say(Verb verb, Body body, Request request) {
        String because = body.text("because", MOST_BECAUSE);
        try {
            return ControlView.of(control.say(verb, request.asker().signature(), because));
        } catch (ControlDesk.Locked locked) {
            throw Refused.because(409, "LOCKED", String.valueOf(locked.getMessage()));
        } catch (KillSent sent) {
            throw Refused.because(
                    503,
                    "KILL_SENT_TO_BROKERS",
                    "the ledger does not answer, so nothing is written down; the kill was sent to the brokers of "
                            + String.join(", ", sent.clients())
                            + ", which leave everything and lock the day: say it again until the ledger takes it");
        } catch (MailboxUnavailable down) {
            throw Refused.because(
                    503,
                    "QUEUE_UNAVAILABLE",
                    "no entry passes any more, but not every exit could be asked for: say it again; the watch"
                            + " asks again each minute, too");
        }
    }

    /// Newest first.
    ///
    /// @param next cursor of the page after this one, null at the end
    record Actions(List<Action> actions, @Nullable String next) {}

    /// @param verb  `pause`, `flatten`, `halt`, `kill`, `resume`, `opened` on the first day, or the
    ///              dead man's `lock` and `unlock`
    /// @param by    who said so, `because` why
    /// @param state what it put in force
    record Action(Instant at, String verb, String by, String because, TradingState state, long epoch) {

        /// Each link of the operators' chain is a change of the trading state, and each change
        /// raises the epoch by one.
        static Action of(AuditRecord link) {
            String verb = link.what().substring(link.what().startsWith(CONTROL) ? CONTROL.length() : 0);
            String[] said = link.because().split(": ", 2);
            TradingState state = Arrays.stream(Verb.values())
                    .filter(known -> known.name().equals(verb))
                    .findFirst()
                    .map(Verb::state)
                    .orElse(verb.endsWith("LOCK") ? TradingState.HALTED : TradingState.ACTIVE);
            return new Action(
                    link.at(), verb.toLowerCase(Locale.ROOT), said[0], said[said.length - 1], state, link.seq());
        }
    }

    private Actions actions(Request request) {
        LedgerView.Page<Action> page = view.page(
                        request,
                        List.of(Keys.ofAudit(Keys.OPERATORS)),
                        "",
                        AuditRecord.class,
                        link -> true,
                        false,
                        ENTRIES)
                .map(Action::of);
        return new Actions(page.entries(), page.next());
    }

    /// Newest first.
    ///
    /// @param next cursor of the page after this one, null at the end
    record Alerts(List<Alert> alerts, @Nullable String next) {}

    private Alerts alerts(Request request) {
        LedgerView.Page<Alert> page =
                view.page(request, List.of(Keys.ALERTS), "", Alert.class, alert -> true, false, ENTRIES);
        return new Alerts(page.entries(), page.next());
    }
}
