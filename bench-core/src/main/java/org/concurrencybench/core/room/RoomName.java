package org.concurrencybench.core.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** The rule for names of rooms: UTF-8 of 1 to 64 bytes, the same in every protocol. */
public final class RoomName {

  /** The longest name, in bytes. */
  public static final int MAX_BYTES = 64;

  private RoomName() {}

  /** The name in what remains of {@code bytes}, or null if it is none. */
  public static @Nullable String decode(ByteBuffer bytes) {
    if (!bytes.hasRemaining() || bytes.remaining() > MAX_BYTES) {
      return null;
    }
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }
}
