package sauda.infra;

import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cognito.AccountRecovery;
import software.amazon.awscdk.services.cognito.AutoVerifiedAttrs;
import software.amazon.awscdk.services.cognito.CfnUserPoolClient;
import software.amazon.awscdk.services.cognito.CognitoDomainOptions;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.Mfa;
import software.amazon.awscdk.services.cognito.MfaSecondFactor;
import software.amazon.awscdk.services.cognito.OAuthFlows;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.OAuthSettings;
import software.amazon.awscdk.services.cognito.PasswordPolicy;
import software.amazon.awscdk.services.cognito.SignInAliases;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;
import software.amazon.awscdk.services.cognito.UserPool;
import software.amazon.awscdk.services.cognito.UserPoolClient;
import software.amazon.awscdk.services.cognito.UserPoolClientIdentityProvider;
import software.amazon.awscdk.services.cognito.UserPoolDomain;
import software.amazon.awscdk.services.cognito.UserPoolGroup;
import software.amazon.awscdk.services.cognito.UserPoolGroupOptions;
import software.amazon.awscdk.services.cognito.UserInvitationConfig;
import software.amazon.awscdk.services.cognito.UserPoolDomainOptions;
import software.constructs.Construct;

/// Who may sign in, and how. The owner makes the users; each has a password and a one-time
/// code, for Cognito asks for the code of all or of none who are to need it: a group cannot
/// have a rule of its own. The pool outlives the stack, with its users and groups.
final class Users extends Construct {

    /// The scope of an access token. An identity token has none, so that it opens nothing.
    static final String SCOPE = "openid";

    private static final int PASSWORD = 14;
    private static final Duration FIRST_PASSWORD = Duration.days(3);
    private static final Duration ACCESS = Duration.hours(1);
    private static final Duration UNUSED = Duration.minutes(5);
    // A trading day and the report after it; the next morning begins with a sign-in.
    private static final Duration SIGNED_IN = Duration.hours(12);

    private static final List<Group> GROUPS = List.of(
            new Group("admin", "Live money too", 1),
            new Group("trader", "Controls, manual trades and decisions", 2),
            new Group("viewer", "Reads", 3));

    private final UserPool pool;
    private final UserPoolDomain domain;

    Users(Construct scope, Stage stage) {
        super(scope, "Users");
        pool = UserPool.Builder.create(this, "Pool")
                .userPoolName(stage.prefix())
                .featurePlan(FeaturePlan.LITE)
                .selfSignUpEnabled(false)
                .userInvitation(UserInvitationConfig.builder()
                        .emailSubject("Sauda: your first password")
                        .emailBody("Your user name is {username}, your first password {####}. It is good for 3 days;"
                                + " you will be asked for another one, and to add an authenticator app.")
                        .build())
                .signInAliases(SignInAliases.builder().username(true).build())
                .signInCaseSensitive(false)
                .standardAttributes(StandardAttributes.builder()
                        .email(StandardAttribute.builder()
                                .required(true)
                                .mutable(true)
                                .build())
                        .build())
                .autoVerify(AutoVerifiedAttrs.builder().email(true).build())
                .accountRecovery(AccountRecovery.EMAIL_ONLY)
                .passwordPolicy(PasswordPolicy.builder()
                        .minLength(PASSWORD)
                        .requireLowercase(true)
                        .requireUppercase(true)
                        .requireDigits(true)
                        .requireSymbols(true)
                        .tempPasswordValidity(FIRST_PASSWORD)
                        .build())
                .mfa(Mfa.REQUIRED)
                .mfaSecondFactor(MfaSecondFactor.builder().otp(true).sms(false).build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        Accepted.usersAreFewAndHaveASecondFactor(pool);
        GROUPS.forEach(this::make);
        // Cognito's names are one space for all its customers, so the account's number is in it.
        domain = pool.addDomain(
                "Domain",
                UserPoolDomainOptions.builder()
                        .cognitoDomain(CognitoDomainOptions.builder()
                                .domainPrefix(stage.called(Aws.ACCOUNT_ID))
                                .build())
                        .build());
    }

    private record Group(String name, String may, int precedence) {}

    private void make(Group group) {
        UserPoolGroup made = pool.addGroup(
                group.name(),
                UserPoolGroupOptions.builder()
                        .groupName(group.name())
                        .description(group.may())
                        .precedence(group.precedence())
                        .build());
        made.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }

    String poolId() {
        return pool.getUserPoolId();
    }

    /// Where users sign in; the page's requests for tokens go there too.
    String origin() {
        return domain.baseUrl();
    }

    /// Lets the page ask users to sign in and come back to it.
    SignIn from(String page) {
        UserPoolClient client = UserPoolClient.Builder.create(this, "Client")
                .userPool(pool)
                .userPoolClientName("page")
                .generateSecret(false)
                .supportedIdentityProviders(List.of(UserPoolClientIdentityProvider.COGNITO))
                .oAuth(OAuthSettings.builder()
                        .flows(OAuthFlows.builder()
                                .authorizationCodeGrant(true)
                                .implicitCodeGrant(false)
                                .clientCredentials(false)
                                .build())
                        .scopes(List.of(OAuthScope.custom(SCOPE)))
                        .callbackUrls(List.of(page))
                        .logoutUrls(List.of(page))
                        .build())
                .accessTokenValidity(ACCESS)
                .idTokenValidity(UNUSED)
                .refreshTokenValidity(SIGNED_IN)
                .enableTokenRevocation(true)
                .preventUserExistenceErrors(true)
                .build();
        // Passwords are told to the sign-in page alone. Left out, Cognito would allow SRP and
        // custom flows for this client as well.
        ((CfnUserPoolClient) client.getNode().getDefaultChild())
                .setExplicitAuthFlows(List.of("ALLOW_REFRESH_TOKEN_AUTH"));
        return new SignIn(pool.getUserPoolProviderUrl(), client.getUserPoolClientId(), domain.baseUrl());
    }

    /// What whoever checks or fetches tokens has to know.
    ///
    /// @param issuer as tokens name it
    /// @param client as tokens name it
    /// @param origin where users sign in
    record SignIn(String issuer, String client, String origin) {}
}
