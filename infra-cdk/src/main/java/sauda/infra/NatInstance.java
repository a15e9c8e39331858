package sauda.infra;

import java.util.List;
import software.amazon.awscdk.services.ec2.AmazonLinux2023ImageSsmParameterProps;
import software.amazon.awscdk.services.ec2.AmazonLinuxCpuType;
import software.amazon.awscdk.services.ec2.BlockDevice;
import software.amazon.awscdk.services.ec2.BlockDeviceVolume;
import software.amazon.awscdk.services.ec2.CfnEIPAssociation;
import software.amazon.awscdk.services.ec2.CpuCredits;
import software.amazon.awscdk.services.ec2.EbsDeviceOptions;
import software.amazon.awscdk.services.ec2.EbsDeviceVolumeType;
import software.amazon.awscdk.services.ec2.HttpTokens;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.Instance;
import software.amazon.awscdk.services.ec2.InstanceClass;
import software.amazon.awscdk.services.ec2.InstanceSize;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.MachineImage;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// One small machine in a NAT gateway's place, with an address of its own. It forwards HTTPS
/// from the network's own subnets and nothing else, takes no connection itself, and has no key:
/// who must look at it does so by Systems Manager. What is on it is made anew with each newer
/// image, so nothing is kept there.
final class NatInstance extends Construct {

    private static final int DISK_GB = 8;

    private final Instance instance;

    NatInstance(
            Construct scope,
            String id,
            Vpc vpc,
            ISubnet subnet,
            SecurityGroup securityGroup,
            Role role,
            String network,
            String allocation) {
        super(scope, id);
        instance = Instance.Builder.create(this, "Machine")
                .vpc(vpc)
                .vpcSubnets(SubnetSelection.builder().subnets(List.of(subnet)).build())
                .instanceType(InstanceType.of(InstanceClass.T4G, InstanceSize.NANO))
                // Costs do not grow with what passes: above its share it gets slower.
                .creditSpecification(CpuCredits.STANDARD)
                .machineImage(MachineImage.latestAmazonLinux2023(AmazonLinux2023ImageSsmParameterProps.builder()
                        .cpuType(AmazonLinuxCpuType.ARM_64)
                        .build()))
                .securityGroup(securityGroup)
                .role(role)
                .sourceDestCheck(false)
                .httpTokens(HttpTokens.REQUIRED)
                .httpPutResponseHopLimit(1)
                .blockDevices(List.of(BlockDevice.builder()
                        .deviceName("/dev/xvda")
                        .volume(BlockDeviceVolume.ebs(
                                DISK_GB,
                                EbsDeviceOptions.builder()
                                        .volumeType(EbsDeviceVolumeType.GP3)
                                        .encrypted(true)
                                        .build()))
                        .build()))
                .userData(UserData.custom(script(network)))
                .userDataCausesReplacement(true)
                .build();
        Accepted.aNatInstanceIsMadeAnew(instance);
        CfnEIPAssociation.Builder.create(this, "Address")
                .allocationId(allocation)
                .instanceId(instance.getInstanceId())
                .build();
    }

    String id() {
        return instance.getInstanceId();
    }

    /// @param network whose traffic is forwarded
    static String script(String network) {
        return Texts.of("nat.sh").replace("@NETWORK@", network);
    }
}
