package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;

class RealtimeAddressTest {
    @ParameterizedTest
    @CsvSource({
        "eu-west-1, amazonaws.com",
        "us-gov-west-1, amazonaws.com",
        "cn-north-1, amazonaws.com.cn"
    })
    void isASecondHostAtAws(String region, String domain) {
        // Given
        String id = "abcdefghijklmnopqrstuvwxyz";
        String host = "%s.appsync-api.%s.%s".formatted(id, region, domain);
        String realtimeHost = "%s.appsync-realtime-api.%s.%s".formatted(id, region, domain);

        // Then
        assertThat(RealtimeAddress.of(URI.create("https://" + host + "/graphql")))
                .isEqualTo(URI.create("wss://" + realtimeHost + "/graphql"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/graphql, wss://api.example.com/graphql/realtime",
        "http://localhost:20002/graphql, ws://localhost:20002/graphql/realtime",
        "http://127.0.0.1:4800/graphql/, ws://127.0.0.1:4800/graphql/realtime",
        "https://a.appsync-api.x.amazonaws.com/q, wss://a.appsync-api.x.amazonaws.com/q/realtime"
    })
    void isAPathBelowTheEndpointEverywhereElse(URI endpoint, URI realtime) {
        assertThat(RealtimeAddress.of(endpoint)).isEqualTo(realtime);
    }
}
