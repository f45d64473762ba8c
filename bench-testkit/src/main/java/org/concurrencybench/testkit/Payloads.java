package org.concurrencybench.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Bytes to be echoed, no two of them alike, the same in every run. */
final class Payloads {

  private Payloads() {}

  /** The payload of that number and length. */
  static byte[] of(long number, int length) {
    var payload = new byte[length];
    new SplittableRandom(number).nextBytes(payload);
    return payload;
  }

  /** {@code count} of them, of any length up to {@code longest}. */
  static List<byte[]> mixed(int count, int longest) {
    var lengths = new SplittableRandom(count);
    var payloads = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      payloads.add(of(i, lengths.nextInt(longest + 1)));
    }
    return payloads;
  }
}
