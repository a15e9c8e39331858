/// The laptop's server: what API Gateway, CloudFront and Cognito do on AWS, on one port of
/// loopback, before the same handlers.
@NullMarked
package sauda.local.http;

import org.jspecify.annotations.NullMarked;
