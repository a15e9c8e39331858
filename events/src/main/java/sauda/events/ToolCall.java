package sauda.events;

/// One tool call of a model, as it came and as it was answered.
///
/// @param round     1 for the model's first reply
/// @param arguments the model's own text, which may be no JSON at all
/// @param result    what the model was told
/// @param accepted  false when it was refused
public record ToolCall(int round, String tool, String arguments, String result, boolean accepted) {}
