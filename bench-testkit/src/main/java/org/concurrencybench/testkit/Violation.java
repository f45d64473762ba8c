package org.concurrencybench.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;

/** Something that a client must not send, and what a server must say to it. */
final class Violation {

  private final String name;
  private final byte[] bytes;
  private final Predicate<byte[]> answer;

  /** {@code answer} accepts all that a server may say, from the first byte to the last. */
  Violation(String name, byte[] bytes, Predicate<byte[]> answer) {
    this.name = name;
    this.bytes = bytes;
    this.answer = answer;
  }

  /** What the client sends. */
  byte[] bytes() {
    return bytes;
  }

  /** Fails unless {@code said} is the answer, the whole answer and nothing else. */
  void check(byte[] said) {
    assertThat(answer.test(said))
        .as("answer to %s: '%s'", name, new String(said, ISO_8859_1))
        .isTrue();
  }

  @Override
  public String toString() {
    return name;
  }
}
