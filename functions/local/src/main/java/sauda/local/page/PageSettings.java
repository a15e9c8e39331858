package sauda.local.page;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Mode;

/// @param folder    where the page was built
/// @param loginHint `admin`, `trader` or `viewer` signs in without being asked; null asks
/// @param simulated whether the market is
public record PageSettings(Path folder, Mode mode, @Nullable String loginHint, boolean simulated) {

    /// Where Maven builds the page, from the root of the repository.
    public static final Path BUILT = Path.of("functions/dashboard/target/page");

    public static final PageSettings SIMULATED = new PageSettings(BUILT, Mode.PAPER, null, true);
}
