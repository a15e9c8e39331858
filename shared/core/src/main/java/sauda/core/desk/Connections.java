package sauda.core.desk;

/// The open connections of the dashboard's pages, each known by an id.
public interface Connections {

    /// For where no page is served.
    Connections NONE = new Connections() {
        @Override
        public boolean post(String id, String json) {
            return false;
        }

        @Override
        public void close(String id) {}
    };

    /// Sends one message; those to one connection arrive in the order of the calls.
    ///
    /// @return false when the connection is gone
    /// @throws RuntimeException when it may still be there but did not take the message
    boolean post(String id, String json);

    /// Ends a connection because its token has ended: with code 4401 where a code can be
    /// given. One that is gone stays so.
    ///
    /// @throws RuntimeException when it may still be there
    void close(String id);
}
