package sauda.local.storm;

/// Something that is not as it must be.
///
/// @param order   our id of the order it is about, or a word for what has none
/// @param subject account and stock, or empty
record Finding(Breach breach, String order, String subject, String what) {

    @Override
    public String toString() {
        return breach.words + ": " + what + (order.isEmpty() ? "" : " (order " + order + ")")
                + (subject.isEmpty() ? "" : " in " + subject);
    }
}
