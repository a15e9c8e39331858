/// What flows: one record for each message and each fact, their JSON form, and
/// the list of routes they travel. Records here are shared by every stage, so
/// that stages never import each other.
@NullMarked
package sauda.events;

import org.jspecify.annotations.NullMarked;
