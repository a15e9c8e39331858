package sauda.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/// A person at a browser of their own, signed in.
final class Visitor implements AutoCloseable {

    private static final double PATIENCE = 20_000;

    final Page page;
    final List<String> errors = new ArrayList<>();
    private final BrowserContext context;
    private final String url;

    Visitor(Browser browser, String url, int width, int height, ColorScheme colours) {
        this.url = url;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-IN")
                .setTimezoneId("Asia/Kolkata")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(colours));
        context.setDefaultTimeout(PATIENCE);
        this.page = context.newPage();
        page.onPageError(errors::add);
        page.onConsoleMessage(message -> {
            // a denial is an answer, though the browser complains about its status
            if (message.type().equals("error") && !message.text().contains("409")) {
                errors.add(message.text());
            }
        });
    }

    /// Waits until the screen has what it asked for.
    void open(String path) {
        page.navigate(url + path);
        settle();
    }

    /// The same by a link of the navigation, as a person goes there.
    void go(String screen) {
        page.getByRole(
                        com.microsoft.playwright.options.AriaRole.NAVIGATION,
                        new Page.GetByRoleOptions().setName("Screens"))
                .getByRole(
                        com.microsoft.playwright.options.AriaRole.LINK, new Locator.GetByRoleOptions().setName(screen))
                .click();
        settle();
    }

    private void settle() {
        seen("state").waitFor();
        page.locator("main .skeleton")
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    Locator seen(String id) {
        return page.getByTestId(id);
    }

    /// Waits for the trading state in the banner.
    void state(String state) {
        page.locator("[data-testid=state][data-state=" + state + "]").waitFor();
    }

    /// Says one of the verbs of the control screen, with a reason.
    void say(String verb, String because) {
        page.locator("main").getByTestId("verb-" + verb).click();
        page.locator("dialog input[name=because]").fill(because);
        seen("verb-confirm").click();
    }

    @Override
    public void close() {
        context.close();
    }
}
