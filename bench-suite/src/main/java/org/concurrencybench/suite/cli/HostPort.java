package org.concurrencybench.suite.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code HOST:PORT}, where somebody is expected to listen. */
final class HostPort {

  private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,5})");

  private HostPort() {}

  /**
   * The address in {@code value}.
   *
   * @param name what it is, for messages
   * @throws IllegalArgumentException if it is none, saying why
   */
  static InetSocketAddress parse(String name, String value) {
    Matcher parts = FORM.matcher(value);
    if (!parts.matches() || value.contains("/")) {
      throw new IllegalArgumentException(
          name
              + " '"
              + value
              + "': must be HOST:PORT"
              + (value.contains("/") ? ", without http:// and without a path" : ""));
    }
    int port = Integer.parseInt(parts.group(2));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          name + " '" + value + "': the port must be from 1 to 65535");
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(parts.group(1)), port);
    } catch (UnknownHostException _) {
      throw new IllegalArgumentException(name + " '" + value + "': no such host");
    }
  }
}
