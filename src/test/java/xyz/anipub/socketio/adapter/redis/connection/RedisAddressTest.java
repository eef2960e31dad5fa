package xyz.anipub.socketio.adapter.redis.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslVerifyMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a setting may say of where Redis is. */
class RedisAddressTest {

    private static RedisAddress parse(String uri) {
        return RedisAddress.parse(RedisConfig.standard(uri));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "redis://host Redis_at_host:6379",
                "redis://user:secret@host:7000/2 Redis_at_host:7000",
                "redis://user:sec,ret@host Redis_at_host:6379",
                "rediss://:secret@host:7000?verifyPeer=CA Redis_at_host:7000",
                "redis+ssl://a:1,b:2 Redis_Cluster_at_a:1,_b:2",
                "redis://a:1,b:2?clientName=me@home Redis_Cluster_at_a:1,_b:2",
                "redis://a:1,b:2,c Redis_Cluster_at_a:1,_b:2,_c:6379",
                "rediss://user:secret@a:1,b:2 Redis_Cluster_at_a:1,_b:2",
                "rediss://user:secret@a:1,rediss://user:secret@b:2 Redis_Cluster_at_a:1,_b:2",
                "redis-sentinel://secret@a:1,b#chat Redis_chat_of_the_Sentinels_at_a:1,_b:26379"
            })
    void isToldWithoutItsSecrets(String uri, String name) {
        assertThat(parse(uri)).hasToString(name.replace('_', ' '));
    }

    @Test
    void userAndTlsAreThoseOfAllServers() {
        assertThat(parse("rediss://user:secret@a:1,b:2").servers()).hasSize(2).allSatisfy(server -> {
            RedisCredentials credentials =
                    server.getCredentialsProvider().resolveCredentials().block();
            assertThat(server.isSsl()).isTrue();
            assertThat(credentials.getUsername()).isEqualTo("user");
            assertThat(credentials.getPassword()).containsExactly('s', 'e', 'c', 'r', 'e', 't');
        });
    }

    @Test
    void whatStandsBehindTheHostsIsForAll() {
        assertThat(parse("rediss://a:1,b:2?verifyPeer=CA").servers())
                .extracting(RedisURI::getVerifyMode)
                .containsOnly(SslVerifyMode.CA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rediss://a", "redis+ssl://a", "redis+tls://a", "rediss-sentinel://a#chat"})
    void someAreWithTls(String uri) {
        assertThat(RedisAddress.isWithTls(uri)).isTrue();
        assertThat(parse(uri).servers()).allMatch(RedisURI::isSsl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://a", "redis://rediss://", "redis-sentinel://a#chat"})
    void othersAreNot(String uri) {
        assertThat(RedisAddress.isWithTls(uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host", "host:6379", "redis://", "redis-sentinel://a:1"})
    void anythingElseIsNone(String uri) {
        assertThatThrownBy(() -> parse(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
