package sauda.core.desk;

/// Secrets by name. What is handed out is used and never stored, logged or put into a
/// message or an exception.
public interface Secrets {

    /// The secret, which may be remembered from an earlier question.
    ///
    /// @throws SecretMissing when there is no such secret, or it cannot be had now
    String value(String name);

    /// The secret as it is in its store now: for one that another has changed, such as a token
    /// that stopped working. What is remembered is passed over, and replaced by the answer. A
    /// form that remembers nothing has no other.
    ///
    /// @throws SecretMissing when there is no such secret, or its store does not answer now
    default String fresh(String name) {
        return value(name);
    }

    /// Gives a secret another value. The secret itself is made where the system is set up.
    ///
    /// @throws SecretMissing when there is no such secret, we may not write it, or its store does
    ///                       not answer: then it may have either value
    default void store(String name, String value) {
        throw new SecretMissing(SecretMissing.Code.SECRET_FORBIDDEN, name, "read only");
    }

    /// Why there is no secret to be had. Carries its name, never anything of its value.
    final class SecretMissing extends RuntimeException {

        private static final long serialVersionUID = 1;

        public enum Code {
            /// There is no secret of this name, or it is no text.
            SECRET_ABSENT,
            /// We may not read or write it.
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
