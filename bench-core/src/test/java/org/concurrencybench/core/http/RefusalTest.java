package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

  private static final String HOST = "Host: h\r\n";
  private static final String GET = "GET /hello HTTP/1.1\r\n";
  private static final String POST = "POST /echo HTTP/1.1\r\n" + HOST;
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String UPGRADE =
      "GET /echo HTTP/1.1\r\n" + HOST + "Connection: Upgrade\r\nUpgrade: websocket\r\n";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("bare LF behind the request line", "GET /hello HTTP/1.1\n", Fault.LINE_END),
        arguments("bare LF behind a header", GET + "Host: h\n", Fault.LINE_END),
        arguments("bare LF as empty line", GET + HOST + "\n", Fault.LINE_END),
        arguments("bare CR inside a header", GET + "Host: h\rX", Fault.LINE_END),
        arguments("CR CR LF", GET + "Host: h\r\r", Fault.LINE_END),
        arguments("bare LF before the request", "\n", Fault.LINE_END),
        arguments("NUL in a header", GET + "Host: h\0", Fault.CONTROL_CHARACTER),
        arguments("DEL in a header", GET + "X: \u007f", Fault.CONTROL_CHARACTER),
        arguments("NUL in the request line", "GET /hello\0", Fault.CONTROL_CHARACTER),
        arguments("a TLS hello", "\u0016", Fault.CONTROL_CHARACTER),
        arguments("HTTP/0.9", "GET /hello\r\n", Fault.START_LINE),
        arguments("no target", "GET HTTP/1.1\r\n", Fault.START_LINE),
        arguments("empty target", "GET  HTTP/1.1\r\n", Fault.START_LINE),
        arguments("no method", " /hello HTTP/1.1\r\n", Fault.START_LINE),
        arguments("a single word", "hello\r\n", Fault.START_LINE),
        arguments("a single letter", "h\r\n", Fault.START_LINE),
        arguments("small letters in the version", "GET /hello http/1.1\r\n", Fault.START_LINE),
        arguments("two digits in the version", "GET /hello HTTP/1.10\r\n", Fault.START_LINE),
        arguments("letters in the version", "GET /hello HTTP/1.x\r\n", Fault.START_LINE),
        arguments("blank behind the version", "GET /hello HTTP/1.1 \r\n", Fault.START_LINE),
        arguments("tab instead of space", "GET\t/hello HTTP/1.1\r\n", Fault.START_LINE),
        arguments("method is no token", "G@T /hello HTTP/1.1\r\n", Fault.START_LINE),
        arguments("two spaces before the target", "GET  /hello HTTP/1.1\r\n", Fault.TARGET),
        arguments("two spaces behind the target", "GET /hello  HTTP/1.1\r\n", Fault.TARGET),
        arguments("space inside the target", "GET /hel lo HTTP/1.1\r\n", Fault.TARGET),
        arguments("a byte over 0x7f in the target", "GET /h\u00e9 HTTP/1.1\r\n", Fault.TARGET),
        arguments("relative target", "GET hello HTTP/1.1\r\n", Fault.TARGET),
        arguments("star for GET", "GET * HTTP/1.1\r\n", Fault.TARGET),
        arguments("absolute target without host", "GET http:///hello HTTP/1.1\r\n", Fault.TARGET),
        arguments("absolute target with user", "GET http://u@h/hello HTTP/1.1\r\n", Fault.TARGET),
        arguments(
            "absolute target of another scheme", "GET ftp://h/hello HTTP/1.1\r\n", Fault.TARGET),
        arguments("scheme without host", "GET http: HTTP/1.1\r\n", Fault.TARGET),
        arguments("no units", "GET /compute HTTP/1.1\r\n", Fault.QUERY),
        arguments("room without a name", "POST /rooms/ HTTP/1.1\r\n", Fault.ROOM),
        arguments("space before the colon", GET + "Host : h\r\n", Fault.FIELD_NAME),
        arguments("tab before the colon", GET + "Host\t: h\r\n", Fault.FIELD_NAME),
        arguments("no colon", GET + "Host\r\n", Fault.FIELD_NAME),
        arguments("empty name", GET + ": h\r\n", Fault.FIELD_NAME),
        arguments("a byte over 0x7f in a name", GET + "H\u00f6st: h\r\n", Fault.FIELD_NAME),
        arguments("brackets in a name", GET + "Host[]: h\r\n", Fault.FIELD_NAME),
        arguments("folded by a space", GET + "X: a\r\n b\r\n", Fault.FOLDED_LINE),
        arguments("folded by a tab", GET + "X: a\r\n\tb\r\n", Fault.FOLDED_LINE),
        arguments("blank before the first header", GET + " Host: h\r\n", Fault.FOLDED_LINE),
        arguments("no Host in 1.1", GET + "\r\n", Fault.HOST),
        arguments("two Hosts", GET + HOST + HOST, Fault.HOST),
        arguments("two Hosts in 1.0", "GET /hello HTTP/1.0\r\n" + HOST + HOST, Fault.HOST),
        arguments("blank inside Host", GET + "Host: a b\r\n", Fault.HOST),
        arguments("user in Host", GET + "Host: u@h\r\n", Fault.HOST),
        arguments("path in Host", GET + "Host: h/p\r\n", Fault.HOST),
        arguments("empty length", POST + "Content-Length:\r\n", Fault.LENGTH),
        arguments("negative length", POST + "Content-Length: -1\r\n", Fault.LENGTH),
        arguments("signed length", POST + "Content-Length: +1\r\n", Fault.LENGTH),
        arguments("hexadecimal length", POST + "Content-Length: 0x1\r\n", Fault.LENGTH),
        arguments("list of lengths", POST + "Content-Length: 1, 1\r\n", Fault.LENGTH),
        arguments(
            "differing lengths",
            POST + "Content-Length: 1\r\nContent-Length: 2\r\n",
            Fault.TWO_LENGTHS),
        arguments(
            "length before coding",
            POST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
            Fault.LENGTH_AND_CODING),
        arguments(
            "length behind coding",
            POST + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n",
            Fault.LENGTH_AND_CODING),
        arguments(
            "coding in 1.0",
            "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n",
            Fault.CODING_IN_1_0),
        arguments("no coding", POST + "Transfer-Encoding:\r\n", Fault.CODING_LIST),
        arguments(
            "chunked twice", POST + "Transfer-Encoding: chunked, chunked\r\n", Fault.CODING_LIST),
        arguments(
            "chunked in two headers",
            POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            Fault.CODING_LIST),
        arguments(
            "another coding", POST + "Transfer-Encoding: gzip, chunked\r\n", Fault.UNKNOWN_CODING),
        arguments(
            "coding behind chunked",
            POST + "Transfer-Encoding: chunked, gzip\r\n",
            Fault.UNKNOWN_CODING),
        arguments("identity", POST + "Transfer-Encoding: identity\r\n", Fault.UNKNOWN_CODING),
        arguments("nearly chunked", POST + "Transfer-Encoding: xchunked\r\n", Fault.UNKNOWN_CODING),
        arguments(
            "chunked with parameter",
            POST + "Transfer-Encoding: chunked;q=1\r\n",
            Fault.UNKNOWN_CODING),
        arguments("chunk size is no number", CHUNKED + "x", Fault.CHUNK),
        arguments("empty chunk size", CHUNKED + "\r", Fault.CHUNK),
        arguments("signed chunk size", CHUNKED + "-", Fault.CHUNK),
        arguments("prefixed chunk size", CHUNKED + "0x", Fault.CHUNK),
        arguments("too many digits", CHUNKED + "00000000000000001", Fault.CHUNK),
        arguments("blank before the end of the size line", CHUNKED + "1 \r", Fault.CHUNK),
        arguments("more data than the size says", CHUNKED + "1\r\nab", Fault.CHUNK),
        arguments("bare LF behind a chunk", CHUNKED + "1\r\na\n", Fault.CHUNK),
        arguments("bare LF behind a size", CHUNKED + "1\n", Fault.CHUNK),
        arguments("CR without LF behind a size", CHUNKED + "1\ra", Fault.LINE_END),
        arguments("bare LF in an extension", CHUNKED + "1;a\n", Fault.LINE_END),
        arguments(
            "line ends in a quoted string", CHUNKED + "1;a=\"b\\\"c\r", Fault.CONTROL_CHARACTER),
        arguments("NUL in an extension", CHUNKED + "1;\0", Fault.CONTROL_CHARACTER),
        arguments("trailer without colon", CHUNKED + "0\r\nabc\r", Fault.FIELD_NAME),
        arguments("folded trailer", CHUNKED + "0\r\na: b\r\n ", Fault.FIELD_NAME),
        arguments("blank before the colon of a trailer", CHUNKED + "0\r\na ", Fault.FIELD_NAME),
        arguments("NUL in a trailer", CHUNKED + "0\r\na:\0", Fault.CONTROL_CHARACTER),
        arguments("trailers end with bare LF", CHUNKED + "0\r\na: b\n", Fault.LINE_END),
        arguments(
            "upgrade with content",
            UPGRADE + KEY + "Sec-WebSocket-Version: 13\r\nContent-Length: 1\r\n\r\n",
            Fault.UPGRADE_WITH_CONTENT),
        arguments(
            "upgrade with chunks",
            UPGRADE + KEY + "Sec-WebSocket-Version: 13\r\nTransfer-Encoding: chunked\r\n\r\n",
            Fault.UPGRADE_WITH_CONTENT),
        arguments(
            "upgrade without key",
            UPGRADE + "Sec-WebSocket-Version: 13\r\n\r\n",
            Fault.WEBSOCKET_KEY),
        arguments(
            "upgrade with short key",
            UPGRADE + "Sec-WebSocket-Key: AAAA\r\nSec-WebSocket-Version: 13\r\n\r\n",
            Fault.WEBSOCKET_KEY),
        arguments(
            "upgrade with two keys",
            UPGRADE + KEY + KEY + "Sec-WebSocket-Version: 13\r\n\r\n",
            Fault.WEBSOCKET_KEY),
        arguments(
            "length over the limit",
            POST + "Content-Length: 1048577\r\n\r\n",
            Fault.CONTENT_TOO_LARGE),
        arguments(
            "length over all limits",
            POST + "Content-Length: 99999999999999999999\r\n\r\n",
            Fault.CONTENT_TOO_LARGE),
        arguments(
            "length over the limit, asking first",
            POST + "Expect: 100-continue\r\nContent-Length: 1048577\r\n\r\n",
            Fault.CONTENT_TOO_LARGE),
        arguments("chunk over the limit", CHUNKED + "100001", Fault.CONTENT_TOO_LARGE),
        arguments("chunk over all limits", CHUNKED + "ffffff", Fault.CONTENT_TOO_LARGE),
        arguments("another expectation", POST + "Expect: tea\r\n", Fault.EXPECTATION),
        arguments("no upgrade", "GET /echo HTTP/1.1\r\n" + HOST + "\r\n", Fault.UPGRADE_REQUIRED),
        arguments(
            "Upgrade is no connection option",
            "GET /echo HTTP/1.1\r\n" + HOST + "Upgrade: websocket\r\n\r\n",
            Fault.UPGRADE_REQUIRED),
        arguments(
            "upgrade to something else",
            "GET /echo HTTP/1.1\r\n" + HOST + "Connection: upgrade\r\nUpgrade: h2c\r\n\r\n",
            Fault.UPGRADE_REQUIRED),
        arguments(
            "upgrade in 1.0",
            UPGRADE.replace("1.1", "1.0") + KEY + "Sec-WebSocket-Version: 13\r\n\r\n",
            Fault.UPGRADE_REQUIRED),
        arguments(
            "other WebSocket",
            UPGRADE + KEY + "Sec-WebSocket-Version: 8\r\n\r\n",
            Fault.WEBSOCKET_VERSION),
        arguments("WebSocket of no version", UPGRADE + KEY + "\r\n", Fault.WEBSOCKET_VERSION),
        arguments("unknown method", "BREW /hello HTTP/1.1\r\n", Fault.UNKNOWN_METHOD),
        arguments("method in small letters", "get /hello HTTP/1.1\r\n", Fault.UNKNOWN_METHOD),
        arguments("CONNECT", "CONNECT h:80 HTTP/1.1\r\n", Fault.UNKNOWN_METHOD),
        arguments("the preface of HTTP/2", "PRI * HTTP/2.0\r\n", Fault.UNKNOWN_VERSION),
        arguments("HTTP/0.9 by name", "GET /hello HTTP/0.9\r\n", Fault.UNKNOWN_VERSION));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void isAnsweredAtItsLastByteAndEndsTheConnection(String what, String request, Fault fault) {
    var conversation = new Conversation();
    assertThat(conversation.send(request.substring(0, request.length() - 1))).isEmpty();
    assertThat(conversation.state()).isEqualTo(State.OPEN);
    assertThat(conversation.send(request.substring(request.length() - 1))).isEqualTo(answer(fault));
    assertThat(conversation.state()).isEqualTo(State.VIOLATED);
    assertThat(conversation.protocol().midMessage()).isFalse();
    assertThat(conversation.requests()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void isTheSameHoweverTheBytesAreCut(String what, String request, Fault fault) {
    byte[] bytes = (request + "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n").getBytes(ISO_8859_1);
    assertThat(new Conversation().send(bytes)).isEqualTo(answer(fault));
    assertThat(new Conversation().sendByteByByte(bytes)).isEqualTo(answer(fault));
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(new Conversation().sendInPieces(bytes, cut))
          .as("cut at %d", cut)
          .isEqualTo(answer(fault));
    }
  }

  @Test
  void everyFaultOfARequestIsTried() {
    assertThat(refusals().map(refusal -> refusal.get()[2]).distinct())
        .contains(
            Stream.of(Fault.values())
                .filter(
                    fault -> fault != Fault.TOO_MANY_CONNECTIONS) // aConnectionOverTheLimitIsToldSo
                .filter(fault -> fault != Fault.TIMEOUT) // PatienceContract
                .filter(fault -> fault != Fault.TARGET_TOO_LONG) // the others: LimitsTest
                .filter(fault -> fault != Fault.HEAD_TOO_LARGE)
                .filter(fault -> fault != Fault.CHUNK_EXTENSIONS)
                .toArray());
  }

  @Test
  void anAnswerNamesTheStatusAndTheReason() {
    assertThat(new Conversation().send("GET /hello HTTP/3.0\r\n"))
        .isEqualTo(
            Conversation.head(
                    """
                    HTTP/1.1 505 HTTP Version Not Supported
                    Content-Type: text/plain
                    Content-Length: 27
                    Date: Sun, 06 Nov 1994 08:49:37 GMT
                    Connection: close
                    """)
                + "only HTTP/1.1 and HTTP/1.0\n");
  }

  @Test
  void aMissingUpgradeIsAskedFor() {
    assertThat(new Conversation().send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo(
            Conversation.head(
                    """
                    HTTP/1.1 426 Upgrade Required
                    Upgrade: websocket
                    Content-Type: text/plain
                    Content-Length: 28
                    Date: Sun, 06 Nov 1994 08:49:37 GMT
                    Connection: close, Upgrade
                    """)
                + "this route speaks WebSocket\n");
  }

  @Test
  void theVersionOfWebSocketIsNamed() {
    assertThat(new Conversation().send(UPGRADE + KEY + "Sec-WebSocket-Version: 8\r\n\r\n"))
        .isEqualTo(
            Conversation.head(
                    """
                    HTTP/1.1 426 Upgrade Required
                    Upgrade: websocket
                    Sec-WebSocket-Version: 13
                    Content-Type: text/plain
                    Content-Length: 33
                    Date: Sun, 06 Nov 1994 08:49:37 GMT
                    Connection: close, Upgrade
                    """)
                + "Sec-WebSocket-Version must be 13\n");
  }

  @Test
  void theAnswerToHeadHasNoContent() {
    assertThat(new Conversation().send("HEAD /hello HTTP/1.1\r\n\r\n"))
        .isEqualTo(
            Conversation.head(
                """
                HTTP/1.1 400 Bad Request
                Content-Type: text/plain
                Content-Length: 40
                Date: Sun, 06 Nov 1994 08:49:37 GMT
                Connection: close
                """));
  }

  @Test
  void aConnectionOverTheLimitIsToldSo() {
    var protocol = new HttpServerProtocol(Limits.DEFAULT, new Answers(() -> Conversation.SECOND));
    var sink = new RecordingSink();
    protocol.refuse(sink);
    assertThat(sink.drainText())
        .isEqualTo(answer(Fault.TOO_MANY_CONNECTIONS))
        .startsWith("HTTP/1.1 503 Service Un");
    assertThat(protocol.state()).isEqualTo(State.DONE);
  }

  static String answer(Fault fault) {
    String headers =
        switch (fault) {
          case UPGRADE_REQUIRED -> "Upgrade: websocket\r\n";
          case WEBSOCKET_VERSION -> "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
          default -> "";
        };
    String option = fault.status() == 426 ? "close, Upgrade" : "close";
    return "HTTP/1.1 %s %s\r\n%sContent-Type: text/plain\r\nContent-Length: %s\r\n%sConnection: %s\r\n\r\n%s\n"
        .formatted(
            fault.status(),
            fault.reason(),
            headers,
            fault.text().length() + 1,
            Conversation.DATE,
            option,
            fault.text());
  }
}
