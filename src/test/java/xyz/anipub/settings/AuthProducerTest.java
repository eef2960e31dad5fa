package xyz.anipub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xyz.anipub.auth.Registration;
import xyz.anipub.auth.login.InMemoryChosenRegistration;
import xyz.anipub.auth.login.RegistrationMode;

class AuthProducerTest {

    private static final String NAME = "anipub.auth.registration";

    /** These values, as texts. */
    private record Values(Map<String, String> values) implements Config {

        @Override
        public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
            return Optional.ofNullable(type.cast(values.get(name)));
        }

        @Override
        public <T> T getValue(String name, Class<T> type) {
            return getOptionalValue(name, type).orElseThrow();
        }

        @Override
        public ConfigValue getConfigValue(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterable<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public Iterable<ConfigSource> getConfigSources() {
            return List.of();
        }

        @Override
        public <T> Optional<Converter<T>> getConverter(Class<T> type) {
            return Optional.empty();
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException();
        }
    }

    private static RegistrationMode mode(Map<String, String> values) {
        return new RegistrationMode(
                AuthProducer.auth(new Settings(new Values(values))), new InMemoryChosenRegistration());
    }

    @ParameterizedTest
    @EnumSource
    void whoMayRegisterIsWhatTheSettingSaysUntilAnAdminChooses(Registration setting) {
        RegistrationMode mode = mode(Map.of(NAME, setting.word()));
        assertThat(mode.lastKnown()).isEqualTo(setting);
        assertThat(mode.current()).isEqualTo(setting);
        Registration other = setting == Registration.OPEN ? Registration.CLOSED : Registration.OPEN;
        assertThat(mode.choose(Optional.empty(), Optional.of(other))).isTrue();
        assertThat(mode.current()).isEqualTo(other);
        assertThat(mode.choose(Optional.of(other), Optional.empty())).isTrue();
        assertThat(mode.current()).isEqualTo(setting);
    }

    @Test
    void everybodyMayRegisterIfNothingIsSaid() {
        assertThat(mode(Map.of()).current()).isEqualTo(Registration.OPEN);
        assertThat(mode(Map.of(NAME, " ")).current()).isEqualTo(Registration.OPEN);
    }

    @Test
    void noOtherWordIsRead() {
        assertThatThrownBy(() -> mode(Map.of(NAME, "shut")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(NAME)
                .hasMessageContaining("CLOSED");
    }
}
