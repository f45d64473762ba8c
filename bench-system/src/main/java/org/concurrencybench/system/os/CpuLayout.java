package org.concurrencybench.system.os;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which process of a run has which CPUs, so that the driver's work is not taken from the server's
 * time.
 *
 * <pre>
 * CPUs   backend and launcher   driver   server
 *   1    ------------- all share it -----------     what the driver takes is the server's
 *   2    ------- 1 -------------------     1
 *   3            1                 1       1
 *   4            1                 1       2
 *   n        n/8, at least 1    the rest  n/2
 * </pre>
 *
 * <p>A suite may ask for another number of CPUs for its server, see {@link #withServerCpus}.
 *
 * <p>The server has the highest CPUs, because interrupts go to the lowest unless somebody moved
 * them. Hyperthreads of one core stay together where the division allows it; where it does not, the
 * layout says so.
 *
 * @param pinned whether processes are held to their CPUs; if not, each may use all
 * @param remark a bias that this layout brings, as a sentence; empty if it brings none
 */
public record CpuLayout(
    CpuSet server, CpuSet driver, CpuSet backend, CpuSet launcher, boolean pinned, String remark) {

  private static final Path CPUS = Path.of("/sys/devices/system/cpu");

  /**
   * The layout of the CPUs that the calling thread may use. To be asked once, before anything is
   * pinned; {@link #parse} carries it into other processes.
   */
  public static CpuLayout ofThisMachine() {
    int usable = Runtime.getRuntime().availableProcessors();
    Optional<CpuSet> allowed = Affinity.current();
    if (allowed.isEmpty()) {
      CpuSet all = CpuSet.of(IntStream.range(0, usable).toArray());
      return new CpuLayout(
          all,
          all,
          all,
          all,
          false,
          "Threads cannot be pinned on this system: the kernel places all processes freely.");
    }
    CpuSet cpus = allowed.get();
    if (usable >= cpus.size()) {
      return divide(cpus, CpuLayout::siblings);
    }
    // More CPUs than the control group's quota pays for would only be throttled in turn.
    CpuLayout layout =
        divide(CpuSet.of(cpus.numbers().limit(usable).toArray()), CpuLayout::siblings);
    return layout.remarking(
        String.format(
            Locale.ROOT,
            "The quota of the control group pays for %d of the CPUs %s.",
            usable,
            cpus));
  }

  /**
   * Divides {@code cpus}.
   *
   * @param siblings the hyperthreads of a CPU's core, itself included
   */
  static CpuLayout divide(CpuSet cpus, IntFunction<CpuSet> siblings) {
    int count = cpus.size();
    if (count == 1) {
      return new CpuLayout(
          cpus, cpus, cpus, cpus, true, "One CPU: what the driver takes, the server does not get.");
    }
    List<Integer> byCore = new ArrayList<>(cpus.numbers().boxed().toList());
    byCore.sort(
        Comparator.comparingInt(
                (Integer cpu) -> siblings.apply(cpu).numbers().findFirst().orElse(cpu))
            .thenComparing(Comparator.naturalOrder()));
    int servers = Math.max(1, count / 2);
    if (count == 3) {
      servers = 1;
    }
    int others = count == 2 ? 0 : Math.max(1, count / 8);
    CpuSet driver = part(byCore, others, count - servers);
    CpuSet other = others == 0 ? driver : part(byCore, 0, others);
    var layout =
        new CpuLayout(part(byCore, count - servers, count), driver, other, other, true, "");
    return layout.sharesACore(siblings)
        ? layout.remarking(
            "The server shares a core, though no CPU, with another process: hyperthreads.")
        : layout;
  }

  /**
   * Reads what {@link #compact} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  public static CpuLayout parse(String compact) {
    String[] parts = compact.split("/", 6);
    if (parts.length != 6 || !parts[0].matches("pinned|free")) {
      throw new IllegalArgumentException(
          "CPU layout '" + compact + "': must be pinned/server/driver/backend/launcher/remark");
    }
    return new CpuLayout(
        CpuSet.parse(parts[1]),
        CpuSet.parse(parts[2]),
        CpuSet.parse(parts[3]),
        CpuSet.parse(parts[4]),
        parts[0].equals("pinned"),
        parts[5]);
  }

  /**
   * The same with exactly that many CPUs for the server, as far as there are so many. Those that it
   * does not take stay idle, so that the driver is the same in all suites; those that it lacks it
   * shares with the others, and the remark says so. Nothing changes where processes are not held to
   * their CPUs.
   */
  public CpuLayout withServerCpus(int wanted) {
    if (!pinned) {
      return this;
    }
    List<Integer> own = descending(server.numbers());
    if (wanted <= own.size()) {
      return withServer(part(own, 0, wanted));
    }
    List<Integer> lent =
        descending(all().numbers().filter(cpu -> !own.contains(cpu)))
            .subList(0, Math.min(wanted, all().size()) - own.size());
    return lent.isEmpty()
        ? this
        : withServer(server.and(part(lent, 0, lent.size())))
            .remarking("The server shares CPUs with the driver.");
  }

  /** The same with these CPUs for the server. */
  public CpuLayout withServer(CpuSet cpus) {
    return new CpuLayout(cpus, driver, backend, launcher, pinned, remark);
  }

  private static List<Integer> descending(IntStream cpus) {
    return cpus.boxed().sorted(Comparator.reverseOrder()).toList();
  }

  /** All of it in one line, for a system property or an option of another process. */
  public String compact() {
    return String.join(
        "/",
        pinned ? "pinned" : "free",
        server.toString(),
        driver.toString(),
        backend.toString(),
        launcher.toString(),
        remark);
  }

  /** Whether the server shares a core, though no CPU, with another process: hyperthreads. */
  public boolean sharesACore() {
    return sharesACore(CpuLayout::siblings);
  }

  boolean sharesACore(IntFunction<CpuSet> siblings) {
    CpuSet others = driver.and(backend).and(launcher);
    return pinned
        && !server.intersects(others)
        && server.numbers().anyMatch(cpu -> siblings.apply(cpu).intersects(others));
  }

  /** Every CPU of the run: where a server goes that is deliberately not pinned. */
  public CpuSet all() {
    return server.and(driver).and(backend).and(launcher);
  }

  /** {@code server on CPU 1; driver, backend, launcher on CPU 0}, and the remark. */
  @Override
  public String toString() {
    String places =
        pinned ? places() : "server, driver, backend, launcher unpinned on CPUs " + server;
    return remark.isEmpty() ? places : places + ". " + remark;
  }

  private String places() {
    var names = new LinkedHashMap<CpuSet, List<String>>();
    for (Map.Entry<String, CpuSet> part :
        List.of(
            Map.entry("server", server),
            Map.entry("driver", driver),
            Map.entry("backend", backend),
            Map.entry("launcher", launcher))) {
      names.computeIfAbsent(part.getValue(), _ -> new ArrayList<>()).add(part.getKey());
    }
    return names.entrySet().stream()
        .map(place ->
            "%s on CPU%s %s"
                .formatted(
                    String.join(", ", place.getValue()),
                    place.getKey().size() == 1 ? "" : "s",
                    place.getKey()))
        .collect(Collectors.joining("; "));
  }

  private CpuLayout remarking(String sentence) {
    String both = remark.isEmpty() ? sentence : remark + " " + sentence;
    return new CpuLayout(server, driver, backend, launcher, pinned, both);
  }

  private static CpuSet part(List<Integer> cpus, int from, int to) {
    return CpuSet.of(cpus.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
  }

  private static CpuSet siblings(int cpu) {
    return Proc.text(CPUS.resolve("cpu" + cpu + "/topology/thread_siblings_list"))
        .map(CpuSet::parse)
        .orElseGet(() -> CpuSet.of(cpu));
  }
}
