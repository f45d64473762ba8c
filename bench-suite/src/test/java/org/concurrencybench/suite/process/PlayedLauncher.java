package org.concurrencybench.suite.process;

/** Starts a server and does nothing more until it is killed. */
final class PlayedLauncher {

  private PlayedLauncher() {}

  public static void main(String[] args) throws Exception {
    try (ServerProcess server =
        ServerProcess.start(ServerProcessTest.played("serve", "threaded"))) {
      System.out.println(server.pid());
      System.in.read();
    }
  }
}
