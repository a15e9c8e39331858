package sauda.core.decision;

import java.util.Map;

/// A tool as a model is shown it, in plain data.
///
/// @param schema JSON schema of its arguments: an object without room for more
public record ToolSpec(String name, String description, Map<String, Object> schema) {}
