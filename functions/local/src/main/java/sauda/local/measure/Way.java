package sauda.local.measure;

/// How a function may be started.
enum Way {
    /// As Lambda starts a jar: unpacked, with the runtime's own class path before it.
    BASE("plain start"),
    /// What is left to do after a snapshot, which was taken after the priming hooks, is restored.
    PRIMED("after restore"),
    /// With an archive of the classes that it loaded once, as a container image may have.
    APPCDS("AppCDS"),
    /// With JDK 25's cache of what was loaded and linked once, as a container image may have.
    AOT("AOT cache");

    private final String said;

    Way(String said) {
        this.said = said;
    }

    String said() {
        return said;
    }
}
