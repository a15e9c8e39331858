package sauda.local.scenario;

/// The process ended there, by our will.
final class Killed extends RuntimeException {

    private static final long serialVersionUID = 1;

    Killed(String where) {
        super("killed " + where);
    }
}
