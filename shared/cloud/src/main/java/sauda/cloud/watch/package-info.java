/// What a function says of its work: log lines and metrics, one JSON object each, on its
/// standard output.
@NullMarked
package sauda.cloud.watch;

import org.jspecify.annotations.NullMarked;
