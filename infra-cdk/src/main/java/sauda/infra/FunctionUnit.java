package sauda.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.infra.Fleet.Unit;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// One function with its log, its role and the alias by which everything calls it. The role
/// may write its own log and nothing else until something is granted.
final class FunctionUnit extends Construct {

    /// The name by which every invoker calls a function.
    static final String ALIAS = "live";

    private final Unit unit;
    private final Function function;

    FunctionUnit(
            Construct scope,
            Unit unit,
            Path jar,
            ILayerVersion settings,
            Map<String, String> environment,
            @Nullable Integer reservedConcurrency) {
        super(scope, unit.name());
        this.unit = unit;
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/sauda/" + unit.name())
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        log.grantWrite(role);
        function = Function.Builder.create(this, "Function")
                .functionName(unit.name())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .code(Code.fromAsset(jar.toString()))
                .handler(unit.function().handler())
                .memorySize(unit.function().memoryMb())
                .timeout(Duration.seconds(unit.function().timeout().toSeconds()))
                .layers(List.of(settings))
                .environment(environment)
                .reservedConcurrentExecutions(reservedConcurrency)
                .role(role)
                .logGroup(log)
                .loggingFormat(LoggingFormat.JSON)
                .build();
    }

    Unit unit() {
        return unit;
    }

    Function function() {
        return function;
    }

    /// The alias, on the version of this code and these settings.
    Alias.Builder alias() {
        return Alias.Builder.create(this, "Live").aliasName(ALIAS).version(function.getCurrentVersion());
    }
}
