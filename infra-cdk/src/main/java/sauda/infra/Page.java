package sauda.infra;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.OriginSslPolicy;
import software.amazon.awscdk.services.cloudfront.PriceClass;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.SecurityPolicyProtocol;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.deployment.BucketDeployment;
import software.amazon.awscdk.services.s3.deployment.CacheControl;
import software.amazon.awscdk.services.s3.deployment.ISource;
import software.amazon.awscdk.services.s3.deployment.Source;
import software.constructs.Construct;
import software.constructs.IConstruct;

/// The page: its files in a bucket that CloudFront alone reads, and the API below `/api` of the
/// same origin, so that neither CORS nor another origin's cookie has a part in it.
final class Page extends Construct {

    private static final String ASSETS = "assets/*";
    private static final Duration LOGS_KEPT = Duration.days(90);
    private static final Duration FOR_A_YEAR = Duration.days(365);

    private final Encryption encryption;
    private final @Nullable PublicName name;
    private final Bucket files;
    private final Distribution distribution;

    /// @param api     host of the API
    /// @param sockets origin of the live updates
    /// @param signIn  origin where users sign in
    Page(
            Construct scope,
            Stage stage,
            Encryption encryption,
            @Nullable PublicName name,
            String api,
            String sockets,
            String signIn) {
        super(scope, "Page");
        this.encryption = encryption;
        this.name = name;
        Bucket logs = logs();
        files = privately("Files")
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .serverAccessLogsBucket(logs)
                .serverAccessLogsPrefix("files/")
                .build();
        ResponseHeadersPolicy headers = new PageHeaders(sockets, signIn).policy(this);
        Distribution.Builder builder = Distribution.Builder.create(this, "Distribution")
                .comment(stage.stack())
                .defaultBehavior(files(headers))
                .additionalBehaviors(Map.of("/api/*", api(api, headers)))
                .defaultRootObject("index.html")
                .httpVersion(HttpVersion.HTTP2_AND_3)
                .minimumProtocolVersion(SecurityPolicyProtocol.TLS_V1_2_2021)
                // North America and Europe, and India; not South America and Oceania.
                .priceClass(PriceClass.PRICE_CLASS_200)
                .enableLogging(true)
                .logBucket(logs)
                .logFilePrefix("requests/");
        if (name != null) {
            builder.domainNames(List.of(name.host()))
                    .certificate(Certificate.fromCertificateArn(this, "Certificate", name.certificate()));
        }
        distribution = builder.build();
        Accepted.thePagesFilesMayBeListed(this);
        Accepted.thePageIsOpenToItsUsersWhereverTheyAre(distribution);
        if (name == null) {
            Accepted.thePageHasNoNameOfItsOwn(distribution);
        }
    }

    /// Where the page is; users come back to exactly this address.
    String url() {
        return "https://" + (name == null ? distribution.getDistributionDomainName() : name.host()) + "/";
    }

    /// What a name of the owner's leads to, by an alias record of their own.
    String host() {
        return distribution.getDistributionDomainName();
    }

    /// Puts the page, as it was built, and what it has to know into the bucket. Without a page
    /// what is in the bucket stays.
    void publish(Path built, String config) {
        boolean there = Files.isRegularFile(built.resolve("index.html"));
        List<ISource> sources = new ArrayList<>();
        if (there) {
            sources.add(Source.asset(built.toString()));
        } else {
            Annotations.of(this)
                    .addWarningV2(
                            "sauda:page",
                            "The page is not built, so this template changes nothing of it: " + built
                                    + " has no index.html. `npx cdk synth` in infra-cdk builds it, and so does"
                                    + " `mvn package -DskipTests` at the root.");
        }
        sources.add(Source.data("config.json", config));
        LogGroup log = encryption.log(this, "PublishingLog", "page");
        Role role = Role.Builder.create(this, "PublishingRole")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        log.grantWrite(role);
        BucketDeployment current = deployment("Current", sources, role, log)
                .exclude(List.of(ASSETS))
                .prune(there)
                .cacheControl(List.of(CacheControl.noCache()))
                .build();
        if (there) {
            // Their names change with their content. Old ones stay for pages that are open.
            BucketDeployment assets = deployment("Assets", List.of(Source.asset(built.toString())), role, log)
                    .exclude(List.of("*"))
                    .include(List.of(ASSETS))
                    .prune(false)
                    .cacheControl(List.of(
                            CacheControl.setPublic(), CacheControl.maxAge(FOR_A_YEAR), CacheControl.immutable()))
                    .build();
            // The page itself only when its assets are there.
            copying(current).getNode().addDependency(copying(assets));
        }
        Accepted.publishingIsCdks(this, role);
    }

    /// The step that copies: the whole construct also holds what the steps share.
    private static IConstruct copying(BucketDeployment deployment) {
        return deployment.getNode().findChild("CustomResource");
    }

    private BucketDeployment.Builder deployment(String id, List<ISource> sources, Role role, LogGroup log) {
        return BucketDeployment.Builder.create(this, id)
                .sources(sources)
                .destinationBucket(files)
                .role(role)
                .logGroup(log);
    }

    private BehaviorOptions files(ResponseHeadersPolicy headers) {
        Function paths = Function.Builder.create(this, "Paths")
                .comment("The page for every address of its own")
                .runtime(FunctionRuntime.JS_2_0)
                .code(FunctionCode.fromInline(PagePaths.script()))
                .build();
        return BehaviorOptions.builder()
                // Listing as well: without it S3 says of what is missing that it is forbidden.
                .origin(S3BucketOrigin.withOriginAccessControl(
                        files,
                        S3BucketOriginWithOACProps.builder()
                                .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                                .build()))
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .allowedMethods(AllowedMethods.ALLOW_GET_HEAD)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .responseHeadersPolicy(headers)
                .compress(true)
                .functionAssociations(List.of(FunctionAssociation.builder()
                        .eventType(FunctionEventType.VIEWER_REQUEST)
                        .function(paths)
                        .build()))
                .build();
    }

    /// A token has no business on a wire without TLS, so nothing leads it from there to here.
    private static BehaviorOptions api(String host, ResponseHeadersPolicy headers) {
        return BehaviorOptions.builder()
                .origin(HttpOrigin.Builder.create(host)
                        .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                        .originSslProtocols(List.of(OriginSslPolicy.TLS_V1_2))
                        .build())
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                // Authorization is among what it forwards; the host's name would be refused.
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER)
                .responseHeadersPolicy(headers)
                .build();
    }

    private Bucket logs() {
        Bucket logs = privately("Logs")
                // CloudFront writes its log by an access list, which is the one thing that needs any.
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_PREFERRED)
                .lifecycleRules(
                        List.of(LifecycleRule.builder().expiration(LOGS_KEPT).build()))
                .build();
        Accepted.logsHaveNoLogs(logs);
        return logs;
    }

    private Bucket.Builder privately(String id) {
        return Bucket.Builder.create(this, id)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .removalPolicy(RemovalPolicy.RETAIN);
    }
}
