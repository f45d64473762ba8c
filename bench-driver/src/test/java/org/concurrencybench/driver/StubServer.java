package org.concurrencybench.driver;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server of our tcp protocol that misbehaves as it is told, a virtual thread for each connection.
 */
final class StubServer implements AutoCloseable {

  /** What it does with each request. */
  @FunctionalInterface
  interface Behaviour {

    /**
     * Answers, or does not.
     *
     * @param message op and body, as they came
     */
    void answer(byte[] message, Peer peer) throws IOException, InterruptedException;
  }

  /** One connection. */
  record Peer(Socket socket, DataOutputStream out) {

    void reply(byte[] message) throws IOException {
      byte[] frame = new byte[4 + message.length];
      frame[0] = (byte) (message.length >>> 24);
      frame[1] = (byte) (message.length >>> 16);
      frame[2] = (byte) (message.length >>> 8);
      frame[3] = (byte) message.length;
      System.arraycopy(message, 0, frame, 4, message.length);
      out.write(frame);
    }

    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicLong requests = new AtomicLong();

  StubServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  int accepted() {
    return accepted.get();
  }

  long requests() {
    return requests.get();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        sockets.add(socket);
        if (listener.isClosed()) {
          // It came in the moment of the disappearance, and was not seen there.
          socket.close();
        }
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed: nobody is accepted any more.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new DataInputStream(socket.getInputStream());
      var peer = new Peer(socket, new DataOutputStream(socket.getOutputStream()));
      while (!socket.isClosed()) {
        byte[] message = new byte[in.readInt()];
        in.readFully(message);
        requests.incrementAndGet();
        behaviour.answer(message, peer);
      }
    } catch (EOFException _) {
      // The driver left.
    } catch (IOException _) {
      // The driver left in the middle of something, or the behaviour closed the socket.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
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
