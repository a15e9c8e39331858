package sauda.infra;

import software.amazon.awscdk.App;

/// Writes the CloudFormation template; started by `cdk`, see `cdk.json`.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        new App().synth();
    }
}
