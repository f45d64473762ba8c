package org.concurrencybench.system.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;

/**
 * A byte that goes to and fro between two threads that block on it, in nanoseconds a round trip.
 */
public final class RoundTrips {

  private static final int SIGNIFICANT_DIGITS = 3;

  /** The first round trips are the interpreter's. */
  private static final double WARM_UP_FRACTION = 0.3;

  /** On a machine where both threads wait for a CPU longer than the time that is given. */
  private static final int LEAST = 20;

  private RoundTrips() {}

  /**
   * Over a loopback connection, from one CPU to another: no request can be answered faster by a
   * thread that has to be woken on either side.
   */
  public static Histogram overLoopback(int cpu, int otherCpu, Duration time)
      throws IOException, InterruptedException {
    try (var listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (var near = SocketChannel.open(listener.getLocalAddress());
          var far = listener.accept()) {
        near.setOption(StandardSocketOptions.TCP_NODELAY, true);
        far.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return run(near, near, cpu, far, far, otherCpu, time);
      }
    }
  }

  /**
   * Over two pipes, between two threads on one CPU: two switches from thread to thread, and what
   * makes them, two writes and two reads of a byte.
   */
  public static Histogram onOneCpu(int cpu, Duration time)
      throws IOException, InterruptedException {
    Pipe there = Pipe.open();
    Pipe back = Pipe.open();
    try (var nearSource = back.source();
        var nearSink = there.sink();
        var farSource = there.source();
        var farSink = back.sink()) {
      return run(nearSource, nearSink, cpu, farSource, farSink, cpu, time);
    }
  }

  private static Histogram run(
      ReadableByteChannel nearSource,
      WritableByteChannel nearSink,
      int cpu,
      ReadableByteChannel farSource,
      WritableByteChannel farSink,
      int otherCpu,
      Duration time)
      throws InterruptedException {
    FutureTask<Boolean> far =
        PinnedThreads.start(otherCpu, "pong", () -> returnAll(farSource, farSink));
    FutureTask<Histogram> near =
        PinnedThreads.start(cpu, "ping", () -> send(nearSource, nearSink, time.toNanos()));
    Histogram trips = PinnedThreads.result(near);
    PinnedThreads.result(far);
    return trips;
  }

  private static Histogram send(
      ReadableByteChannel source, WritableByteChannel sink, long timeNanos) throws IOException {
    var trips = new Histogram(SIGNIFICANT_DIGITS);
    ByteBuffer ball = ByteBuffer.allocateDirect(1);
    long start = System.nanoTime();
    long from = start;
    while (from - start < timeNanos || trips.getTotalCount() < LEAST) {
      sink.write(ball);
      ball.clear();
      source.read(ball);
      ball.flip();
      long until = System.nanoTime();
      if (until - start > timeNanos * WARM_UP_FRACTION) {
        trips.recordValue(until - from);
      }
      from = until;
    }
    // The other side stops when it reads the one byte that differs.
    sink.write(ByteBuffer.wrap(new byte[] {LAST}));
    return trips;
  }

  private static final byte LAST = 1;

  private static boolean returnAll(ReadableByteChannel source, WritableByteChannel sink)
      throws IOException {
    ByteBuffer ball = ByteBuffer.allocateDirect(1);
    source.read(ball);
    while (ball.get(0) != LAST) {
      ball.flip();
      sink.write(ball);
      ball.clear();
      source.read(ball);
    }
    return true;
  }
}
