/// Telegram on this machine: what people would see, and what they may say.
@NullMarked
package sauda.local.telegram;

import org.jspecify.annotations.NullMarked;
