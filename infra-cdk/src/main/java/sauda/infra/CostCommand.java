package sauda.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import sauda.core.config.Config;
import sauda.core.config.Config.AccountSpec;
import sauda.core.config.Config.Client;
import sauda.core.config.Config.ModelPrice;
import sauda.core.config.ConfigFile;
import sauda.infra.cost.CostPage;
import sauda.infra.cost.CostPicture;
import sauda.infra.cost.Costs;
import sauda.infra.cost.Inventory;
import sauda.infra.cost.Plan;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/// Prints what a month costs; with `--write` it writes `docs/cost.md` and its picture too. The
/// templates are synthesized here, without the functions' code: code costs nothing by lying there.
final class CostCommand {

    /// The hours that begin on 3 August 2026 hold then.
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);

    private CostCommand() {}

    static void run(Path repository, List<String> options) {
        if (!List.of("--write").containsAll(options)) {
            throw new IllegalArgumentException("cost takes --write and nothing else, not " + options);
        }
        Costs costs = costs(counted());
        print(CostPage.totals(costs));
        print(CostPage.services(costs));
        print(CostPage.growth(costs));
        if (options.contains("--write")) {
            write(repository.resolve("docs"), costs);
        }
    }

    private static void print(String text) {
        System.out.println(text + "\n");
    }

    private static void write(Path docs, Costs costs) {
        try {
            Files.writeString(docs.resolve("cost.md"), CostPage.of(costs));
            Path growth = docs.resolve("growth.md");
            Files.writeString(growth, CostPage.withGrowth(Files.readString(growth), costs));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        CostPicture.draw(docs.resolve("cost.png"), costs);
        print("docs/cost.md, docs/cost.png and the table in docs/growth.md are written");
    }

    /// What is in the templates.
    ///
    /// @param shipped what ships, by plan
    record Counted(Map<Plan, Inventory> shipped, Costs.Templates templates) {}

    static Counted counted() {
        Map<Plan, Inventory> shipped = new LinkedHashMap<>();
        Costs.PLANS.forEach(plan -> shipped.put(plan, inventory(plan, false, false)));
        return counted(shipped);
    }

    /// @param shipped what ships, by plan, where it is counted already
    static Counted counted(Map<Plan, Inventory> shipped) {
        return new Counted(
                shipped,
                new Costs.Templates(
                        Objects.requireNonNull(shipped.get(Plan.GATEWAY)),
                        inventory(Plan.GATEWAY, true, false),
                        inventory(Plan.GATEWAY, false, true)));
    }

    static Costs costs(Counted counted) {
        Config config = ConfigFile.defaults();
        return Costs.of(
                counted.shipped(),
                counted.templates(),
                average(config, true),
                average(config, false),
                config.models().rupeesPerDollar());
    }

    /// Dollars for a million tokens, on average over the accounts with a model.
    private static BigDecimal average(Config config, boolean in) {
        List<BigDecimal> dollars = config.activeAccounts().stream()
                .map(AccountSpec::model)
                .filter(Objects::nonNull)
                .map(model -> {
                    ModelPrice price =
                            Objects.requireNonNull(config.models().prices().get(model), model);
                    return in ? price.inputDollars() : price.outputDollars();
                })
                .toList();
        return dollars.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(dollars.size()), java.math.MathContext.DECIMAL64);
    }

    static Inventory inventory(Plan plan, boolean oneStockMore, boolean oneAccountMore) {
        String yaml = Grown.yaml(plan, oneStockMore, oneAccountMore);
        return Inventory.of(templates(plan, yaml), ownersSecrets(ConfigFile.read(yaml), plan.live()));
    }

    static Set<String> ownersSecrets(Config config, boolean live) {
        Set<String> names = new TreeSet<>();
        Stream.concat(
                        config.activeAccounts().stream().map(AccountSpec::secret),
                        live ? config.clients().stream().map(Client::secret) : Stream.of())
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    private static List<Map<String, Object>> templates(Plan plan, String yaml) {
        Path folder = emptyFolder();
        Path jar = emptyJar(folder);
        App app = new App(AppProps.builder().analyticsReporting(false).build());
        Deployment deployment = Deployment.of(
                yaml,
                AS_OF,
                new Context(Map.of("stage", plan.live() ? "live" : "paper")::get),
                function -> jar,
                folder.resolve("page"));
        List<Stack> stacks = Main.stacks(app, deployment);
        CloudAssembly made = app.synth();
        return stacks.stream().map(stack -> template(made, stack)).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> template(CloudAssembly made, Stack stack) {
        return (Map<String, Object>) made.getStackByName(stack.getStackName()).getTemplate();
    }

    private static Path emptyFolder() {
        try {
            Path folder = Files.createTempDirectory("sauda-cost");
            Path page = Files.createDirectory(folder.resolve("page"));
            Path index = Files.writeString(page.resolve("index.html"), "<!doctype html>");
            List.of(folder, page, index).forEach(each -> each.toFile().deleteOnExit());
            return folder;
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
    }

    private static Path emptyJar(Path folder) {
        Path jar = folder.resolve("nothing.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("nothing"));
        } catch (IOException noSpace) {
            throw new UncheckedIOException(noSpace);
        }
        jar.toFile().deleteOnExit();
        return jar;
    }
}
