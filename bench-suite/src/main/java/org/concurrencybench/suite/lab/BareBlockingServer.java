package org.concurrencybench.suite.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadFactory;
import org.concurrencybench.core.server.ServerConfig;

/** Read, write, again: a thread of some kind per connection. */
final class BareBlockingServer implements BareServer {

  private static final int READ_BYTES = 512;

  private final ServerSocket listener;
  private final ThreadFactory threads;
  private final BareWork work;

  private BareBlockingServer(ServerSocket listener, ThreadFactory threads, BareWork work) {
    this.listener = listener;
    this.threads = threads;
    this.work = work;
  }

  static BareServer start(ThreadFactory threads, BareWork work) throws IOException {
    var listener = new ServerSocket();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ServerConfig.BACKLOG);
    var server = new BareBlockingServer(listener, threads, work);
    threads.newThread(server::acceptAll).start();
    return server;
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.newThread(() -> serve(socket)).start();
      }
    } catch (IOException _) {
      // Closed: nothing else ends it.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var input = socket.getInputStream();
      var output = socket.getOutputStream();
      var read = new byte[READ_BYTES];
      byte[] reply = BareReply.bytes();
      while (input.read(read, 0, READ_BYTES) >= 0) {
        work.once();
        output.write(reply, 0, reply.length);
      }
    } catch (IOException _) {
      // The peer is gone.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
