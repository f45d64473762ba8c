package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  private static final int HEAD = 8 * 1024;
  private static final String CHUNKED =
      "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";

  @Test
  void aHeadMayHaveEightKib() {
    assertAnswered(headOf(HEAD), "HTTP/1.1 200 OK\r\n");
  }

  @Test
  void aHeadOverEightKibIsRefusedBeforeItEnds() {
    assertRefused(headOf(HEAD + 1), HEAD, Fault.HEAD_TOO_LARGE);
    assertRefused(headOf(2 * HEAD), HEAD, Fault.HEAD_TOO_LARGE);
  }

  @Test
  void manyShortHeadersAreRefusedToo() {
    assertRefused("GET /hello HTTP/1.1\r\n" + "a:b\r\n".repeat(2000), HEAD, Fault.HEAD_TOO_LARGE);
  }

  @Test
  void aRequestLineOverEightKibIsRefusedBeforeItEnds() {
    assertRefused("GET /" + "a".repeat(2 * HEAD), HEAD, Fault.TARGET_TOO_LONG);
    assertRefused(requestLineOf(HEAD + 1), HEAD, Fault.TARGET_TOO_LONG);
  }

  @Test
  void aRequestLineThatLeavesNoRoomForAHeaderIsAHeadTooLarge() {
    assertRefused(requestLineOf(HEAD) + "Host: h\r\n\r\n", HEAD, Fault.HEAD_TOO_LARGE);
  }

  @Test
  void emptyLinesCountAsPartOfTheHead() {
    assertRefused("\r\n".repeat(HEAD), HEAD, Fault.TARGET_TOO_LONG);
    assertAnswered("\r\n".repeat(100) + headOf(HEAD - 200), "HTTP/1.1 200 OK\r\n");
  }

  @Test
  void everyRequestHasTheWholeLimit() {
    var conversation = new Conversation();
    for (int i = 0; i < 5; i++) {
      assertThat(conversation.send(headOf(HEAD))).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void contentMayBeAsLargeAsTheLimit() {
    String head = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n";
    assertThat(new Conversation(new Limits(10)).send(head + "0123456789"))
        .endsWith("\r\n\r\n0123456789");
    assertThat(new Conversation(new Limits(9)).send(head))
        .isEqualTo(RefusalTest.answer(Fault.CONTENT_TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\n0123456789\r\n",
        "5\r\n01234\r\n5\r\n56789\r\n",
        "1\r\n0\r\n9\r\n123456789\r\n"
      })
  void chunksTogetherMayBeAsLargeAsTheLimit(String chunks) {
    assertThat(new Conversation(new Limits(10)).send(CHUNKED + chunks + "0\r\n\r\n"))
        .endsWith("\r\n\r\n0123456789");
    assertThat(new Conversation(new Limits(9)).send(CHUNKED + chunks))
        .isEqualTo(RefusalTest.answer(Fault.CONTENT_TOO_LARGE));
  }

  @Test
  void unwantedContentHasTheSameLimit() {
    var conversation = new Conversation(new Limits(10));
    assertThat(conversation.send(CHUNKED.replace("/echo", "/nowhere") + "5\r\n01234\r\n6"))
        .isEqualTo(RefusalTest.answer(Fault.CONTENT_TOO_LARGE));
  }

  @Test
  void extensionsOfAllChunksTogetherMayHaveEightKib() {
    String extension = ";" + "e".repeat(1023);
    String chunks = ("1" + extension + "\r\nx\r\n").repeat(8);
    assertThat(new Conversation().send(CHUNKED + chunks + "0\r\n\r\n"))
        .endsWith("\r\n\r\nxxxxxxxx");
    assertThat(new Conversation().send(CHUNKED + chunks + "0;"))
        .isEqualTo(RefusalTest.answer(Fault.CHUNK_EXTENSIONS));
    assertThat(new Conversation().send(CHUNKED + "1" + " ".repeat(HEAD + 1)))
        .isEqualTo(RefusalTest.answer(Fault.CHUNK_EXTENSIONS));
  }

  @Test
  void trailersTogetherMayHaveEightKib() {
    String trailers = ("a:" + "b".repeat(1022) + "\r\n").repeat(8);
    assertThat(new Conversation().send(CHUNKED + "0\r\n" + trailers + "\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(new Conversation().send(CHUNKED + "0\r\n" + trailers + "a"))
        .isEqualTo(RefusalTest.answer(Fault.HEAD_TOO_LARGE));
  }

  /** A request for /hello with a head of {@code size} bytes. */
  private static String headOf(int size) {
    String begin = "GET /hello HTTP/1.1\r\nHost: h\r\nX: ";
    return begin + "x".repeat(size - begin.length() - 4) + "\r\n\r\n";
  }

  /** A request line of {@code size} bytes with its end. */
  private static String requestLineOf(int size) {
    String end = " HTTP/1.1\r\n";
    return "GET /" + "a".repeat(size - 5 - end.length()) + end;
  }

  private static void assertAnswered(String request, String answer) {
    assertThat(new Conversation().send(request)).startsWith(answer);
    assertThat(new Conversation().sendByteByByte(request.getBytes(ISO_8859_1))).startsWith(answer);
  }

  /** Refused in one piece, and with byte {@code at} when they come one by one. */
  private static void assertRefused(String request, int at, Fault fault) {
    assertThat(new Conversation().send(request)).isEqualTo(RefusalTest.answer(fault));
    var conversation = new Conversation();
    byte[] bytes = request.substring(0, at - 1).getBytes(ISO_8859_1);
    assertThat(conversation.sendByteByByte(bytes)).isEmpty();
    assertThat(conversation.state()).isEqualTo(State.OPEN);
    assertThat(conversation.send(request.substring(at - 1, at)))
        .isEqualTo(RefusalTest.answer(fault));
    assertThat(conversation.state()).isEqualTo(State.VIOLATED);
  }
}
