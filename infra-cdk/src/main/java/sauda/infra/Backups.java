package sauda.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupPlanRuleProps;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelection;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.constructs.Construct;

/// A copy of the ledger each evening. Point-in-time recovery reaches back 35 days as well, but
/// goes when the table goes; these copies stay, and so does the vault they lie in.
final class Backups extends Construct {

    private static final Duration KEPT = Duration.days(35);

    Backups(Construct scope, Stage stage, Encryption encryption, Ledger ledger) {
        super(scope, "Backups");
        BackupVault.Builder vault = BackupVault.Builder.create(this, "Vault")
                .backupVaultName(stage.prefix())
                .removalPolicy(RemovalPolicy.RETAIN);
        if (encryption.key() != null) {
            vault.encryptionKey(encryption.key());
        }
        BackupPlan plan = BackupPlan.Builder.create(this, "Plan")
                .backupPlanName(stage.prefix())
                .backupVault(vault.build())
                .backupPlanRules(List.of(new BackupPlanRule(BackupPlanRuleProps.builder()
                        .ruleName("after-the-close")
                        .scheduleExpression(Schedule.cron(
                                CronOptions.builder().hour("18").minute("0").build()))
                        .scheduleExpressionTimezone(TimeZone.ASIA_KOLKATA)
                        .startWindow(Duration.hours(1))
                        .completionWindow(Duration.hours(6))
                        .deleteAfter(KEPT)
                        .build())))
                .build();
        BackupSelection selection = plan.addSelection(
                "Ledger",
                BackupSelectionOptions.builder()
                        .resources(List.of(BackupResource.fromDynamoDbTable(ledger.table())))
                        .allowRestores(false)
                        .build());
        Accepted.backingUpIsAwss(selection);
    }
}
