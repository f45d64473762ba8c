package org.concurrencybench.system.os;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What one socket adds to the kernel's slabs, from some thousand that this process opens and
 * connects to nothing: one end alone, without the other on the same machine.
 */
final class SocketProbe {

  /** Some eight megabytes: the kernel adds up its counters of pages for each CPU, and late. */
  private static final int SOCKETS = 2_000;

  private static final int BATCHES = 3;

  /** Further apart, the batches measured other processes. */
  private static final double SCATTER = 0.2;

  private SocketProbe() {}

  /**
   * Bytes of one, the median of three batches; empty if they differ by more than a fifth, or the
   * kernel does not count its slabs. None is closed before the last is measured: the next would
   * take its place in slabs that are there.
   *
   * @throws IOException if that many cannot be opened
   */
  static OptionalDouble bytesOfOne(Path root) throws IOException {
    List<SocketChannel> sockets = new ArrayList<>();
    try {
      double[] batches = new double[BATCHES];
      for (int batch = 0; batch < BATCHES; batch++) {
        OptionalLong before = slabBytes(root);
        for (int socket = 0; socket < SOCKETS; socket++) {
          sockets.add(SocketChannel.open());
        }
        OptionalLong after = slabBytes(root);
        if (before.isEmpty() || after.isEmpty()) {
          return OptionalDouble.empty();
        }
        batches[batch] = (double) (after.getAsLong() - before.getAsLong()) / SOCKETS;
      }
      return agreed(batches);
    } finally {
      for (SocketChannel socket : sockets) {
        socket.close();
      }
    }
  }

  static OptionalDouble agreed(double... batches) {
    double[] sorted = batches.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    boolean agree = median > 0 && sorted[sorted.length - 1] - sorted[0] <= SCATTER * median;
    return agree ? OptionalDouble.of(median) : OptionalDouble.empty();
  }

  static OptionalLong slabBytes(Path root) {
    ProcStatus memory = ProcStatus.parse(Proc.text(root.resolve("proc/meminfo")).orElse(""));
    OptionalLong held = memory.number("SUnreclaim");
    OptionalLong reclaimable = memory.number("SReclaimable");
    return held.isEmpty() || reclaimable.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(1024 * (held.getAsLong() + reclaimable.getAsLong()));
  }
}
