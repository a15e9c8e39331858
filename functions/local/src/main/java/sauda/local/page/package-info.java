/// The dashboard's built page, as S3 and CloudFront serve it on AWS.
@NullMarked
package sauda.local.page;

import org.jspecify.annotations.NullMarked;
