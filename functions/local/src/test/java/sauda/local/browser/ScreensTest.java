package sauda.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import com.microsoft.playwright.Page;

/// Every screen in the middle of a day: for those who cannot see it, on a small telephone, and as
/// a picture. `-Dscreens=write` renews the pictures of the README.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensTest {

    private static final boolean WRITE = "write".equals(System.getProperty("screens"));
    private static final int MOST_SCRIPT = 150 * 1024;

    /// What Chromium itself saw of the page's start.
    private static final String VITALS = """
            () => new Promise(done => {
              const seen = { firstPaint: 0, largestPaint: 0, shift: 0, blocked: 0 };
              new PerformanceObserver(list => list.getEntries().forEach(one => seen.firstPaint = one.startTime))
                .observe({ type: 'paint', buffered: true });
              new PerformanceObserver(list => list.getEntries().forEach(one => seen.largestPaint = one.startTime))
                .observe({ type: 'largest-contentful-paint', buffered: true });
              new PerformanceObserver(list => list.getEntries().forEach(one => seen.shift += one.value))
                .observe({ type: 'layout-shift', buffered: true });
              new PerformanceObserver(list => list.getEntries().forEach(one => seen.blocked += one.duration - 50))
                .observe({ type: 'longtask', buffered: true });
              setTimeout(() => done(
                `first paint ${Math.round(seen.firstPaint)} ms, largest ${Math.round(seen.largestPaint)} ms, `
                + `layout shift ${seen.shift.toFixed(3)}, blocked ${Math.round(seen.blocked)} ms`), 500);
            })""";

    private Chromium chromium;
    private AWatchedDay watched;

    enum Screen {
        ARENA("/"),
        ACCOUNTS("/accounts/claude"),
        DECISIONS("/decisions"),
        DECISION("/decisions/claude/2026-11-18T11:00"),
        MARKET("/market/RELIANCE"),
        TRADES("/trades"),
        ORDERS("/orders"),
        CONTROL("/control"),
        WHY("/why");

        final String path;

        Screen(String path) {
            this.path = path;
        }

        String picture(String suffix) {
            return name().toLowerCase(java.util.Locale.ROOT) + suffix + ".png";
        }
    }

    @BeforeAll
    void playADay() {
        chromium = Chromium.start();
        watched = new AWatchedDay("13:30");
    }

    @AfterAll
    void end() {
        if (watched != null) {
            watched.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private Visitor visitor(int width, int height, ColorScheme colours) {
        watched.aMinutePasses();
        return new Visitor(chromium.browser(), watched.api.url(), width, height, colours);
    }

    @ParameterizedTest
    @EnumSource
    void axeFindsNothingInTheLight(Screen screen) {
        axeFindsNothing(screen, ColorScheme.LIGHT, "");
    }

    @ParameterizedTest
    @EnumSource
    void axeFindsNothingInTheDark(Screen screen) {
        axeFindsNothing(screen, ColorScheme.DARK, "-dark");
    }

    private void axeFindsNothing(Screen screen, ColorScheme colours, String suffix) {
        try (Visitor visitor = visitor(1440, 900, colours)) {
            visitor.open(screen.path);
            photograph(visitor, screen.picture(suffix));

            assertThat(Axe.violations(visitor.page)).isEmpty();
            assertThat(visitor.errors).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSmallTelephoneIsWideEnough(Screen screen) {
        try (Visitor visitor = visitor(360, 740, ColorScheme.LIGHT)) {
            visitor.open(screen.path);
            photograph(visitor, screen.picture("-360"));

            assertThat(visitor.page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(360);
            assertThat(Axe.violations(visitor.page)).isEmpty();
        }
    }

    @Test
    void theFirstLoadBringsAtMost150KilobytesOfScript() {
        try (Visitor visitor = visitor(1280, 900, ColorScheme.LIGHT)) {
            List<Response> scripts = new ArrayList<>();
            visitor.page.onResponse(response -> {
                if (response.url().endsWith(".js")) {
                    scripts.add(response);
                }
            });
            visitor.open("/");
            visitor.seen("leaderboard").waitFor();
            int bytes = scripts.stream()
                    .mapToInt(response -> response.request().sizes().responseBodySize)
                    .sum();
            System.out.printf("the arena's scripts: %d files, %.1f kB as sent%n", scripts.size(), bytes / 1024.0);
            System.out.println("the arena's start: " + visitor.page.evaluate(VITALS));

            assertThat(scripts).isNotEmpty();
            assertThat(bytes).isPositive().isLessThanOrEqualTo(MOST_SCRIPT);
        }
    }

    private static void photograph(Visitor visitor, String name) {
        Path folder = WRITE ? Path.of("..", "..", "docs", "screens") : Path.of("target", "screens");
        visitor.page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
    }
}
