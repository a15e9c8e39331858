package sauda.infra.cost;

/// How much there is to do.
///
/// @param stocks   traded
/// @param accounts with a model; the baseline comes beside them
/// @param users    who have the dashboard open all day
public record Load(int stocks, int accounts, int users) {

    public Load {
        if (stocks < 1 || accounts < 1 || users < 0) {
            throw new IllegalArgumentException("a load has stocks and accounts, and no users below none: " + stocks
                    + "/" + accounts + "/" + users);
        }
    }

    /// Such as `50/20`.
    @Override
    public String toString() {
        return stocks + "/" + accounts;
    }
}
