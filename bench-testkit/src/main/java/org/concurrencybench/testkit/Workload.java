package org.concurrencybench.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of the wire contract that a server may answer or not. */
public enum Workload {
  /** Echoes over tcp or HTTP, and how connections end. */
  ECHO,
  /** The routes of HTTP, and what is answered where there is none. */
  HELLO,
  /** Echoes over WebSocket. */
  WEBSOCKET,
  /** Computations. */
  COMPUTE,
  /** Rooms: over tcp, or over WebSocket where the protocol is HTTP. */
  CHAT,
  /** Requests that are held until something is said in a room. */
  LONG_POLL;

  /** As it is written: {@code long-poll}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The one that is written like that.
   *
   * @throws IllegalArgumentException naming those that there are
   */
  public static Workload named(String name) {
    return Arrays.stream(values())
        .filter(workload -> workload.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no workload '%s': there are %s"
                    .formatted(
                        name,
                        List.of(values()).stream()
                            .map(Workload::toString)
                            .collect(Collectors.joining(", ")))));
  }
}
