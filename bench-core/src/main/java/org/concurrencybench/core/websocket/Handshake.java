package org.concurrencybench.core.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The two header values by which client and server assure each other that both mean WebSocket (RFC
 * 6455, sections 4.1 and 4.2.2). They are no secret and no authentication.
 */
public final class Handshake {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;
  private static final int KEY_CHARACTERS = 24;

  private Handshake() {}

  /** The {@code Sec-WebSocket-Accept} that answers {@code key}: base64 of SHA-1 of key and GUID. */
  public static String acceptFor(String key) {
    byte[] digest = sha1().digest((key + GUID).getBytes(ISO_8859_1));
    return Base64.getEncoder().encodeToString(digest);
  }

  /** Whether {@code key}, without surrounding white space, is base64 of exactly 16 bytes. */
  public static boolean validKey(String key) {
    if (key.length() != KEY_CHARACTERS) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false; // not base64
    }
  }

  /** A {@code Sec-WebSocket-Key} for one connection. */
  public static String newKey(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
