package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.concurrencybench.core.service.Reply;

/**
 * One complete reply.
 *
 * @param content a view of the input where it lay there whole
 */
record Response(ResponseHead head, ByteBuffer content) {

  private static final int TEXT_BYTES = 200;

  int status() {
    return head.status();
  }

  /** This reply as a no, with the beginning of what the server said about it. */
  Reply.Refused refused() {
    var beginning = content.slice(content.position(), Math.min(content.remaining(), TEXT_BYTES));
    return new Reply.Refused(status(), UTF_8.decode(beginning).toString().strip());
  }
}
