/// One Lambda per LLM account: prompt, tool calls, tape, order requests.
@NullMarked
package sauda.decisions;

import org.jspecify.annotations.NullMarked;
