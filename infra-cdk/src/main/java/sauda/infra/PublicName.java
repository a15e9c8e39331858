package sauda.infra;

import java.util.Optional;

/// A name of the owner's for the page. With Amazon's own name CloudFront also speaks TLS below
/// 1.2 to browsers that know no better; with this one it does not.
///
/// @param host        such as `sauda.example.com`
/// @param certificate ARN of its certificate, in `us-east-1`, where CloudFront looks for it
record PublicName(String host, String certificate) {

    /// @throws IllegalArgumentException when the context says one of the two, or no certificate
    static Optional<PublicName> of(Context context) {
        Optional<String> host = context.text("pageHost");
        Optional<String> certificate = context.text("pageCertificate");
        if (host.isPresent() != certificate.isPresent()) {
            throw new IllegalArgumentException("pageHost and pageCertificate are said together or not at all");
        }
        certificate
                .filter(arn -> !arn.matches("arn:aws[a-z-]*:acm:us-east-1:\\d{12}:certificate/[0-9a-f-]+"))
                .ifPresent(arn -> {
                    throw new IllegalArgumentException(
                            "pageCertificate is the ARN of a certificate in us-east-1 but is '" + arn + "'");
                });
        return host.map(name -> new PublicName(name, certificate.orElseThrow()));
    }
}
