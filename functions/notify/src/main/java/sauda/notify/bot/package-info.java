/// The Telegram bot: what people ask and order from a chat.
@NullMarked
package sauda.notify.bot;

import org.jspecify.annotations.NullMarked;
