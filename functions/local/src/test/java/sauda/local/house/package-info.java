/// The rules of the house, as tests: who may use what, and how things are named and
/// built. Each was broken once on purpose and failed.
@NullMarked
package sauda.local.house;

import org.jspecify.annotations.NullMarked;
