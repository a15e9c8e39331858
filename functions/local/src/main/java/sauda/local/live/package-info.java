/// What an owner does with a live broker client by hand: look whether it may trade, and stop it.
@NullMarked
package sauda.local.live;

import org.jspecify.annotations.NullMarked;
