package sauda.notify.telegram;

import java.util.ArrayList;
import java.util.List;
import sauda.events.Alert;

/// Alerts as messages: as many in one as fit, so that a hundred at once are no flood.
public final class AlertMessages {

    private static final int LONGEST_TEXT = 3_500;

    private AlertMessages() {}

    public static List<Html> of(List<Alert> alerts) {
        List<Html> messages = new ArrayList<>();
        Html message = Html.EMPTY;
        for (Alert alert : alerts) {
            Html next = one(alert);
            if (message.length() > 0 && message.length() + 2 + next.length() > Html.LONGEST) {
                messages.add(message);
                message = Html.EMPTY;
            }
            message = message.length() == 0 ? next : message.then("\n\n").then(next);
        }
        if (message.length() > 0) {
            messages.add(message);
        }
        return messages;
    }

    private static Html one(Alert alert) {
        Html text = Html.text(alert.text(), LONGEST_TEXT);
        return alert.isReport()
                ? Html.bold(alert.code().equals(Alert.DAY_SUMMARY) ? "The day" : "The week")
                        .line(text)
                : Html.bold(alert.level() + " " + alert.code())
                        .then(" ")
                        .then(Html.text(alert.subject(), 100))
                        .line(text);
    }
}
