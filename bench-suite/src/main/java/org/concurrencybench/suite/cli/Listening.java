package org.concurrencybench.suite.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What {@code --host} and {@code --port} of a command that listens mean, and how it fails. */
final class Listening {

  private Listening() {}

  /**
   * Where to listen.
   *
   * @throws ParameterException if there is no such port or host
   */
  static InetSocketAddress at(CommandSpec spec, String host, int port) {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "port " + port + ": must be from 0 to 65535");
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException _) {
      throw new ParameterException(spec.commandLine(), "host '" + host + "': no such host");
    }
  }

  /**
   * Says that it listens.
   *
   * @throws UserFailure if nobody can read that
   */
  static void say(String ready) {
    System.out.println(ready);
    if (System.out.checkError()) {
      throw new UserFailure("standard output cannot be written; send it somewhere else");
    }
  }

  /** The sentence for a user whose address is taken or not ours. */
  static UserFailure failed(String host, int port, IOException e) {
    return new UserFailure(
        String.format(
            Locale.ROOT,
            "cannot listen at %s:%d (%s); choose another address with --host and --port, port 0 picks a free one",
            host,
            port,
            cause(e)));
  }

  /** The kernel's words, without those of the layers above it, which name the address again. */
  private static @Nullable String cause(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage();
  }
}
