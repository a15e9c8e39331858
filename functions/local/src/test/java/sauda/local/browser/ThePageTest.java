package sauda.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import sauda.events.OrderState;
import sauda.local.chain.Play;

/// A person before the page, over the real API, through one simulated day: each test goes on
/// where the one before it ended.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThePageTest {

    private static final String WATCHED_FROM = "11:00";
    private static final Duration STEP = Duration.ofMinutes(5);

    private Chromium chromium;
    private AWatchedDay watched;
    private Visitor owner;
    private Instant now = Play.at(WATCHED_FROM);

    @BeforeAll
    void signIn() {
        chromium = Chromium.start();
        watched = new AWatchedDay(WATCHED_FROM);
        owner = new Visitor(chromium.browser(), watched.api.url(), 1280, 900, ColorScheme.LIGHT);
        owner.open("/");
    }

    @AfterAll
    void leave() {
        if (owner != null) {
            owner.close();
        }
        if (watched != null) {
            watched.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private void goesOn() {
        watched.day.play(now, now.plus(STEP));
        now = now.plus(STEP);
    }

    @Test
    @Order(1)
    void paperIsWrittenOnThePageAndTheMarketIsWatchedLive() {
        owner.state("ACTIVE");
        owner.page.locator("[data-testid=live-mark][data-live=live]").waitFor();

        assertThat(owner.seen("mode").getAttribute("data-mode")).isEqualTo("paper");
        assertThat(owner.page.title()).startsWith("PAPER");
        assertThat(owner.seen("role").textContent()).isEqualTo("admin");
        assertThat(owner.seen("leader-row").count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    @Order(2)
    void tradesArriveWithoutLoadingThePageAgain() {
        owner.go("Trades and orders");
        owner.seen("trade-row").first().waitFor();
        int before = owner.seen("trade-row").count();
        assertThat(before).isEqualTo(watched.day.trades().size());
        while (watched.day.trades().size() == before && now.isBefore(Play.at("14:45"))) {
            goesOn();
        }
        int after = watched.day.trades().size();
        assertThat(after).as("trades of the day").isGreaterThan(before);

        owner.seen("trade-row").nth(after - 1).waitFor();
    }

    @Test
    @Order(3)
    void aTradeLeadsToItsDecisionInOneClick() {
        owner.seen("decision-link").first().click();
        owner.seen("said").waitFor();

        assertThat(owner.page.url()).contains("/decisions/");
        assertThat(owner.seen("said").textContent()).isNotBlank();
        assertThat(owner.page
                        .locator("[data-testid=tool-call][data-accepted=true]")
                        .count())
                .isPositive();
        assertThat(owner.seen("tape").getAttribute("data-tape")).isEqualTo("INTACT");
    }

    @Test
    @Order(4)
    void pausedAnEntryIsDeniedAndThePageSaysWhy() {
        owner.go("Risk and control");
        owner.say("pause", "lunch");
        owner.state("REDUCING");

        buyByHand();
        owner.seen("denial").waitFor();
        assertThat(owner.seen("denial").locator("[data-code=PAUSED]").textContent())
                .startsWith("PAUSED");
        assertThat(owner.seen("action-row").first().textContent()).contains("lunch", "REDUCING");
    }

    @Test
    @Order(5)
    void resumedTheStateIsActiveAgain() {
        owner.say("resume", "back");
        owner.state("ACTIVE");
    }

    @Test
    @Order(6)
    void killedByKeyboardFromAnyScreenNoEntryPassesAnyMore() {
        owner.go("Arena");
        owner.page.keyboard().press("Shift+K");
        owner.page.locator("dialog[open]").waitFor();
        owner.page.keyboard().type("enough");
        owner.page.keyboard().press("Tab");
        owner.page.keyboard().type("KILL");
        owner.page.keyboard().press("Enter");
        owner.state("HALTED");
        Instant killed = now;
        for (int i = 0; i < 9; i++) {
            goesOn();
        }

        List<sauda.events.Order> since = watched.day.orders().stream()
                .filter(order ->
                        order.request().isEntry() && order.request().t().isAfter(killed))
                .toList();
        assertThat(since).allMatch(order -> order.state() == OrderState.DENIED);
        assertThat(watched.day.positions()).allMatch(position -> position.open() == 0);
        owner.go("Accounts");
        owner.state("HALTED");
        assertThat(owner.seen("position-row").count()).isZero();
        assertThat(owner.errors).isEmpty();
    }

    private void buyByHand() {
        Locator form = owner.seen("manual");
        form.getByLabel("Account").selectOption("claude");
        form.getByLabel("Stock").selectOption("RELIANCE");
        form.getByLabel("Quantity").fill("1");
        form.getByLabel("Reason").fill("a look at the limits");
        owner.seen("manual-send").click();
    }
}
