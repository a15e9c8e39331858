package sauda.infra.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every plan at every load.
///
/// @param bills           by plan and load, in order
/// @param growth          what one more stock and one more account add to the stack's resources
/// @param rupeesPerDollar of the configuration
public record Costs(Map<Plan, Map<Load, Bill>> bills, Growth growth, BigDecimal rupeesPerDollar, Prices prices) {

    /// `5/2` is what ships.
    public static final Load SHIPPED = new Load(5, 2, 10);
    public static final List<Load> LOADS = List.of(SHIPPED, new Load(50, 20, 10), new Load(500, 200, 10));
    public static final List<Plan> PLANS = List.of(Plan.PAPER, Plan.GATEWAY, Plan.INSTANCE);

    /// Resources of one stack.
    ///
    /// @param shipped with what ships, by plan
    public record Growth(Map<Plan, Integer> shipped, int perStock, int perAccount) {

        /// CloudFormation takes no more in one stack.
        public static final int MOST = 500;

        int at(Plan plan, Load load) {
            return shipped.getOrDefault(plan, 0)
                    + perStock * (load.stocks() - SHIPPED.stocks())
                    + perAccount * (load.accounts() - SHIPPED.accounts());
        }

        /// The most stocks that fit with a number of accounts.
        int stocksThatFit(Plan plan, int accounts) {
            int left = MOST - at(plan, new Load(SHIPPED.stocks(), accounts, 0));
            return SHIPPED.stocks() + Math.floorDiv(left, perStock);
        }
    }

    /// What the templates of three configurations come to: what ships, and one stock and one
    /// account more. The rest is a straight line, which a test holds against another synthesis.
    public record Templates(Inventory shipped, Inventory oneStockMore, Inventory oneAccountMore) {

        public Inventory at(Inventory base, Load load) {
            return base.plus(load.stocks() - SHIPPED.stocks(), oneStockMore, shipped)
                    .plus(load.accounts() - SHIPPED.accounts(), oneAccountMore, shipped);
        }

        int perStock() {
            return oneStockMore.count(Inventory.Thing.RESOURCES) - shipped.count(Inventory.Thing.RESOURCES);
        }

        int perAccount() {
            return oneAccountMore.count(Inventory.Thing.RESOURCES) - shipped.count(Inventory.Thing.RESOURCES);
        }
    }

    /// @param shipped   what ships, by plan
    /// @param templates how it grows
    /// @param in        dollars of a million tokens, on average over the accounts
    public static Costs of(
            Map<Plan, Inventory> shipped,
            Templates templates,
            BigDecimal in,
            BigDecimal out,
            BigDecimal rupeesPerDollar) {
        Prices prices = Prices.ofAws();
        Usage usage = Usage.ofOneRunEach();
        Map<Plan, Map<Load, Bill>> bills = new LinkedHashMap<>();
        Map<Plan, Integer> resources = new LinkedHashMap<>();
        for (Plan plan : PLANS) {
            Inventory base = shipped.get(plan);
            if (base == null) {
                throw new IllegalArgumentException("no template of " + plan.name());
            }
            resources.put(plan, base.count(Inventory.Thing.RESOURCES));
            Map<Load, Bill> ofPlan = new LinkedHashMap<>();
            for (Load load : LOADS) {
                Bill.Ask ask = new Bill.Ask(load, plan.live() ? 1 : 0, in, out);
                ofPlan.put(load, Bill.of(templates.at(base, load), ask, usage, prices));
            }
            bills.put(plan, ofPlan);
        }
        return new Costs(
                bills, new Growth(resources, templates.perStock(), templates.perAccount()), rupeesPerDollar, prices);
    }

    Bill bill(Plan plan, Load load) {
        Bill bill = bills.getOrDefault(plan, Map.of()).get(load);
        if (bill == null) {
            throw new IllegalArgumentException("no bill of " + plan.name() + " at " + load);
        }
        return bill;
    }

    BigDecimal rupees(BigDecimal dollars) {
        return dollars.multiply(rupeesPerDollar);
    }

    /// The totals that a page is held against, by `plan load`: dollars in whole cents.
    public Map<String, BigDecimal> totals() {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        bills.forEach((plan, ofPlan) -> ofPlan.forEach((load, bill) -> {
            totals.put(plan.name() + " " + load + " AWS", bill.aws().setScale(2, RoundingMode.HALF_UP));
            totals.put(plan.name() + " " + load + " models", bill.models().setScale(2, RoundingMode.HALF_UP));
        }));
        return totals;
    }
}
