/// A language model as an advisor: spoken to over the OpenAI protocol, held to rounds,
/// time, tokens and rupees, and believed in nothing. Whatever goes wrong ends as a hold
/// with a code.
@NullMarked
package sauda.decisions.model;

import org.jspecify.annotations.NullMarked;
