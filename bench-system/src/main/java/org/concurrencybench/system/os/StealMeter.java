package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * How the kernel accounts for the time of each CPU, in ticks since it started: what was idle, and
 * what the hypervisor gave to other machines. A tick is a hundredth of a second, so a window wants
 * some seconds.
 *
 * @param ticks by the CPU's number
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_stat.5.html">proc_stat(5)</a>
 */
public record StealMeter(Map<Integer, Ticks> ticks) {

  /** USER_HZ, in which the kernel tells these times on every architecture that JDK 25 runs on. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final Path FILE = Path.of("/proc/stat");

  /** Copies the map. */
  public StealMeter {
    ticks = Map.copyOf(ticks);
  }

  /** The figures of this moment; empty where the system has none. */
  public static Optional<StealMeter> now() {
    return Proc.text(FILE).map(StealMeter::parse);
  }

  static StealMeter parse(String text) {
    var ticks = new TreeMap<Integer, Ticks>();
    for (String line : text.split("\n")) {
      // The line "cpu" without a number is the sum.
      if (line.matches("cpu\\d+ .*")) {
        String[] fields = line.split("\\s+");
        ticks.put(Integer.valueOf(fields[0].substring("cpu".length())), Ticks.of(fields));
      }
    }
    return new StealMeter(ticks);
  }

  /**
   * Of the time of these CPUs since {@code earlier}, the part that was stolen, from 0 to 1; empty
   * if no time passed.
   */
  public OptionalDouble stolenFraction(StealMeter earlier, CpuSet cpus) {
    return fraction(earlier, cpus, Ticks::stolen);
  }

  /**
   * Of the time of these CPUs since {@code earlier}, the part that was idle, from 0 to 1; empty if
   * no time passed.
   */
  public OptionalDouble idleFraction(StealMeter earlier, CpuSet cpus) {
    return fraction(earlier, cpus, Ticks::idle);
  }

  /**
   * The time since {@code earlier} in which programs ran on these CPUs, in nanoseconds: without
   * that of interrupts, which nobody asked for, and of the hypervisor.
   */
  public long busyNanos(StealMeter earlier, CpuSet cpus) {
    return NANOS_PER_TICK * (sum(cpus, Ticks::busy) - earlier.sum(cpus, Ticks::busy));
  }

  private OptionalDouble fraction(StealMeter earlier, CpuSet cpus, ToLongFunction<Ticks> part) {
    long all = sum(cpus, Ticks::all) - earlier.sum(cpus, Ticks::all);
    long some = sum(cpus, part) - earlier.sum(cpus, part);
    // Idle time is estimated and may step back by a tick.
    return all > 0 ? OptionalDouble.of(Math.max(0, (double) some / all)) : OptionalDouble.empty();
  }

  private long sum(CpuSet cpus, ToLongFunction<Ticks> part) {
    return cpus.numbers()
        .mapToObj(cpu -> ticks.getOrDefault(cpu, Ticks.NONE))
        .mapToLong(part)
        .sum();
  }

  /**
   * The time of one CPU.
   *
   * @param all every kind together
   * @param idle nothing to do, or waiting for a disk
   * @param busy running programs, the kernel's work for them included
   * @param stolen something to do, but the hypervisor ran another machine
   */
  public record Ticks(long all, long idle, long busy, long stolen) {

    private static final Ticks NONE = new Ticks(0, 0, 0, 0);

    /*
     * cpu0 user nice system idle iowait irq softirq steal guest guest_nice
     *      1    2    3      4    5      6   7       8     (contained in user and nice)
     */
    private static Ticks of(String[] fields) {
      long all = Arrays.stream(fields, 1, 9).mapToLong(Long::parseLong).sum();
      long idle = Long.parseLong(fields[4]) + Long.parseLong(fields[5]);
      long busy = Arrays.stream(fields, 1, 4).mapToLong(Long::parseLong).sum();
      return new Ticks(all, idle, busy, Long.parseLong(fields[8]));
    }
  }
}
