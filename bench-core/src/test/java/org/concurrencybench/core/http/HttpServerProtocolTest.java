package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol.State;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerProtocolTest {

  private static final String DATE = Conversation.DATE;
  private static final String HELLO = "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String GREETING =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n"
          + DATE
          + "\r\nHello, World!";

  private final Conversation conversation = new Conversation();

  @Test
  void greets() {
    assertThat(conversation.send(HELLO)).isEqualTo(GREETING);
    assertThat(conversation.state()).isEqualTo(State.OPEN);
    assertThat(conversation.protocol().midMessage()).isFalse();
  }

  @Test
  void greetsFromMemoryOutsideTheHeap() {
    assertThat(conversation.sendDirect(HELLO + HELLO)).isEqualTo(GREETING + GREETING);
  }

  @Test
  void headHasTheHeadersOfGetAndNoContent() {
    assertThat(conversation.send("HEAD /hello HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n"
                + DATE
                + "\r\n");
  }

  @Test
  void echoesContentAndItsType() {
    assertThat(
            conversation.send(
                "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Length: 3\r\n\r\nabc"))
        .isEqualTo(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Length: 3\r\n"
                + DATE
                + "\r\nabc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type:\r\n", "content-type: application/octet-stream\r\n"})
  void echoesBytesOfNoKnownTypeAsOctets(String type) {
    assertThat(
            conversation.send(
                "POST /echo HTTP/1.1\r\nHost: h\r\n" + type + "Content-Length: 3\r\n\r\n\0\r\n"))
        .isEqualTo(octets("", "\0\r\n"));
  }

  @Test
  void aPostWithoutLengthIsEmpty() {
    assertThat(conversation.send("POST /echo HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo(octets("", ""));
  }

  @Test
  void contentThatLiesInTheInputIsNotCopied() {
    var protocol = new HttpServerProtocol(Limits.DEFAULT);
    byte[] bytes =
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET".getBytes(ISO_8859_1);
    var input = ByteBuffer.wrap(bytes);
    var request = (Request.Echo) protocol.decode(input, new RecordingSink());
    bytes[bytes.length - 4] = 'X';
    assertThat(request.payload()).isEqualTo(ByteBuffer.wrap("abX".getBytes(ISO_8859_1)));
    assertThat(input.remaining()).isEqualTo(3);
  }

  @Test
  void contentThatArrivesInPiecesIsJoined() {
    var content = "x".repeat(100_000);
    var head = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n";
    assertThat(conversation.send(head)).isEmpty();
    assertThat(conversation.protocol().midMessage()).isTrue();
    for (int i = 0; i < 99; i++) {
      assertThat(conversation.send(content.substring(0, 1000))).isEmpty();
    }
    assertThat(conversation.send(content.substring(0, 1000))).isEqualTo(octets("", content));
    assertThat(conversation.protocol().midMessage()).isFalse();
  }

  @Test
  void answersPipelinedRequestsInOrder() {
    String echo = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n";
    String lost = "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n";
    assertThat(conversation.send(HELLO + echo + "ab" + lost + echo + "cd" + HELLO))
        .isEqualTo(GREETING + octets("", "ab") + notFound("") + octets("", "cd") + GREETING);
    assertThat(conversation.requests()).isEqualTo(4);
  }

  @Test
  void theNextRequestIsNotDecodedBeforeTheReply() {
    var protocol = new HttpServerProtocol(Limits.DEFAULT);
    var input = ByteBuffer.wrap((HELLO + HELLO).getBytes(ISO_8859_1));
    assertThat(protocol.decode(input, new RecordingSink())).isEqualTo(new Request.Hello());
    assertThat(input.remaining()).isEqualTo(HELLO.length());
    assertThatThrownBy(() -> protocol.decode(input, new RecordingSink()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void skipsEmptyLinesBeforeARequest() {
    assertThat(conversation.send("\r\n\r\n" + HELLO + "\r\n")).isEqualTo(GREETING);
    assertThat(conversation.protocol().midMessage()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hello",
        "/hello?",
        "/hello?a=b&c",
        "http://example.org/hello",
        "HTTP://example.org:8080/hello?x",
        "https://[::1]/hello",
      })
  void understandsTheFormsOfATarget(String target) {
    assertThat(conversation.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo(GREETING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/hell",
        "/helloo",
        "/hello/",
        "/Hello",
        "//hello",
        "http://h",
        "http://h?/hello",
        "/%68ello"
      })
  void otherTargetsAreNotFoundAndKeepTheConnection(String target) {
    assertThat(conversation.send("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo(notFound(""));
    assertThat(conversation.send(HELLO)).isEqualTo(GREETING);
  }

  @Test
  void optionsOfTheWholeServerAreNotFound() {
    assertThat(conversation.send("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(notFound(""));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /hello, 'GET, HEAD'",
    "OPTIONS, /hello, 'GET, HEAD'",
    "DELETE, /echo, 'GET, POST'",
    "PUT, /echo, 'GET, POST'",
    "TRACE, /echo, 'GET, POST'",
    "PATCH, /echo, 'GET, POST'",
  })
  void otherMethodsAreNotAllowedAndKeepTheConnection(String method, String target, String allow) {
    assertThat(
            conversation.send(
                method + " " + target + " HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabcde"))
        .isEqualTo(
            "HTTP/1.1 405 Method Not Allowed\r\nAllow: "
                + allow
                + "\r\nContent-Type: text/plain\r\nContent-Length: 19\r\n"
                + DATE
                + "\r\nnot by this method\n");
    assertThat(conversation.send(HELLO)).isEqualTo(GREETING);
  }

  @Test
  void headOfAnEchoIsNotAllowedAndHasNoContent() {
    assertThat(conversation.send("HEAD /echo HTTP/1.1\r\nHost: h\r\n\r\n" + HELLO))
        .isEqualTo(
            "HTTP/1.1 405 Method Not Allowed\r\n"
                + "Allow: GET, POST\r\n"
                + "Content-Type: text/plain\r\n"
                + "Content-Length: 19\r\n"
                + DATE
                + "\r\n"
                + GREETING);
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, '', ''",
    "1.1, 'Connection: keep-alive', ''",
    "1.1, 'connection: CLOSE', close",
    "1.1, 'Connection: foo , close,', close",
    "1.1, 'Connection: ,keep-alive,close', close",
    "1.1, 'Connection: closed', ''",
    "1.1, 'X-Connection: close', ''",
    "1.2, '', ''",
    "1.9, 'Connection: close', close",
    "1.0, '', close",
    "1.0, 'Connection: keep-alive', keep-alive",
    "1.0, 'Connection: foo, Keep-Alive', keep-alive",
    "1.0, 'Connection: keep-alive, close', close",
  })
  void keepsOrClosesAsTheClientWants(String version, String header, String answered) {
    String headers = "Host: h\r\n" + (header.isEmpty() ? "" : header + "\r\n");
    String expected = answered.isEmpty() ? "" : "Connection: " + answered + "\r\n";
    assertThat(conversation.send("GET /hello HTTP/" + version + "\r\n" + headers + "\r\n"))
        .isEqualTo(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n"
                + DATE
                + expected
                + "\r\nHello, World!");
    assertThat(conversation.state()).isEqualTo(answered.equals("close") ? State.DONE : State.OPEN);
  }

  @Test
  void connectionHeadersAddUp() {
    String request = "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n";
    assertThat(conversation.send(request)).contains("\r\nConnection: close\r\n");
    assertThat(conversation.state()).isEqualTo(State.DONE);
  }

  @Test
  void nothingIsAnsweredBehindAClose() {
    assertThat(
            conversation.send(
                "GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + HELLO))
        .isEqualTo(notFound("Connection: close\r\n"));
    assertThat(conversation.state()).isEqualTo(State.DONE);
    assertThat(conversation.send(HELLO)).isEmpty();
    assertThat(conversation.requests()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hello", "/nowhere"})
  void unwantedContentIsReadAndForgotten(String target) {
    String request =
        "PUT "
            + target
            + " HTTP/1.1\r\nHost: h\r\nContent-Length: 50000\r\n\r\n"
            + "GET ".repeat(12_500);
    assertThat(conversation.send(request + HELLO)).startsWith("HTTP/1.1 40").endsWith(GREETING);
    assertThat(conversation.sendByteByByte((request + HELLO).getBytes(ISO_8859_1)))
        .endsWith(GREETING);
    assertThat(conversation.requests()).isEqualTo(2);
  }

  @Test
  void aClientThatAsksFirstIsToldToContinue() {
    String head =
        "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
    assertThat(conversation.send(head)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(conversation.send("ab")).isEqualTo(octets("", "ab"));
  }

  @Test
  void aClientThatAsksFirstIsToldToContinueWithChunks() {
    String head =
        "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(conversation.send(head)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(conversation.send("2\r\nab\r\n0\r\n\r\n")).isEqualTo(octets("", "ab"));
  }

  @Test
  void aClientThatSendsAnywayIsNotToldToContinue() {
    String head =
        "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    assertThat(conversation.send(head + "a")).isEmpty();
    assertThat(conversation.send("b")).isEqualTo(octets("", "ab"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST /nowhere, Content-Length: 2, 404",
    "POST /hello, Content-Length: 2, 405",
    "PUT /rooms/a, Transfer-Encoding: chunked, 405"
  })
  void aClientThatAsksFirstIsRefusedWithoutBeingToldToContinue(
      String request, String content, int status) {
    String head =
        request + " HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n" + content + "\r\n\r\n";
    assertThat(conversation.send(head))
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\r\nConnection: close\r\n");
    assertThat(conversation.state()).isEqualTo(State.DONE);
    assertThat(conversation.protocol().midMessage()).isFalse();
  }

  @Test
  void aClientThatSendsAnywayMayGoOnAfterA404() {
    String request =
        "POST /nowhere HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab";
    assertThat(conversation.send(request + HELLO)).isEqualTo(notFound("") + GREETING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /echo HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n\r\n",
        "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nExpect: the-unexpected\r\n\r\n",
      })
  void anExpectationWithoutContentOrInHttp10IsIgnored(String request) {
    assertThat(conversation.send(request)).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void endOfInputIsTheEnd() {
    conversation.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nabc");
    conversation.protocol().endOfInput(new RecordingSink());
    assertThat(conversation.state()).isEqualTo(State.DONE);
    assertThat(conversation.protocol().midMessage()).isFalse();
  }

  @Test
  void aShutdownSaysNothing() {
    var sink = new RecordingSink();
    conversation.protocol().shutDown(sink);
    assertThat(conversation.state()).isEqualTo(State.DONE);
    assertThat(sink.drain()).isEmpty();
  }

  @Test
  void aReplyThatComesAfterTheEndIsDropped() {
    var protocol = new HttpServerProtocol(Limits.DEFAULT);
    protocol.decode(ByteBuffer.wrap(HELLO.getBytes(ISO_8859_1)), new RecordingSink());
    protocol.shutDown(new RecordingSink());
    var sink = new RecordingSink();
    protocol.encode(new Reply.Greeting(ByteBuffer.allocate(3)), sink);
    assertThat(sink.drain()).isEmpty();
  }

  static String octets(String headers, String content) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
        + content.length()
        + "\r\n"
        + DATE
        + headers
        + "\r\n"
        + content;
  }

  private static String notFound(String headers) {
    return "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n"
        + DATE
        + headers
        + "\r\nnothing here\n";
  }
}
