package dev.outrigger.backend.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Base64;
import java.util.List;

class PageTokenTest {
    private static final PageToken TOKEN =
            new PageToken("base/Post", 1_772_443_900_000L, List.of("a-ü", 3, 2.5));

    @Test
    void isReadAsItWasWritten() {
        assertThat(PageToken.read(TOKEN.text())).contains(TOKEN);
    }

    @Test
    void needsNoEscapingInAUrl() {
        assertThat(TOKEN.text()).matches("[-_A-Za-z0-9]+");
    }

    @Test
    void anyChangedByteIsFound() {
        byte[] token = Base64.getUrlDecoder().decode(TOKEN.text());
        for (int place = 0; place < token.length; place++) {
            byte[] changed = token.clone();
            changed[place] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(PageToken.read(text)).as("byte %d", place).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not base64!", "AAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(PageToken.read(text)).isEmpty();
    }
}
