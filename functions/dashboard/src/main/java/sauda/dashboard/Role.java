package sauda.dashboard;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What a person may do: each role may all that those before it may.
public enum Role {
    /// Reads.
    VIEWER,
    /// Stops and starts trading, asks for decisions and trades by hand, on paper.
    TRADER,
    /// The same where real money is meant.
    ADMIN;

    /// As tokens and answers write it, such as `viewer`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it may what another may.
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /// The role of that word, if there is one; a word is lower case.
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /// The highest of the groups that are roles, or empty when none is.
    public static Optional<Role> highest(Collection<String> groups) {
        return groups.stream().flatMap(group -> of(group).stream()).max(Comparator.naturalOrder());
    }
}
