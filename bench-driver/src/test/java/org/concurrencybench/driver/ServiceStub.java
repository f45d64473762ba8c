package org.concurrencybench.driver;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ServerProtocol;
import org.concurrencybench.core.room.Broadcast;
import org.concurrencybench.core.room.FanoutStats;
import org.concurrencybench.core.room.Member;
import org.concurrencybench.core.room.Membership;
import org.concurrencybench.core.room.Next;
import org.concurrencybench.core.server.WireProtocol;
import org.concurrencybench.core.service.BenchService;
import org.concurrencybench.core.service.Computation;
import org.concurrencybench.core.service.Outcome;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.jspecify.annotations.Nullable;

/**
 * All of the service over the protocols of core, the simplest way there is: a virtual thread for
 * each connection, and a publisher that writes to the members itself. What comes back can be
 * changed on its way by the tests: replies, and each delivery.
 */
final class ServiceStub implements AutoCloseable {

  /** Hands a delivery over, or does something else with it. */
  @FunctionalInterface
  interface Fanout {

    /**
     * Called by the publisher.
     *
     * @param member counts the connections of the stub in the order in which they came, from 0
     */
    void deliver(int member, ByteBuffer frame, Sending to) throws IOException;
  }

  /** One connection's output. */
  interface Sending {

    void send(ByteBuffer frame) throws IOException;

    void cut() throws IOException;
  }

  private final WireProtocol protocol;
  private final UnaryOperator<Reply> changed;
  private final Fanout fanout;
  private final ServerSocket listener;
  private final BenchService service = new BenchService();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  /** Does what the service says. */
  ServiceStub(WireProtocol protocol) throws IOException {
    this(protocol, UnaryOperator.identity(), (_, frame, to) -> to.send(frame));
  }

  /** Replies what {@code changed} makes of each reply. */
  ServiceStub(WireProtocol protocol, UnaryOperator<Reply> changed) throws IOException {
    this(protocol, changed, (_, frame, to) -> to.send(frame));
  }

  ServiceStub(WireProtocol protocol, UnaryOperator<Reply> changed, Fanout fanout)
      throws IOException {
    this.protocol = protocol;
    this.changed = changed;
    this.fanout = fanout;
    listener = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  int accepted() {
    return accepted.get();
  }

  FanoutStats.Snapshot fanout() {
    return service.rooms().stats().snapshot();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listener.accept();
        int number = accepted.getAndIncrement();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket, number));
      }
    } catch (IOException _) {
      // Closed: nobody is accepted any more.
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new Served(socket, number).run();
    } catch (IOException _) {
      // The driver left.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
    }
  }

  /** One connection. */
  private final class Served implements Member, Sending {

    private final Socket socket;
    private final ServerProtocol wire = protocol.connect(Limits.DEFAULT);
    private final BytesSink output = new BytesSink();
    private @Nullable Membership membership;
    private final int number;

    Served(Socket socket, int number) {
      this.number = number;
      this.socket = socket;
    }

    void run() throws IOException, InterruptedException {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[64 * 1024];
      try {
        int count;
        while (wire.state() == ServerProtocol.State.OPEN && (count = in.read(buffer)) >= 0) {
          ByteBuffer input = ByteBuffer.wrap(buffer, 0, count);
          Request request;
          while ((request = wire.decode(input, output)) != null) {
            perform(service.handle(request));
          }
          flush();
        }
      } finally {
        if (membership != null) {
          membership.close();
        }
      }
    }

    private void perform(Outcome outcome) throws IOException, InterruptedException {
      switch (outcome) {
        case Reply reply -> reply(reply);
        case Outcome.Compute(int units, long seed, var payload) ->
            reply(new Reply.Computed(Computation.of(units, seed), payload));
        case Outcome.CallBackend(int millis, var payload) -> {
          Thread.sleep(millis);
          reply(new Reply.BackendAnswered(millis, payload));
        }
        case Outcome.Join(var room, String name) -> {
          // A message that comes at once waits until the answer is out.
          synchronized (this) {
            membership = room.join(this);
            reply(new Reply.Joined(name));
            flush();
          }
        }
        case Outcome.Publish(var type, var payload) -> {
          requireNonNull(membership).publish(type, payload);
          reply(new Reply.Published());
        }
        case Outcome.Post(var room, var type, var payload) -> {
          room.publish(type, payload);
          reply(new Reply.Published());
        }
        case Outcome.AwaitMessage await -> reply(awaited(await));
      }
    }

    private Reply awaited(Outcome.AwaitMessage await) throws IOException, InterruptedException {
      flush();
      BlockingQueue<Reply> arrived = new ArrayBlockingQueue<>(1);
      Next next = await.room().after(await.after(), message -> arrived.add(reply(message)));
      return switch (next) {
        case Next.Message(var message) -> reply(message);
        case Next.Gone() -> new Reply.MessagesGone();
        case Next.Waiting _ -> arrived.take();
      };
    }

    private static Reply reply(org.concurrencybench.core.room.RoomMessage message) {
      return new Reply.Awaited(
          message.sequence(), message.type().contentType(), message.payload().duplicate());
    }

    private synchronized void reply(Reply reply) {
      wire.encode(changed.apply(reply), output);
    }

    @Override
    public void deliver(Broadcast broadcast) {
      try {
        fanout.deliver(number, broadcast.encoded(wire.messageFormat()), this);
      } catch (IOException _) {
        // This member is gone; its own thread sees that, too.
      }
    }

    @Override
    public synchronized void send(ByteBuffer frame) throws IOException {
      byte[] bytes = new byte[frame.remaining()];
      frame.get(bytes);
      socket.getOutputStream().write(bytes);
    }

    @Override
    public void cut() throws IOException {
      socket.close();
    }

    private synchronized void flush() throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(output.take());
    }
  }

  /** Disappears: nobody listens, every connection is closed. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
