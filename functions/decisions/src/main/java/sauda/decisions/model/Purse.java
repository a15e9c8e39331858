package sauda.decisions.model;

import sauda.events.Rupees;

/// What an account may still spend on models today. All members of an ensemble share one.
public final class Purse {

    private long tokens;
    private Rupees rupees;

    public Purse(long tokens, Rupees rupees) {
        this.tokens = tokens;
        this.rupees = rupees;
    }

    synchronized boolean covers(Usage most) {
        return most.tokens() <= tokens && !most.cost().above(rupees);
    }

    synchronized void spend(Usage used) {
        tokens -= used.tokens();
        rupees = rupees.minus(used.cost());
    }
}
