package org.concurrencybench.driver;

/**
 * Seeds that follow from the seed of a run and from what they are for, and from nothing else: not
 * from the order of windows, the time that a load took to settle, or who is measured. So contenders
 * that are compared get the same arrivals (common random numbers), and no two purposes the same.
 */
public final class Seeds {

  /** Results store numbers as doubles, which hold whole numbers of so many bits. */
  private static final int BITS = 53;

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * The seed for a purpose.
   *
   * @param round of the run
   * @param purpose as {@code short-requests:http/hello/open-5000/c100}
   * @return from 0 to 2^53 - 1
   */
  public static long of(long seed, int round, String purpose) {
    long hash = mix(mix(seed) + round);
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix(hash + purpose.charAt(i));
    }
    return hash >>> (Long.SIZE - BITS);
  }

  /** A step of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
  private static long mix(long value) {
    long z = value + GOLDEN_RATIO;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
