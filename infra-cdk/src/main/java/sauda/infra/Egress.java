package sauda.infra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sauda.core.config.Config;
import sauda.core.config.Config.Client;
import sauda.infra.FunctionUnit.Place;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.AddRouteOptions;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.PrivateSubnet;
import software.amazon.awscdk.services.ec2.RouterType;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/// The way out of each live client: a private subnet whose traffic leaves by the
/// client's own NAT gateway, or a machine in its place, and address, and by no other's.
///
/// All of it lies in one availability zone. A NAT gateway lives in one, and so does the
/// address on it: functions in a second zone would go out by the first one's gateway,
/// and fall with it, or by a second address, which the broker would have to know as
/// well.
///
/// DynamoDB is reached by a gateway endpoint, which costs nothing and lets through to
/// the ledger alone. SQS and Secrets Manager are reached through the NAT gateway: an
/// interface endpoint for each would cost more than the little that is sent to them.
final class Egress extends Construct {

    // 16 blocks of 16 addresses: one for the NAT gateways, one for each client. The functions of
    // a client share one network interface, so a block is plenty.
    private static final String NETWORK = "10.83.0.";
    private static final int BLOCK = 16;
    private static final int BLOCKS = 16;
    private static final String SIZE = "/28";
    private static final String ALL = NETWORK + "0/24";
    private static final int HTTPS = 443;

    private final Vpc vpc;
    private final SecurityGroup securityGroup;
    private final @Nullable Nat nat;
    private final Map<Client, Place> places = new LinkedHashMap<>();
    private final Map<String, String> machines = new LinkedHashMap<>();

    Egress(Construct scope, Deployment deployment, Encryption encryption, Ledger ledger, Addresses addresses) {
        super(scope, "Egress");
        vpc = vpc();
        securityGroup = securityGroup();
        nat = deployment.stage().spec().egress() == Config.Egress.NAT_INSTANCE ? nat() : null;
        Fleet fleet = deployment.fleet();
        for (Client client : fleet.liveClients()) {
            // By its place among all clients, so that one more live client moves no other.
            int block = fleet.positionOf(client) + 1;
            boolean onBackup = deployment.onBackup().contains(client.id());
            places.put(client, new Place(vpc, subnet(client, block, addresses, onBackup), securityGroup));
        }
        logTraffic(encryption);
        openLedger(deployment.stage(), ledger);
        closeStorage();
    }

    /// Where the functions of a client run.
    Place of(Client client) {
        Place place = places.get(client);
        if (place == null) {
            throw new IllegalArgumentException("no way out for " + client.id());
        }
        return place;
    }

    /// The machine by which each client goes out now, by its name; none where gateways do.
    Map<String, String> machines() {
        return Collections.unmodifiableMap(machines);
    }

    private Vpc vpc() {
        return Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(ALL))
                .maxAzs(1)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Gateways")
                        .subnetType(SubnetType.PUBLIC)
                        .cidrMask(28)
                        .mapPublicIpOnLaunch(false)
                        .build()))
                .restrictDefaultSecurityGroup(true)
                .build();
    }

    /// Nothing comes in, and only HTTPS goes out.
    private SecurityGroup securityGroup() {
        SecurityGroup group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Functions of live broker clients")
                .allowAllOutbound(false)
                .build();
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "HTTPS to the broker and to AWS");
        return group;
    }

    private ISubnet subnet(Client client, int block, Addresses addresses, boolean onBackup) {
        if (block >= BLOCKS) {
            throw new IllegalArgumentException("client " + client.id() + " is number " + block
                    + " of the configuration; the network has room for live ones among the first " + (BLOCKS - 1));
        }
        ISubnet gateways = vpc.getPublicSubnets().getFirst();
        PrivateSubnet subnet = PrivateSubnet.Builder.create(this, "Subnet-" + client.id())
                .vpcId(vpc.getVpcId())
                .availabilityZone(gateways.getAvailabilityZone())
                .cidrBlock(NETWORK + block * BLOCK + SIZE)
                .build();
        if (nat == null) {
            String allocation = onBackup ? addresses.backupOf(client).orElseThrow() : addresses.primaryOf(client);
            subnet.addDefaultNatRoute(gateway(client, gateways, allocation));
        } else {
            NatInstance primary = machine(nat, "Nat-" + client.id(), gateways, addresses.primaryOf(client));
            // It waits with its address on it: then the route alone has to be changed.
            NatInstance used = addresses
                    .backupOf(client)
                    .map(allocation -> machine(nat, "Nat-" + client.id() + "-backup", gateways, allocation))
                    .filter(backup -> onBackup)
                    .orElse(primary);
            machines.put(client.id(), used.id());
            subnet.addRoute(
                    "DefaultRoute",
                    AddRouteOptions.builder()
                            .destinationCidrBlock("0.0.0.0/0")
                            .routerType(RouterType.INSTANCE)
                            .routerId(used.id())
                            .enablesInternetConnectivity(true)
                            .build());
        }
        return subnet;
    }

    private String gateway(Client client, ISubnet gateways, String allocation) {
        CfnNatGateway gateway = CfnNatGateway.Builder.create(this, "Nat-" + client.id())
                .subnetId(gateways.getSubnetId())
                .allocationId(allocation)
                .build();
        gateway.getNode().addDependency(gateways.getInternetConnectivityEstablished());
        return gateway.getRef();
    }

    private NatInstance machine(Nat nat, String id, ISubnet gateways, String allocation) {
        NatInstance machine =
                new NatInstance(this, id, vpc, gateways, nat.securityGroup(), nat.role(), ALL, allocation);
        machine.getNode().addDependency(gateways.getInternetConnectivityEstablished());
        return machine;
    }

    /// What the machines share that stand in the gateways' place.
    private record Nat(SecurityGroup securityGroup, Role role) {}

    private Nat nat() {
        SecurityGroup group = SecurityGroup.Builder.create(this, "NatSecurityGroup")
                .vpc(vpc)
                .description("Machines by which live broker clients go out")
                .allowAllOutbound(false)
                .build();
        group.addIngressRule(Peer.ipv4(ALL), Port.tcp(HTTPS), "what they forward");
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "HTTPS to the broker and to AWS");
        Role role = Role.Builder.create(this, "NatRole")
                .assumedBy(new ServicePrincipal("ec2.amazonaws.com"))
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AmazonSSMManagedInstanceCore")))
                .build();
        Accepted.machinesAreReachedBySystemsManager(role);
        return new Nat(group, role);
    }

    private void logTraffic(Encryption encryption) {
        LogGroup log = encryption.log(this, "Log", "network");
        vpc.addFlowLog(
                "Traffic",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(log))
                        .trafficType(FlowLogTrafficType.ALL)
                        .build());
    }

    private void openLedger(Stage stage, Ledger ledger) {
        GatewayVpcEndpoint endpoint = endpoint("Ledger", GatewayVpcEndpointAwsService.DYNAMODB, ofClients());
        endpoint.addToPolicy(ledger.byKeyForAnyone());
        if (stage.spec().deadMan()) {
            endpoint.addToPolicy(ledger.byKeyForAnyone(DeadManNames.tableArn(this, DeadManNames.table(stage))));
        }
    }

    /// Nothing here reads or writes a bucket, so S3 is let through for one thing only: packages
    /// of Amazon Linux, which lie there. By the gateway no bucket of anybody's is reached.
    private void closeStorage() {
        List<ISubnet> from = new ArrayList<>(ofClients());
        if (nat != null) {
            from.addAll(vpc.getPublicSubnets());
        }
        endpoint("Storage", GatewayVpcEndpointAwsService.S3, from)
                .addToPolicy(PolicyStatement.Builder.create()
                        .principals(List.of(new AnyPrincipal()))
                        .actions(List.of("s3:GetObject"))
                        .resources(List.of(Stack.of(this)
                                .formatArn(ArnComponents.builder()
                                        .service("s3")
                                        .region("")
                                        .account("")
                                        .resource("al2023-repos-" + Aws.REGION + "-de612dc2")
                                        .resourceName("*")
                                        .build())))
                        .build());
    }

    private List<ISubnet> ofClients() {
        return places.values().stream().map(Place::subnet).toList();
    }

    private GatewayVpcEndpoint endpoint(String id, GatewayVpcEndpointAwsService service, List<ISubnet> subnets) {
        return vpc.addGatewayEndpoint(
                id,
                GatewayVpcEndpointOptions.builder()
                        .service(service)
                        .subnets(List.of(
                                SubnetSelection.builder().subnets(subnets).build()))
                        .build());
    }
}
