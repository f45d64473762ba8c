package org.concurrencybench.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.tcp.TcpServerProtocol;
import org.jspecify.annotations.Nullable;

/**
 * A backend that answers when the test lets it, says what the test wants, and dies when it shall.
 * Of the wait that a call asks for it takes no notice.
 */
final class PlayedBackend implements AutoCloseable {

  private final ServerSocket listening;
  private final InetSocketAddress address;
  private final Thread accepting;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger overlapping = new AtomicInteger();

  /** One permit for each call that may be answered. */
  private final Semaphore answers;

  private volatile byte @Nullable [] wrongAnswer;
  private volatile byte[] addition = {};

  private PlayedBackend(InetSocketAddress address, int answers) throws IOException {
    this.answers = new Semaphore(answers);
    this.listening = new ServerSocket();
    listening.setReuseAddress(true);
    listening.bind(address);
    this.address = (InetSocketAddress) listening.getLocalSocketAddress();
    this.accepting = Thread.ofVirtual().start(this::accept);
  }

  /** Answers every call at once. */
  static PlayedBackend start() throws IOException {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** The same where another one was before. */
  static PlayedBackend start(InetSocketAddress address) throws IOException {
    return new PlayedBackend(address, Integer.MAX_VALUE / 2);
  }

  /** Answers no call before {@link #letAnswer}. */
  static PlayedBackend holding() throws IOException {
    return new PlayedBackend(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  InetSocketAddress address() {
    return address;
  }

  /** Lets it answer that many of the calls that wait, or of those that come. */
  void letAnswer(int count) {
    answers.release(count);
  }

  /** From now on it answers each call with these bytes; null for the right ones. */
  void answer(byte @Nullable [] wrong) {
    wrongAnswer = wrong;
  }

  /** From now on it adds these bytes to each answer. */
  void add(byte... behind) {
    addition = behind;
  }

  /** Calls that have arrived so far. */
  int calls() {
    return calls.get();
  }

  /** Connections that were made so far. */
  int accepted() {
    return accepted.get();
  }

  /** Connections that there are now. */
  int open() {
    return connections.size();
  }

  /** Calls that came on a connection before the one before was answered. */
  int overlapping() {
    return overlapping.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        accepted.incrementAndGet();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed: the test is over, or it has killed this.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var protocol = TcpServerProtocol.ofBackend(Limits.DEFAULT);
      var output = new BytesSink();
      var bytes = new byte[64 * 1024];
      for (int count = read(socket, bytes); count >= 0; count = read(socket, bytes)) {
        var input = ByteBuffer.wrap(bytes, 0, count);
        while (protocol.decode(input, output) instanceof Request.CallBackend call) {
          answers(socket, protocol, output, call);
        }
      }
    } catch (IOException _) {
      // The server has left, or the test has killed this.
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    } finally {
      connections.remove(socket);
    }
  }

  private static int read(Socket socket, byte[] bytes) throws IOException {
    return socket.getInputStream().read(bytes);
  }

  private void answers(
      Socket socket, TcpServerProtocol protocol, BytesSink output, Request.CallBackend call)
      throws IOException, InterruptedException {
    calls.incrementAndGet();
    if (!answers.tryAcquire(Deadline.SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the test lets no answer pass");
    }
    if (socket.getInputStream().available() > 0) {
      overlapping.incrementAndGet();
    }
    protocol.encode(new Reply.BackendAnswered(call.millis(), call.payload()), output);
    output.put(addition);
    byte[] right = output.take();
    byte @Nullable [] wrong = wrongAnswer;
    socket.getOutputStream().write(wrong == null ? right : wrong);
  }

  /**
   * As if its process were killed: nobody listens any more, and all connections break. Another one
   * may start at the same address afterwards.
   */
  void kill() throws IOException {
    listening.close();
    Deadline.await("nobody accepts", () -> !accepting.isAlive());
    for (Socket socket : connections) {
      reset(socket);
    }
  }

  private static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException _) {
      // Its peer has left in this moment, so it is closed already.
    }
    socket.close();
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
