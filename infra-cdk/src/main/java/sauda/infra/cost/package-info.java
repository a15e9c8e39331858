/// What a month on AWS costs: the things of a template, what is done with them, and the prices.
@NullMarked
package sauda.infra.cost;

import org.jspecify.annotations.NullMarked;
