package sauda.infra;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config.Start;
import sauda.infra.Fleet.Unit;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// One function with its log, its role and the alias by which everything calls it. The role
/// may write its own log and nothing else until something is granted.
final class FunctionUnit extends Construct {

    /// The name by which every invoker calls a function.
    static final String ALIAS = "live";

    private static final List<String> NETWORK_INTERFACE = List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");

    private final Unit unit;
    private final String name;
    private final Function function;

    FunctionUnit(
            Construct scope,
            Stage stage,
            Encryption encryption,
            Unit unit,
            Path jar,
            ILayerVersion settings,
            Map<String, String> environment,
            @Nullable Integer reservedConcurrency,
            Start start,
            @Nullable Place place) {
        super(scope, unit.name());
        this.unit = unit;
        this.name = stage.called(unit.name());
        LogGroup log = encryption.log(this, "Log", unit.name());
        Role role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        log.grantWrite(role);
        Function.Builder builder = Function.Builder.create(this, "Function")
                .functionName(name)
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
                .tracing(Tracing.ACTIVE);
        Accepted.tracesHaveNoResource(this);
        if (start == Start.SNAPSTART) {
            builder.snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS);
        }
        if (place != null) {
            letLambdaIntoTheNetwork(role);
            builder.vpc(place.vpc())
                    .vpcSubnets(SubnetSelection.builder()
                            .subnets(List.of(place.subnet()))
                            .build())
                    .securityGroups(List.of(place.securityGroup()));
        }
        function = builder.build();
        if (start == Start.SNAPSTART) {
            Accepted.versionsArePublished(function);
        }
    }

    /// Where in a network a function runs.
    record Place(IVpc vpc, ISubnet subnet, ISecurityGroup securityGroup) {}

    /// Lambda makes the function's network interface in the function's name, so the role
    /// must allow it; what the function itself asks for is denied.
    private void letLambdaIntoTheNetwork(Role role) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(NETWORK_INTERFACE)
                .resources(List.of("*"))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .actions(NETWORK_INTERFACE)
                .resources(List.of("*"))
                .conditions(Map.of("ArnEquals", Map.of("lambda:SourceFunctionArn", arn())))
                .build());
        Accepted.networkInterfacesAreLambdas(this);
    }

    /// Written out: a reference would make role and function wait for each other.
    private String arn() {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("lambda")
                        .resource("function")
                        .resourceName(name)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
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
