package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.concurrencybench.core.room.MessageType;

/**
 * What a message from outside is to a room: text if its media type says so and its bytes do not
 * contradict.
 */
final class PostedType {

  private static final String TEXT = "text/";

  private PostedType() {}

  static MessageType of(RequestHead head, ByteBuffer content) {
    String type = new String(head.contentType(), StandardCharsets.ISO_8859_1);
    boolean text = type.regionMatches(true, 0, TEXT, 0, TEXT.length()) && isUtf8(content);
    return new MessageType(type, text);
  }

  private static boolean isUtf8(ByteBuffer content) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(content.duplicate());
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }
}
