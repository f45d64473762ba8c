package org.concurrencybench.core.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Valid requests of every shape that a client may choose, from a seed. */
final class RandomRequests {

  private static final String[] TARGETS = {
    "/hello",
    "/echo",
    "/",
    "/nowhere",
    "/hello?x=1&y",
    "http://h:1/echo",
    "http://h/echo?q",
    "/a%20b;c=d/~e"
  };
  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"
  };
  private static final String[] TYPES = {
    "text/plain", "application/json", "application/octet-stream", "a/b; c=\"d, e\""
  };
  private static final String NAME = "!#$%&'*+-.^_`|~09azAZ";
  private static final String VALUE = "\t !\"#,;:=@[]{}~09azAZ\u0080\u00ff";

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  /**
   * One request after another. None is an upgrade, none asks for 100, and only the last may close.
   */
  byte[] pipeline(int requests) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < requests; i++) {
      bytes.writeBytes(request(i == requests - 1));
    }
    return bytes.toByteArray();
  }

  private byte[] request(boolean last) {
    var bytes = new ByteArrayOutputStream();
    String target = pick(TARGETS);
    // GET /echo is the WebSocket.
    String method = target.contains("/echo") ? "POST" : pick(METHODS);
    boolean http10 = random.nextInt(6) == 0;
    text(bytes, method + " " + target + (http10 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n"));
    header(bytes, "Host", pick("h", "h:8080", "127.0.0.1", "[::1]:80"));
    others(bytes);
    if (http10 && !last) {
      header(bytes, "Connection", "keep-alive");
    } else if (last && random.nextBoolean()) {
      header(bytes, "Connection", pick("close", "x, close", "keep-alive, Close"));
    }
    if (random.nextBoolean()) {
      header(bytes, "Content-Type", pick(TYPES));
    }
    content(bytes, http10);
    return bytes.toByteArray();
  }

  private void content(ByteArrayOutputStream bytes, boolean http10) {
    var content = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(300)];
    random.nextBytes(content);
    if (!http10 && random.nextBoolean()) {
      header(bytes, "Transfer-Encoding", pick("chunked", "Chunked"));
      others(bytes);
      text(bytes, "\r\n");
      chunks(bytes, content);
    } else {
      if (content.length > 0 || random.nextBoolean()) {
        header(bytes, "Content-Length", "0".repeat(random.nextInt(3)) + content.length);
      }
      others(bytes);
      text(bytes, "\r\n");
      bytes.writeBytes(content);
    }
  }

  private void chunks(ByteArrayOutputStream bytes, byte[] content) {
    int from = 0;
    while (from < content.length) {
      int size = 1 + random.nextInt(content.length - from);
      String digits = random.nextBoolean() ? "%x" : "%04X";
      text(bytes, digits.formatted(size) + pick("", ";a", ";a=b;c=\"d\"") + "\r\n");
      bytes.write(content, from, size);
      text(bytes, "\r\n");
      from += size;
    }
    text(bytes, "0\r\n");
    if (random.nextInt(4) == 0) {
      header(bytes, "X-Trailer", "t");
    }
    text(bytes, "\r\n");
  }

  private void others(ByteArrayOutputStream bytes) {
    for (int i = random.nextInt(4); i > 0; i--) {
      header(bytes, "x" + some(NAME, 12), some(VALUE, 30));
    }
  }

  private void header(ByteArrayOutputStream bytes, String name, String value) {
    var spelled = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      spelled.append(random.nextBoolean() ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    text(bytes, spelled + ":" + pick("", " ", " \t ") + value + pick("", " ", "\t") + "\r\n");
  }

  private String some(String alphabet, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static void text(ByteArrayOutputStream bytes, String text) {
    bytes.writeBytes(text.getBytes(ISO_8859_1));
  }
}
