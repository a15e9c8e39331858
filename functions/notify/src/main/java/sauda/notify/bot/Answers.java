package sauda.notify.bot;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sauda.core.calendar.TradingCalendar;
import sauda.core.config.Config;
import sauda.core.desk.OverviewDesk;
import sauda.core.desk.OverviewDesk.AccountState;
import sauda.events.Account;
import sauda.events.Control;
import sauda.events.Order;
import sauda.events.Position;
import sauda.events.Routes.Role;
import sauda.events.Rupees;
import sauda.notify.telegram.Html;

/// What the bot answers to those who only ask.
final class Answers {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(TradingCalendar.INDIA);
    private static final int ORDERS = 10;

    /// What is shown of a text that a person or a broker wrote.
    private static final int LONGEST_WORDS = 200;

    private final OverviewDesk desk;
    private final Config config;

    Answers(OverviewDesk desk, Config config) {
        this.desk = desk;
        this.config = config;
    }

    Html to(Command command, Role role) {
        return switch (command) {
            case STATUS -> status();
            case PNL -> pnl();
            case POSITIONS -> positions();
            case ORDERS -> orders();
            default -> help(role);
        };
    }

    private static Html help(Role role) {
        Html text = Html.bold("Sauda").then(", you are " + role.name().toLowerCase(Locale.ROOT) + " here");
        for (Command command : Command.values()) {
            if (role.compareTo(command.role()) >= 0) {
                text = text.line("/" + command.word() + " - " + command.what());
            }
        }
        return text.line("What changes something is asked about first; words after it say why.");
    }

    private Html status() {
        OverviewDesk.Status status = desk.status();
        Control control = status.control();
        Html text = Html.bold(
                        control == null ? "not opened yet" : control.state().name())
                .then(" (" + status.mode().name().toLowerCase(Locale.ROOT) + "), the exchange is "
                        + (status.open() ? "open" : "closed"));
        if (control != null) {
            text = text.line(said(control));
            if (control.lock() != null) {
                text = text.line(Html.bold("LOCKED by the dead man"))
                        .then(": " + control.lock().cause());
            }
        }
        if (!config.tradingEnabled()) {
            text = text.line(Html.bold("trading is switched off by the configuration"));
        }
        text = text.line("last tick: " + (status.tick() == null ? "none" : at(status.tick())));
        for (AccountState account : status.accounts()) {
            text = text.line(account.account() + ": " + account.counts().name()
                    + (account.baseline() ? ", baseline" : account.live() ? ", real money" : ""));
        }
        return text;
    }

    /// Which state is in force, and by whom.
    static Html said(Control control) {
        return Html.text((control.flatten() ? "leaving every position; " : "") + "since " + at(control.at()) + " by ")
                .then(Html.text(control.by(), LONGEST_WORDS))
                .then(": ")
                .then(Html.text(control.because(), LONGEST_WORDS));
    }

    private Html pnl() {
        List<Account> books = desk.books();
        if (books.isEmpty()) {
            return Html.text("no account has books yet");
        }
        Html text = Html.bold("today");
        for (Account book : books) {
            text = text.line(book.name() + (isBaseline(book.name()) ? " (baseline)" : "") + ": "
                    + signed(book.dayPnl()) + ", value "
                    + book.day().value().printed() + ", charges "
                    + book.day().charges().printed() + ", " + book.day().entries() + " entries ("
                    + book.day().date() + ")");
        }
        Rupees sum = books.stream()
                .filter(book -> !isBaseline(book.name()))
                .map(Account::dayPnl)
                .reduce(Rupees.ZERO, Rupees::plus);
        return text.line("all together: " + signed(sum));
    }

    private boolean isBaseline(String account) {
        return config.account(account).filter(Config.AccountSpec::baseline).isPresent();
    }

    private static String signed(Rupees amount) {
        return (amount.isPositive() ? "+" : "") + amount.printed();
    }

    private Html positions() {
        List<Position> positions = desk.positions();
        if (positions.isEmpty()) {
            return Html.text("nothing is held");
        }
        Html text = Html.bold("positions");
        for (Position position : positions) {
            text = within(
                    text,
                    position.account() + " " + position.symbol() + " "
                            + position.side().name().toLowerCase(Locale.ROOT) + " " + position.open()
                            + (position.waiting() > 0 ? " (+" + position.waiting() + " waiting)" : "") + ", "
                            + signed(position.unrealised()) + ", stop "
                            + position.stop().printed() + ", target "
                            + position.target().printed());
        }
        return text;
    }

    private Html orders() {
        List<Order> orders = desk.orders(ORDERS);
        if (orders.isEmpty()) {
            return Html.text("no order today");
        }
        Html text = Html.bold("orders, newest first");
        for (Order order : orders) {
            text = within(
                    text,
                    at(order.changedAt()) + " " + order.request().account() + " "
                            + order.request().side().name().toLowerCase(Locale.ROOT) + " "
                            + order.request().quantity() + " " + order.request().symbol() + ": " + order.state()
                            + order.reasons().stream()
                                    .limit(1)
                                    .map(reason -> " " + reason.code())
                                    .collect(Collectors.joining()));
        }
        return text;
    }

    /// With one more line, if there is room for it.
    private static Html within(Html text, String line) {
        return text.length() + line.length() + 1 > Html.LONGEST ? text : text.line(line);
    }

    private static String at(Instant instant) {
        return MINUTE.format(instant);
    }

    /// The words of all commands, for @BotFather and the documentation.
    static List<String> words() {
        return Arrays.stream(Command.values()).map(Command::word).toList();
    }
}
