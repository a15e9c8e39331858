package sauda.local.storm;

/// The process is dead: no desk may catch this.
final class Killed extends Error {

    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
