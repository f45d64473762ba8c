package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  private static final String PIPELINE =
      "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n"
          + "\r\nPOST /echo HTTP/1.1\r\nhost: h\r\ncontent-type: text/plain\r\ncontent-length: 5\r\n\r\nab\r\ne"
          + "POST /echo HTTP/1.1\r\nHOST: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
          + "3;name=\"value\"\r\nabc\r\n00A \t;x\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
          + "HEAD /hello HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX-Tab: a\tb\r\n\r\n"
          + "PUT /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nGET "
          + "GET http://h/hello?x=y HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
          + "GET /hello HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  private final byte[] bytes = PIPELINE.getBytes(ISO_8859_1);
  private final String expected = new Conversation().send(PIPELINE);

  @Test
  void theWholePipelineIsAnswered() {
    assertThat(expected.split("HTTP/1.1 200 OK", -1)).hasSize(7);
    assertThat(expected)
        .contains("\r\n\r\nab\r\neHTTP")
        .contains("\r\n\r\nabc0123456789HTTP")
        .endsWith("Hello, World!");
  }

  @Test
  void answersAreTheSameByteByByte() {
    assertThat(new Conversation().sendByteByByte(bytes)).isEqualTo(expected);
  }

  @Test
  void answersAreTheSameCutAnywhere() {
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(new Conversation().sendInPieces(bytes, cut))
          .as("cut at %d", cut)
          .isEqualTo(expected);
    }
  }

  @Test
  void answersAreTheSameWhereverAPieceOfTwoBytesLies() {
    for (int cut = 1; cut < bytes.length - 2; cut++) {
      assertThat(new Conversation().sendInPieces(bytes, cut, cut + 2))
          .as("cut at %d", cut)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersAreTheSameInRandomPieces(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int[] cuts = random.ints(1 + random.nextInt(20), 1, bytes.length).sorted().toArray();
      assertThat(new Conversation().sendInPieces(bytes, cuts)).isEqualTo(expected);
    }
  }

  @Test
  void aPrefixNeverYieldsMoreThanTheWhole() {
    for (int length = 0; length < bytes.length; length++) {
      var conversation = new Conversation();
      var prefix = Arrays.copyOf(bytes, length);
      assertThat(expected).startsWith(conversation.send(prefix));
      conversation.protocol().endOfInput(new RecordingSink());
      assertThat(conversation.protocol().midMessage()).isFalse();
    }
  }
}
