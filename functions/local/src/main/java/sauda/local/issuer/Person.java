package sauda.local.issuer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Who may sign in on a laptop: one person for each role.
public enum Person {
    OWNER("admin", "everything, also where real money is meant"),
    TRADER("trader", "reads, stops and starts trading, trades by hand on paper"),
    VIEWER("viewer", "reads");

    private final String group;
    private final String may;

    Person(String group, String may) {
        this.group = group;
        this.may = may;
    }

    /// What the person is called.
    public String username() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The group that makes the role.
    public String group() {
        return group;
    }

    String may() {
        return may;
    }

    /// The same in every run.
    public String sub() {
        return UUID.nameUUIDFromBytes(username().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    public static Optional<Person> inGroup(String group) {
        return Arrays.stream(values())
                .filter(person -> person.group.equals(group))
                .findFirst();
    }
}
