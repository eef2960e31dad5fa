package xyz.anipub.engineio.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import xyz.anipub.engineio.session.PreparedMessage;
import xyz.anipub.engineio.session.QueueBound;
import xyz.anipub.peer.Proxies;
import xyz.anipub.peer.Rate;

class EngineConfigTest {

    @Test
    void hasTheReferenceServersSettings() {
        EngineConfig config = EngineConfig.standard();

        assertThat(config.pingInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.pingTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.upgradeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.closeLinger()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxHttpBufferSize()).isEqualTo(1_000_000);
        assertThat(config.transports()).containsExactlyInAnyOrder(TransportType.POLLING, TransportType.WEBSOCKET);
        assertThat(config.allowUpgrades()).isTrue();
        assertThat(config.allowEio3()).isFalse();
        assertThat(config.hooks().allowRequest()).isEmpty();
        assertThat(config.hooks().initialPacket()).isEmpty();
    }

    @Test
    void changesOnlyWhatIsAsked() {
        AddressLimits few = new AddressLimits(new Rate(12, 13), 14, Proxies.none());
        EngineHooks hooks = EngineHooks.none().withInitialPacket(PreparedMessage.text("hello"));
        EngineConfig config = EngineConfig.standard()
                .with()
                .pingInterval(Duration.ofSeconds(1))
                .pingTimeout(Duration.ofSeconds(2))
                .upgradeTimeout(Duration.ofSeconds(3))
                .closeLinger(Duration.ofSeconds(4))
                .readTimeout(Duration.ofSeconds(5))
                .maxHttpBufferSize(6)
                .transports(Set.of(TransportType.POLLING))
                .allowUpgrades(false)
                .allowEio3(true)
                .maxSessions(7)
                .addresses(few)
                .outbound(new QueueBound(8, 9))
                .batchBytes(16)
                .inbound(new QueueBound(10, 11))
                .backlogBytes(17)
                .drainers(15)
                .endpointOnly(true)
                .portableFrames(true)
                .http(HttpRules.standard().withCompressFrom(12))
                .hooks(hooks)
                .build();

        assertThat(config)
                .isEqualTo(new EngineConfig(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        6,
                        Set.of(TransportType.POLLING),
                        false,
                        true,
                        7,
                        few,
                        new QueueBound(8, 9),
                        16,
                        new QueueBound(10, 11),
                        17,
                        15,
                        true,
                        true,
                        HttpRules.standard().withCompressFrom(12),
                        hooks));
        assertThat(config.with().build()).isEqualTo(config);
    }

    @Test
    void refusesSettingsWithoutSense() {
        EngineConfigBuilder builder = EngineConfig.standard().with();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pingInterval(Duration.ZERO).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineHooks.none().withAllowRequest(request -> null, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new QueueBound(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new QueueBound(1, 0));
    }
}
