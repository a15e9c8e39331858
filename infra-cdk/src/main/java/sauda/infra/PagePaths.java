package sauda.infra;

/// The script with which CloudFront finds the file of an address.
final class PagePaths {

    private PagePaths() {}

    static String script() {
        return Texts.of("paths.js");
    }
}
