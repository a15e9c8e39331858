package sauda.local;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;

/// The owner's browser, where there is one.
final class Browser {

    private static final System.Logger LOG = System.getLogger(Browser.class.getName());

    private Browser() {}

    /// Shows a page, or does nothing where there is no display: the link was printed.
    static void open(String url) {
        if (GraphicsEnvironment.isHeadless()
                || !Desktop.isDesktopSupported()
                || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
            return;
        }
        try {
            Desktop.getDesktop().browse(URI.create(url));
        } catch (IOException none) {
            LOG.log(Level.DEBUG, "no browser opens " + url, none);
        }
    }
}
