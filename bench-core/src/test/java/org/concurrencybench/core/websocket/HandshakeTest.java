package org.concurrencybench.core.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

  @Test
  void theExampleOfRfc6455() {
    assertThat(Handshake.acceptFor("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void aNewKeyIsSixteenBytesFromTheGenerator() {
    String key = Handshake.newKey(new Random(7));
    assertThat(Handshake.validKey(key)).isTrue();
    assertThat(Base64.getDecoder().decode(key)).hasSize(16);
    assertThat(Handshake.newKey(new Random(7))).isEqualTo(key);
    assertThat(Handshake.newKey(new Random(8))).isNotEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dGhlIHNhbXBsZSBub25jZQ==",
        "AAAAAAAAAAAAAAAAAAAAAA==",
        "+/+/+/+/+/+/+/+/+/+/+w=="
      })
  void sixteenBytesAreAKey(String key) {
    assertThat(Handshake.validKey(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dGhlIHNhbXBsZSBub25jZQ", // no padding
        "dGhlIHNhbXBsZSBub25j", // 15 bytes
        "dGhlIHNhbXBsZSBub25jZWE=", // 17 bytes
        "dGhlIHNhbXBsZSBub25jZWFi", // 18 bytes in as many characters
        "dGhlIHNhbXBsZSBub25j====",
        "dGhlIHNhbXBsZSBub25jZQ= ",
        " dGhlIHNhbXBsZSBub25jZQ=",
        "dGhlIHNhbXBsZSBub25jZ-==", // the alphabet of URLs
        "dGhlIHNhbXBsZSBub25j\u00e9Q==",
        "dGhlIHNhbXBsZSBub25j\u4e2dQ==",
        "dGhlIHNhbXBsZSBub25jZQ==dGhlIHNhbXBsZSBub25jZQ=="
      })
  void anythingElseIsNone(String key) {
    assertThat(Handshake.validKey(key)).isFalse();
  }
}
