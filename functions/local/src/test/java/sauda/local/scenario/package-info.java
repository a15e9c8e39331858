/// What may go wrong between us and a live venue, each with the outcome that is
/// demanded of it: the real desks and the real client, over HTTP, against the fake
/// Dhan.
@NullMarked
package sauda.local.scenario;

import org.jspecify.annotations.NullMarked;
