package sauda.core.config;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import sauda.core.config.Config.People;
import sauda.core.config.Config.Quiet;
import sauda.core.config.Config.Telegram;
import sauda.events.Alert;
import sauda.events.Routes.Role;

/// The section `people`.
final class PeopleSection {

    private static final String TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
    private static final Pattern HOURS = Pattern.compile(TIME + "-" + TIME);

    /// A group's is negative.
    private static final Pattern CHAT = Pattern.compile("-?[1-9]\\d{0,17}");

    private static final List<Role> ROLES = List.of(Role.VIEWER, Role.TRADER, Role.ADMIN);

    private PeopleSection() {}

    static People people(Fields people) {
        People read = new People(
                people.find("telegram")
                        .map(Value::fields)
                        .map(PeopleSection::telegram)
                        .orElse(null),
                people.get("quiet").items().stream().map(PeopleSection::quiet).toList(),
                people.get("least").choice(List.of(Alert.Level.values()), Alert.Level::name));
        people.done();
        return read;
    }

    private static Telegram telegram(Fields telegram) {
        Map<Long, Role> chats = new LinkedHashMap<>();
        telegram.get("chats").named().forEach((id, value) -> {
            String digits = value.keyed(id).matching(CHAT, "the id of a chat, such as \"123456789\"");
            Role role = value.choice(ROLES, one -> one.name().toLowerCase(Locale.ROOT));
            if (!digits.isEmpty()) {
                chats.put(Long.valueOf(digits), role);
            }
        });
        Telegram read = new Telegram(telegram.get("secret").text(), chats);
        telegram.done();
        return read;
    }

    private static Quiet quiet(Value place) {
        String hours = place.matching(HOURS, "hours of the day such as \"22:00-07:00\"");
        if (hours.isEmpty()) {
            return new Quiet(LocalTime.MIN, LocalTime.MIN);
        }
        Quiet read = new Quiet(LocalTime.parse(hours.substring(0, 5)), LocalTime.parse(hours.substring(6)));
        if (read.from().equals(read.to())) {
            place.fault("begins when it ends");
        }
        return read;
    }
}
