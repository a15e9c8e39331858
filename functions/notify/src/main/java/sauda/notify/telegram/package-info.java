/// Telegram's Bot API, as far as it is used: three calls, by the JDK's HTTP client. A library
/// for all of it would bring another HTTP client, another JSON reader and Kotlin, and start
/// half as long again.
@NullMarked
package sauda.notify.telegram;

import org.jspecify.annotations.NullMarked;
