package org.concurrencybench.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What HTTP answers where there is a route and where there is none. */
interface RoutesContract extends Contract {

  /** The first of some numbers of five digits. */
  int FIRST = 10_000;

  @Test
  default void helloIsThirteenBytesOfText() throws Exception {
    String answer = answer("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nContent-Length: 13\r\n")
        .containsIgnoringCase("\r\nContent-Type: text/plain")
        .containsIgnoringCase("\r\nDate: ")
        .endsWith("\r\n\r\nHello, World!");
  }

  @Test
  default void headHasTheHeadAlone() throws Exception {
    String answer = answer("HEAD /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nContent-Length: 13\r\n")
        .endsWith("\r\n\r\n")
        .doesNotContain("Hello");
  }

  @Test
  default void whatIsNotThereIsNotFoundAndKeepsTheConnection() throws Exception {
    String answers =
        answer(
            "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answers).startsWith("HTTP/1.1 404 ").contains("HTTP/1.1 200 ");
  }

  @Test
  default void anotherMethodIsNotAllowedAndToldWhichIs() throws Exception {
    String answers =
        answer(
            "DELETE /echo HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answers)
        .matches("(?s)HTTP/1.1 (405 .*\\r\\nAllow: [A-Z, ]*POST.*|501 .*)")
        .contains("HTTP/1.1 200 ");
  }

  @Test
  default void pipelinedRequestsAreAnsweredInOrder() throws Exception {
    int requests = 50;
    var asked = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      asked.append("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
      asked.append(FIRST + i);
    }
    asked.append("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    String answers = answer(asked.toString());
    int from = 0;
    for (int i = 0; i < requests; i++) {
      int at = answers.indexOf("\r\n\r\n" + (FIRST + i), from);
      assertThat(at).as("answer %s, after those before it", i).isGreaterThanOrEqualTo(from);
      from = at;
    }
    assertThat(answers.indexOf("Hello, World!")).isGreaterThan(from);
  }

  @Test
  default void chunkedRequestsAreDecoded() throws Exception {
    String answer =
        answer(
            "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
            "4\r\nWiki\r\n6;a=b\r\npedia \r\nD\r\nin\r\n\r\nchunks.\r\n0\r\nX: y\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("\r\nContent-Length: 23\r\n")
        .endsWith("\r\n\r\nWikipedia in\r\n\r\nchunks.");
  }

  @Test
  default void smugglersAreRefused() throws Exception {
    for (String head :
        new String[] {
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
          "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "GET /hello HTTP/1.1\r\nHost : x\r\n\r\n",
          "GET /hello HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
          "GET /hello HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n"
        }) {
      assertThat(answer(head)).as(head).startsWith("HTTP/1.1 400 ");
    }
  }

  /** All that comes until the server ends the connection. */
  private String answer(String... requests) throws IOException {
    try (var server = start()) {
      TestClient client = server.connection();
      client.send(String.join("", requests).getBytes(ISO_8859_1));
      return new String(client.readToEnd(), ISO_8859_1);
    }
  }
}
