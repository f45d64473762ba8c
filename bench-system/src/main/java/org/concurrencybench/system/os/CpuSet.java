package org.concurrencybench.system.os;

import java.util.Arrays;
import java.util.BitSet;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * A set of CPUs, by the kernel's numbers. Prints and parses as the kernel's list format, {@code
 * 0-3,8}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/cpuset.7.html">cpuset(7), formats</a>
 */
public final class CpuSet {

  private final BitSet cpus;

  private CpuSet(BitSet cpus) {
    this.cpus = cpus;
  }

  /** The CPUs of those numbers. */
  public static CpuSet of(int... numbers) {
    var cpus = new BitSet();
    Arrays.stream(numbers).forEach(cpus::set);
    return new CpuSet(cpus);
  }

  /**
   * Reads {@code 0-3,8}.
   *
   * @throws IllegalArgumentException if it is not such a list
   */
  public static CpuSet parse(String list) {
    var cpus = new BitSet();
    for (String range : list.strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      int from = number(ends[0], list);
      int to = ends.length == 1 ? from : number(ends[1], list);
      if (to < from) {
        throw new IllegalArgumentException(
            "CPU list '" + list + "': " + range + " ends before it begins");
      }
      cpus.set(from, to + 1);
    }
    return new CpuSet(cpus);
  }

  /** The inverse of {@link #mask}. */
  static CpuSet ofMask(long[] mask) {
    return new CpuSet(BitSet.valueOf(mask));
  }

  private static int number(String text, String list) {
    if (!text.matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "CPU list '" + list + "': '" + text + "' is no CPU; write 0-3,8");
    }
    return Integer.parseInt(text);
  }

  /** The numbers, ascending. */
  public IntStream numbers() {
    return cpus.stream();
  }

  /** A bit per CPU, the lowest first, as the kernel takes it. */
  long[] mask() {
    return cpus.toLongArray();
  }

  /** How many there are. */
  public int size() {
    return cpus.cardinality();
  }

  /** Whether every CPU of {@code others} is one of these. */
  public boolean containsAll(CpuSet others) {
    return others.numbers().allMatch(cpus::get);
  }

  /** Whether a CPU is in both. */
  public boolean intersects(CpuSet others) {
    return cpus.intersects(others.cpus);
  }

  /** These and the others. */
  public CpuSet and(CpuSet others) {
    var both = (BitSet) cpus.clone();
    both.or(others.cpus);
    return new CpuSet(both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CpuSet that && cpus.equals(that.cpus);
  }

  @Override
  public int hashCode() {
    return cpus.hashCode();
  }

  @Override
  public String toString() {
    var list = new StringJoiner(",");
    int from = cpus.nextSetBit(0);
    while (from >= 0) {
      int end = cpus.nextClearBit(from);
      list.add(end - from == 1 ? String.valueOf(from) : from + "-" + (end - 1));
      from = cpus.nextSetBit(end);
    }
    return list.toString();
  }
}
