package sauda.local.load;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import sauda.core.config.Config;

/// The stages of a load, one after the other, and what they came to. What is slow is printed;
/// only what is wrong fails it.
public final class Load {

    private static final LocalDate DAY_BEFORE = LocalDate.of(2026, 11, 17);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final LocalDate DAY_AFTER = LocalDate.of(2026, 11, 19);
    private static final int WARM_UP_PEOPLE = 20;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration LAST_MESSAGES = Duration.ofSeconds(2);

    private final PrintStream out;
    private final List<Integer> users;
    private final Duration time;
    private final int pages;
    private final Duration warmUp;

    /// @param users people at once, a stage for each number
    /// @param time  of each stage
    /// @param pages that listen in the last stage, 0 for none
    public Load(PrintStream out, List<Integer> users, Duration time, int pages) {
        this.out = out;
        this.users = List.copyOf(users);
        this.time = time;
        this.pages = pages;
        this.warmUp = time.compareTo(LONGEST_WARM_UP) < 0 ? time : LONGEST_WARM_UP;
    }

    /// A system of our own, with a market that goes on meanwhile.
    ///
    /// @return whether nothing went wrong
    public boolean ofOurOwn(Config config, boolean memory, long seed) {
        try (Place place = new Place(config, memory, seed)) {
            out.println("a day is traded, so that there is something to see; then "
                    + time.toSeconds() * (users.size() + (pages > 0 ? 1 : 0)) + " s of load and " + warmUp.toSeconds()
                    + " s before it to get warm");
            place.trade(DAY_BEFORE);
            Thread market = place.trade(DAY, warmUp.plus(time.multipliedBy(users.size())));
            boolean good = stages(new Crowd(place.url(), place::token));
            ended(market);
            if (pages > 0) {
                good &= listened(place);
            }
            List<String> faults = place.faults();
            faults.forEach(fault -> out.println("FAILED " + fault));
            return good && faults.isEmpty();
        }
    }

    /// Somebody else's.
    ///
    /// @param tokens one for each person
    public boolean of(String url, List<String> tokens) {
        out.println("fills are timed from the ledger's commit, so only in a system of our own");
        int most = users.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (tokens.size() < most) {
            out.println(tokens.size() + " tokens for up to " + most + " people: they share them, and a principal has"
                    + " 100 requests a minute");
        }
        return stages(new Crowd(url, (person, mayTrade) -> tokens.get(person % tokens.size())));
    }

    private boolean stages(Crowd crowd) {
        shown("warming up", warmUp, () -> crowd.ask(WARM_UP_PEOPLE, warmUp));
        boolean good = true;
        for (int people : users) {
            Figures figures = shown(people + " people", time, () -> crowd.ask(people, time));
            out.println(figures.table(people + " people, ms", time.toSeconds()) + machine());
            good &= figures.errors() == 0 && figures.count() > 0;
        }
        return good;
    }

    /// A day is traded while pages listen.
    private boolean listened(Place place) {
        try (OpenPages open = new OpenPages(place.fills)) {
            for (int i = 0; i < pages; i++) {
                open.open(place.url(), place.token(i, false));
            }
            int before = place.fills.count();
            Figures figures = shown(pages + " pages", time, () -> {
                ended(place.trade(DAY_AFTER, time));
                pause(LAST_MESSAGES);
                return open.figures();
            });
            int fills = place.fills.count() - before;
            out.println(figures.table(pages + " pages, " + fills + " fills, ms", time.toSeconds()) + machine());
            boolean all = figures.count() == (long) fills * pages;
            if (!all) {
                out.println("FAILED " + figures.count() + " messages were heard of " + (long) fills * pages);
            }
            return all && figures.errors() == 0;
        }
    }

    /// Says how far it is while it lasts.
    private Figures shown(String what, Duration lasts, Supplier<Figures> work) {
        long began = System.nanoTime();
        Thread teller = Thread.ofVirtual().start(() -> {
            while (pause(BETWEEN_LINES)) {
                long past = Duration.ofNanos(System.nanoTime() - began).toSeconds();
                out.println(what + ": " + past + " s, about " + Math.max(0, lasts.toSeconds() - past) + " s to go");
            }
        });
        try {
            return work.get();
        } finally {
            teller.interrupt();
        }
    }

    /// What the figures were measured on: who asks and who answers share it with all that runs there.
    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%d processors, a load of %.1f in the last minute%n",
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }

    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private static void ended(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
