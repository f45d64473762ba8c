package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.concurrencybench.core.server.Models;
import org.concurrencybench.core.server.ServerProvider;
import org.concurrencybench.core.server.ServerStats;
import org.concurrencybench.core.server.Trait;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Load;
import org.concurrencybench.driver.LoadDriver;
import org.concurrencybench.driver.Loop;
import org.concurrencybench.driver.Phase;
import org.concurrencybench.driver.Workload;
import org.concurrencybench.report.table.TextGrid;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.suite.process.ServerProcess;
import org.concurrencybench.system.os.KernelSockets;
import org.concurrencybench.system.os.MachineLimits;
import org.concurrencybench.system.os.ProcessMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a connection costs that was served and now waits: memory with a few and with many of them.
 */
final class IdleMemoryLab implements Lab {

  /** A window begins with a request on each connection; doubled where that takes longer. */
  private static final Duration ONE_REQUEST_EACH = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Before the first sample connections come and go, so that the way from accepting one to its
   * first reply is compiled: memory of the compilers would count as connections, and a platform
   * thread that was ever in the interpreter has touched its stack some twenty pages further down.
   */
  private static final int WARM_UPS = 3;

  private static final double KIB = 1024;

  @Override
  public String name() {
    return "idle-memory";
  }

  @Override
  public String question() {
    return "memory of an idle connection, by parts (goals: on an event loop at most 6 KiB, with a virtual thread 5, with a thread 50)";
  }

  @Override
  public LabOptions defaults() {
    return new LabOptions(
        2,
        Duration.ofSeconds(2),
        List.of(2_000, 10_000),
        Models.byDefault().stream().map(ServerProvider::model).toList());
  }

  @Override
  public void run(LabOptions options, PrintWriter out) throws IOException, InterruptedException {
    if (options.connections().size() != 2) {
      throw new IOException("this lab needs two numbers of connections, as 2000,10000");
    }
    int few = options.connections().getFirst();
    int many = atMost(options.connections().getLast(), out);
    if (many <= few) {
      throw new IOException(
          String.format(Locale.ROOT, "%d connections are not more than %d: no slope", many, few));
    }
    var conditions = Conditions.begin();
    out.printf(
        Locale.ROOT,
        "%,d and %,d http connections that were each answered a GET /hello and then wait; bytes per connection between the two, after a collection%n",
        few,
        many);
    out.flush();
    var grid = new TextGrid("  ", 10);
    grid.add(
        List.of(
            "model",
            "live heap",
            "outside heap",
            "page tables",
            "kernel stacks",
            "process",
            "KiB",
            "goal KiB",
            "kernel's socket",
            "OS threads each"));
    List<String> spreads = new ArrayList<>();
    for (String model : options.models()) {
      List<MemorySlope> slopes = new ArrayList<>();
      for (int pair = 0; pair < options.pairs(); pair++) {
        slopes.add(measure(conditions, model, few, many, options.duration()));
      }
      grid.add(row(model, slopes));
      spreads.add(
          model + " " + spread(slopes, slope -> slope.processBytes() / KIB).toString("%.2f"));
    }
    grid.lines().forEach(out::println);
    out.printf(
        "Medians; KiB of the process: %s; a fresh server for each.%n", String.join(", ", spreads));
    out.println(
        "The kernel's socket belongs to no process; the server's end of a connection comes on top.");
    conditions.printTo(out);
  }

  private static int atMost(int wanted, PrintWriter out) {
    // A thread each in the model that needs most; a socket each on either side.
    int most = MachineLimits.now().mostConnections(1, 1);
    if (wanted > most) {
      out.printf(
          Locale.ROOT,
          "%s. So all models have %,d.%n",
          MachineLimits.now().obstacle(wanted, 1, 1).orElse("Too many connections"),
          most);
    }
    return Math.min(wanted, most);
  }

  private static MemorySlope measure(
      Conditions conditions, String model, int few, int many, Duration warmUp)
      throws IOException, InterruptedException {
    var command = ServerCommand.serve(conditions.serverFlags(), model, "http");
    try (var server = ServerProcess.start(conditions.placed(command))) {
      for (int time = 0; time < WARM_UPS; time++) {
        try (var driver = LoadDriver.connect(load(server, few))) {
          serveEach(driver, few, warmUp);
        }
      }
      return slope(server, few, many);
    }
  }

  private static MemorySlope slope(ServerProcess server, int few, int many)
      throws IOException, InterruptedException {
    try (var first = LoadDriver.connect(load(server, few))) {
      serveEach(first, few, ONE_REQUEST_EACH);
      ProcessMemory withFew = sample(server, few);
      Optional<KernelSockets> ofFew = KernelSockets.now(server.pid());
      try (var second = LoadDriver.connect(load(server, many - few))) {
        serveEach(second, many - few, ONE_REQUEST_EACH);
        ProcessMemory withMany = sample(server, many);
        @Nullable Double kernel =
            ofFew
                .flatMap(sockets ->
                    KernelSockets.now(server.pid()).map(now -> now.since(sockets, many - few)))
                .map(KernelSockets.Part::bytesPerConnection)
                .orElse(null);
        return MemorySlope.between(withFew, withMany, kernel, many - few);
      }
    }
  }

  private static Load load(ServerProcess server, int connections) {
    return Load.of(server.address(), ClientKind.HTTP, Workload.hello(), connections);
  }

  private static void serveEach(LoadDriver driver, int connections, Duration time)
      throws IOException, InterruptedException {
    var result = driver.run(new Phase("served", new Loop.Closed(), time));
    if (result.errors().total() == 0
        && result.completed() < connections
        && time.compareTo(LONGEST) < 0) {
      serveEach(driver, connections, time.multipliedBy(2));
    } else if (result.errors().total() > 0 || result.completed() < connections) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%d connections were to be answered, but %d replies came, and failures: %s",
              connections,
              result.completed(),
              result.errors()));
    }
  }

  private static ProcessMemory sample(ServerProcess server, int connections)
      throws IOException, InterruptedException {
    ServerStats.Snapshot counts =
        Objects.requireNonNull(server.sample().connections(), "a model counts its connections");
    if (counts.open() != connections) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%d connections are open instead of %d: %s",
              counts.open(),
              connections,
              counts));
    }
    return server.memoryAtRest();
  }

  private static List<String> row(String model, List<MemorySlope> slopes) {
    return List.of(
        model,
        median("%.0f", slopes, MemorySlope::liveHeapBytes),
        median("%.0f", slopes, MemorySlope::outsideHeapBytes),
        median("%.0f", slopes, MemorySlope::pageTableBytes),
        median("%.0f", slopes, MemorySlope::kernelStackBytes),
        median("%.0f", slopes, MemorySlope::processBytes),
        median("%.2f", slopes, slope -> slope.processBytes() / KIB),
        Models.find(model).map(IdleMemoryLab::goalKib).orElse("-"),
        kernelSocket(slopes),
        median("%.3f", slopes, MemorySlope::osThreads));
  }

  /** Of a model of that kind. */
  private static String goalKib(ServerProvider model) {
    if (model.platformThreadsPerConnection() > 0) {
      return "50";
    }
    if (model.has(Trait.VIRTUAL_THREADS)) {
      return "5";
    }
    return model.has(Trait.EVENT_LOOP) ? "6" : "-";
  }

  private static String kernelSocket(List<MemorySlope> slopes) {
    List<Double> counted =
        slopes.stream().flatMap(slope -> Stream.ofNullable(slope.kernelSocketBytes())).toList();
    return counted.isEmpty()
        ? "not known"
        : String.format(Locale.ROOT, "%.0f", new Spread(counted).median());
  }

  private static String median(
      String format, List<MemorySlope> slopes, ToDoubleFunction<MemorySlope> part) {
    return String.format(Locale.ROOT, format, spread(slopes, part).median());
  }

  private static Spread spread(List<MemorySlope> slopes, ToDoubleFunction<MemorySlope> part) {
    return new Spread(slopes.stream().mapToDouble(part).boxed().toList());
  }
}
