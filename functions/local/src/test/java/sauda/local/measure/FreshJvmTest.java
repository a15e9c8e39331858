package sauda.local.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Lambda's real runtime interface client, which is built for Linux alone.
@EnabledOnOs(OS.LINUX)
class FreshJvmTest {

    @TempDir
    Path folder;

    private Deployed hello() {
        return Deployed.of(List.of(Deployed.jarOf(HelloHandler.class, folder.resolve("hello.jar"))), folder);
    }

    @Test
    void aFunctionAnswersItsFirstEventInAJvmOfItsOwn() {
        FreshJvm.Start start = hello().jvm(Way.BASE, List.of(), HelloHandler.class.getName(), Map.of())
                .start("{\"name\":\"Asha\"}");

        assertThat(start.answer()).isEqualTo("{\"hello\":\"Asha\"}");
        assertThat(start.millis()).isPositive();
        assertThat(start.peakKb()).isGreaterThan(10_000);
    }

    @Test
    void aRestoredOneIsTimedFromItsRestoreOn() {
        FreshJvm.Start start = hello().jvm(Way.PRIMED, List.of(), HelloHandler.class.getName(), Map.of())
                .start("{}");

        assertThat(start.answer()).isEqualTo("{\"hello\":\"world\"}");
        assertThat(start.millis()).isLessThan(start.cpuMillis());
    }

    @Test
    void aHandlerThatIsNotThereIsSaidSo() {
        FreshJvm jvm = hello().jvm(Way.BASE, List.of(), "sauda.Nowhere", Map.of());

        assertThatThrownBy(() -> jvm.start("{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sauda.Nowhere gave no answer");
    }
}
