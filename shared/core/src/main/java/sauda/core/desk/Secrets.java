package sauda.core.desk;

/// Secrets by name. What is handed out is used and never stored, logged or put into a
/// message or an exception.
public interface Secrets {

    /// @throws SecretMissing when there is no such secret, or it cannot be had now
    String value(String name);

    /// Why there is no secret to be had. Carries its name, never anything of its value.
    final class SecretMissing extends RuntimeException {

        private static final long serialVersionUID = 1;

        public enum Code {
            /// There is no secret of this name, or it is no text.
            SECRET_ABSENT,
            /// We may not read it.
            SECRET_FORBIDDEN,
            /// The store of secrets does not answer, and what was known of it is too old.
            SECRET_STORE_DOWN
        }

        private final Code code;

        /// @param what what the store said of it, such as the name of its error
        public SecretMissing(Code code, String name, String what) {
            super(code + ": " + name + " (" + what + ")");
            this.code = code;
        }

        public Code code() {
            return code;
        }
    }
}
