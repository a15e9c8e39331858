package sauda.peer.spring;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import java.util.function.Consumer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import sauda.core.desk.SignalDesk;
import sauda.events.EventJson;
import sauda.events.Tick;
import sauda.signals.SignalsSettings;
import sauda.signals.SignalsWiring;

/// The signals function as a Spring application writes it: a bean that takes the event.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SignalsApplication {

    @Bean
    SignalDesk desk() {
        return SignalsWiring.from(SignalsSettings.from(System.getenv())).desk();
    }

    @Bean
    Consumer<SNSEvent> signals(SignalDesk desk) {
        return event -> event.getRecords()
                .forEach(record -> desk.on(EventJson.read(record.getSNS().getMessage(), Tick.class)));
    }
}
