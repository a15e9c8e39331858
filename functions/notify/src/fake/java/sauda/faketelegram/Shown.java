package sauda.faketelegram;

import java.util.List;

/// A message as people see it.
///
/// @param html     as it was sent
/// @param text     without tags
/// @param buttons  below it, empty when there are none
/// @param silently whether it made no sound
public record Shown(long chat, long id, String html, String text, List<Pressable> buttons, boolean silently) {

    /// @param data what comes back when it is pressed
    public record Pressable(String label, String data) {}
}
