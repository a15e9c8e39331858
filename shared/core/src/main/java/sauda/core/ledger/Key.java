package sauda.core.ledger;

/// Where an item lives. Items of a partition are ordered by their sort key.
///
/// @param partition not empty
/// @param sort      not empty
public record Key(String partition, String sort) {

    public Key {
        if (partition.isEmpty() || sort.isEmpty()) {
            throw new IllegalArgumentException("a key has no empty part: `" + partition + "`, `" + sort + "`");
        }
    }

    /// The order of sort keys: that of their UTF-8 bytes, which is DynamoDB's. It is not
    /// that of Java's strings, where U+FFFD comes after every emoji.
    public static int inOrder(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            char c = one.charAt(i);
            char d = other.charAt(i);
            if (c != d) {
                return Character.isSurrogate(c) == Character.isSurrogate(d) ? c - d : Character.isSurrogate(c) ? 1 : -1;
            }
        }
        return one.length() - other.length();
    }
}
