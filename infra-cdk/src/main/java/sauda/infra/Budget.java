package sauda.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.budgets.CfnBudget;
import software.amazon.awscdk.services.budgets.CfnBudget.BudgetDataProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.NotificationWithSubscribersProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SpendProperty;
import software.amazon.awscdk.services.budgets.CfnBudget.SubscriberProperty;
import software.constructs.Construct;

/// Tells when the month's bill nears what its owner expects. It counts the whole account: a
/// budget for one tag counts nothing until somebody activates that tag in the billing console.
final class Budget extends Construct {

    private static final List<Integer> PERCENT = List.of(50, 80, 100);

    Budget(Construct scope, Stage stage, Topics topics) {
        super(scope, "Budget");
        List<SubscriberProperty> told = new ArrayList<>();
        told.add(subscriber("SNS", topics.notices().getTopicArn()));
        stage.spec().mail().forEach(mail -> told.add(subscriber("EMAIL", mail)));
        CfnBudget.Builder.create(this, "Month")
                .budget(BudgetDataProperty.builder()
                        .budgetName(stage.prefix())
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(SpendProperty.builder()
                                .amount(stage.spec().budgetDollars())
                                .unit("USD")
                                .build())
                        .build())
                .notificationsWithSubscribers(
                        PERCENT.stream().map(at -> at(at, told)).toList())
                .build();
    }

    private static NotificationWithSubscribersProperty at(int percent, List<SubscriberProperty> told) {
        return NotificationWithSubscribersProperty.builder()
                .notification(NotificationProperty.builder()
                        .notificationType("ACTUAL")
                        .comparisonOperator("GREATER_THAN")
                        .threshold(percent)
                        .thresholdType("PERCENTAGE")
                        .build())
                .subscribers(told)
                .build();
    }

    private static SubscriberProperty subscriber(String type, String address) {
        return SubscriberProperty.builder()
                .subscriptionType(type)
                .address(address)
                .build();
    }
}
