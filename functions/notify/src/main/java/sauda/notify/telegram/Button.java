package sauda.notify.telegram;

/// A button below a message.
///
/// @param label what people read on it
/// @param data  what comes back when it is pressed, at most 64 bytes
public record Button(String label, String data) {}
