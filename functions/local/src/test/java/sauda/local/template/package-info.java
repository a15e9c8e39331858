/// The synthesized template's own resources, made on an emulator and run there.
@NullMarked
package sauda.local.template;

import org.jspecify.annotations.NullMarked;
