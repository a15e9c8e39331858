/// The ledger on DynamoDB, the queues on SQS, the secrets. The AWS SDK is used here.
@NullMarked
package sauda.cloud;

import org.jspecify.annotations.NullMarked;
