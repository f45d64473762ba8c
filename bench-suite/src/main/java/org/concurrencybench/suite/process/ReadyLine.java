package org.concurrencybench.suite.process;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server prints on standard output when it accepts connections: {@code READY threaded tcp
 * 127.0.0.1:41234 pid=4711}. An IPv6 address stands in brackets.
 *
 * @param model or what else it is, as {@code backend}
 * @param protocol what the port speaks
 * @param host the address, in numbers
 * @param port the port that was really taken
 * @param pid its process
 */
public record ReadyLine(String model, String protocol, String host, int port, long pid) {

  private static final Pattern LINE =
      Pattern.compile(
          "READY (\\S+) (\\S+) (\\[[0-9a-fA-F:.%\\w]+]|[^\\s:]+):(\\d{1,5}) pid=(\\d{1,10})");

  /** That of this process. */
  public static ReadyLine ofThisProcess(
      String model, String protocol, InetSocketAddress listening) {
    InetAddress address = listening.getAddress();
    String numbers = address.getHostAddress();
    return new ReadyLine(
        model,
        protocol,
        numbers.contains(":") ? "[" + numbers + "]" : numbers,
        listening.getPort(),
        ProcessHandle.current().pid());
  }

  /** Reads such a line; empty if it is another. */
  public static Optional<ReadyLine> parse(String line) {
    Matcher parts = LINE.matcher(line.strip());
    return parts.matches()
        ? Optional.of(
            new ReadyLine(
                parts.group(1),
                parts.group(2),
                parts.group(3),
                Integer.parseInt(parts.group(4)),
                Long.parseLong(parts.group(5))))
        : Optional.empty();
  }

  /** Where to connect. */
  public InetSocketAddress address() {
    return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    return "READY " + model + " " + protocol + " " + host + ":" + port + " pid=" + pid;
  }
}
