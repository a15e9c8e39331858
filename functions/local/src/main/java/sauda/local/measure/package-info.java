/// How quick functions start, and how long an order takes: measured, not estimated.
@NullMarked
package sauda.local.measure;

import org.jspecify.annotations.NullMarked;
