/// Servers on loopback that speak as a model router does: one that plays a model from
/// the prompt itself, so that everything runs without a key, and one that answers as
/// badly as it can.
@NullMarked
package sauda.local.standin;

import org.jspecify.annotations.NullMarked;
