package org.concurrencybench.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection holds between requests is multiplied by the number of connections. */
class IdleConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /hello HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nab",
        "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
      })
  void holdsNothingOfItsOwn(String request) throws IllegalAccessException {
    var whole = new Conversation();
    whole.send(request);
    assertThat(referredTo(whole.protocol())).containsOnly("limits", "answers", "state");
    var pieces = new Conversation();
    pieces.sendByteByByte(Ascii.bytes(request));
    assertThat(referredTo(pieces.protocol())).containsOnly("limits", "answers", "state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\na", "GET /"})
  void holdsAMessageWhileItIsIncomplete(String beginning) throws IllegalAccessException {
    var conversation = new Conversation();
    conversation.send(beginning);
    assertThat(referredTo(conversation.protocol())).contains("head");
  }

  /** The fields that are not null; three of them refer to what all connections share. */
  private static List<String> referredTo(HttpServerProtocol protocol)
      throws IllegalAccessException {
    var names = new ArrayList<String>();
    for (Field field : HttpServerProtocol.class.getDeclaredFields()) {
      field.setAccessible(true);
      boolean reference =
          !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive();
      if (reference && field.get(protocol) != null) {
        names.add(field.getName());
      }
    }
    return names;
  }
}
