/// What is asked and answered over HTTP, without a server.
@NullMarked
package sauda.local.web;

import org.jspecify.annotations.NullMarked;
