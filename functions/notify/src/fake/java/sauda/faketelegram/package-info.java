/// A Telegram on loopback that behaves like the wire for what is used: for tests, and for the
/// local runner. Never part of a function's jar.
@NullMarked
package sauda.faketelegram;

import org.jspecify.annotations.NullMarked;
