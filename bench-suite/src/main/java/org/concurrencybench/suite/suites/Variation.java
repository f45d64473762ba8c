package org.concurrencybench.suite.suites;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.suite.process.JvmFlags;
import org.concurrencybench.suite.process.ServerCommand;
import org.concurrencybench.system.os.CpuLayout;

/**
 * What is changed of a model's defaults: by a claim, or, from {@link #EPOLL} on, to see what a
 * choice of this harness does to the figures.
 */
@SuppressWarnings("ImmutableEnumChecker") // a list that cannot be changed
public enum Variation {
  /** Nothing. */
  NONE(),
  /** The sender writes to the members of a room itself. */
  DIRECT("--fanout", "direct"),
  /** Computations run in a pool of their own. */
  OFFLOAD("--compute", "offload"),
  /** One lock around the work of the whole server. */
  LOCKED("--global-lock"),
  /** Five hundred connections at most, as a pool of five hundred threads would serve. */
  BOUNDED("--max-connections", Integer.toString(Variation.BOUND)),
  /** Event loops ask the kernel through epoll, natively. */
  EPOLL("--transport", "epoll"),
  /** Event loops ask the kernel through io_uring, natively. */
  IO_URING("--transport", "io_uring"),
  /** Netty's own HTTP codec and a handler that writes a shared buffer, instead of the service. */
  NATIVE() {
    @Override
    ServerCommand command(String model, WireProtocol wire, List<String> more, CpuLayout machine) {
      return ServerCommand.bench(flags(machine), "bare", "--kind", "codec", "--controlled");
    }
  },
  /** Unsafe memory access is allowed, of which Netty makes use. */
  UNSAFE() {
    @Override
    JvmFlags flags(CpuLayout machine) {
      return super.flags(machine).with("--sun-misc-unsafe-memory-access=allow");
    }
  },
  /** The kernel chooses among all CPUs; the server may still use as many at once as before. */
  UNPINNED() {
    @Override
    JvmFlags flags(CpuLayout machine) {
      return super.flags(machine).unpinned();
    }

    @Override
    CpuLayout cpus(CpuLayout machine) {
      return machine.withServerCpus(machine.all().size());
    }
  };

  /** The connections that a bounded server serves. */
  private static final int BOUND = 500;

  private final List<String> options;

  Variation(String... options) {
    this.options = List.of(options);
  }

  /**
   * How its server is started.
   *
   * @param more further options of {@code bench serve}
   */
  ServerCommand command(String model, WireProtocol wire, List<String> more, CpuLayout machine) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return ServerCommand.serve(flags(machine), model, wire.toString(), all.toArray(String[]::new));
  }

  /** Of its JVM. */
  JvmFlags flags(CpuLayout machine) {
    return JvmFlags.of(machine);
  }

  /** Which process has which CPUs, on a machine that is otherwise divided like that. */
  CpuLayout cpus(CpuLayout machine) {
    return machine;
  }

  /** How many connections such a server serves at once. */
  int mostConnections() {
    return this == BOUNDED ? BOUND : Integer.MAX_VALUE;
  }

  static Variation named(String name) {
    return Arrays.stream(values())
        .filter(variation -> variation.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown variation '" + name + "'"));
  }

  /** The name in results: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
