package sauda.local.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The API's page as it is committed. It is written anew by `-Dapi=write`.
class ApiPageTest {

    private static final Path WRITTEN = Path.of("../dashboard/src/main/web/public/docs/openapi.json");

    @Test
    void theCommittedPageIsThatOfTheCode() throws IOException {
        if ("write".equals(System.getProperty("api"))) {
            Files.createDirectories(WRITTEN.getParent());
            Files.writeString(WRITTEN, OpenApi.text());
        }

        assertThat(Files.readString(WRITTEN))
                .as("the API has changed: write its page anew by -Dtest=ApiPageTest -Dapi=write, and look at it")
                .isEqualTo(OpenApi.text());
    }

    @Test
    void thePageIsTheSameEachTime() {
        assertThat(OpenApi.text()).isEqualTo(OpenApi.text());
    }
}
