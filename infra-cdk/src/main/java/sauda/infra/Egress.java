package sauda.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sauda.core.config.Config.Client;
import sauda.infra.FunctionUnit.Place;
import software.amazon.awscdk.RemovalPolicy;
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
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The way out of each live client: a private subnet whose traffic leaves by the
/// client's own NAT gateway and address, and by no other's.
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

    private final Vpc vpc;
    private final SecurityGroup securityGroup;
    private final Map<Client, Place> places = new LinkedHashMap<>();

    Egress(Construct scope, Stage stage, Fleet fleet, Ledger ledger, Addresses addresses) {
        super(scope, "Egress");
        vpc = vpc();
        securityGroup = securityGroup();
        for (Client client : fleet.liveClients()) {
            // By its place among all clients, so that one more live client moves no other.
            int block = fleet.positionOf(client) + 1;
            places.put(client, new Place(vpc, subnet(client, block, addresses), securityGroup));
        }
        logTraffic(stage);
        openLedger(stage, ledger);
    }

    /// Where the functions of a client run.
    Place of(Client client) {
        Place place = places.get(client);
        if (place == null) {
            throw new IllegalArgumentException("no way out for " + client.id());
        }
        return place;
    }

    private Vpc vpc() {
        return Vpc.Builder.create(this, "Vpc")
                .ipAddresses(IpAddresses.cidr(NETWORK + "0/24"))
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
        group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), "HTTPS to the broker and to AWS");
        return group;
    }

    private ISubnet subnet(Client client, int block, Addresses addresses) {
        if (block >= BLOCKS) {
            throw new IllegalArgumentException("client " + client.id() + " is number " + block
                    + " of the configuration; the network has room for live ones among the first " + (BLOCKS - 1));
        }
        ISubnet gateways = vpc.getPublicSubnets().getFirst();
        CfnNatGateway nat = CfnNatGateway.Builder.create(this, "Nat-" + client.id())
                .subnetId(gateways.getSubnetId())
                .allocationId(addresses.allocationOf(client))
                .build();
        nat.getNode().addDependency(gateways.getInternetConnectivityEstablished());
        PrivateSubnet subnet = PrivateSubnet.Builder.create(this, "Subnet-" + client.id())
                .vpcId(vpc.getVpcId())
                .availabilityZone(gateways.getAvailabilityZone())
                .cidrBlock(NETWORK + block * BLOCK + SIZE)
                .build();
        subnet.addDefaultNatRoute(nat.getRef());
        return subnet;
    }

    private void logTraffic(Stage stage) {
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName(stage.log("network"))
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        vpc.addFlowLog(
                "Traffic",
                FlowLogOptions.builder()
                        .destination(FlowLogDestination.toCloudWatchLogs(log))
                        .trafficType(FlowLogTrafficType.ALL)
                        .build());
    }

    private void openLedger(Stage stage, Ledger ledger) {
        GatewayVpcEndpoint endpoint = vpc.addGatewayEndpoint(
                "Ledger",
                GatewayVpcEndpointOptions.builder()
                        .service(GatewayVpcEndpointAwsService.DYNAMODB)
                        .subnets(List.of(SubnetSelection.builder()
                                .subnets(places.values().stream()
                                        .map(Place::subnet)
                                        .toList())
                                .build()))
                        .build());
        endpoint.addToPolicy(ledger.byKeyForAnyone());
        if (stage.spec().deadMan()) {
            endpoint.addToPolicy(ledger.byKeyForAnyone(DeadManNames.tableArn(this, DeadManNames.table(stage))));
        }
    }
}
