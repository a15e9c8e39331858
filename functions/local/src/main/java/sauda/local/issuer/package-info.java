/// Who signs in on a laptop: the few calls of Amazon Cognito's hosted pages that the dashboard
/// makes, for three people without passwords.
@NullMarked
package sauda.local.issuer;

import org.jspecify.annotations.NullMarked;
