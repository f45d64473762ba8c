package org.concurrencybench.suite.calibrate;

import java.util.List;
import java.util.Locale;
import org.concurrencybench.driver.ClientKind;
import org.concurrencybench.driver.Workload;

/**
 * A server that does next to nothing, by protocol: it decodes no request. Over http it writes a
 * constant to whatever it reads; over tcp it writes back what it read, which is what an echo's
 * answer is, length and all.
 *
 * <p>There is none for WebSocket: its frames come masked and go back unmasked, and a server that
 * does that for every byte is no longer null. The driver's own work for a frame is more than that
 * for tcp, so tcp's ceiling lies above WebSocket's.
 */
@SuppressWarnings("ImmutableEnumChecker") // workloads are records of numbers
enum NullResponder {
  /** {@code GET /hello}. */
  HTTP(ClientKind.HTTP, Workload.hello(), "netty"),
  /** An echo of 64 bytes. */
  TCP(ClientKind.TCP, Workload.echo(64), "mirror");

  final ClientKind client;
  final Workload workload;

  /** As {@code bench bare} knows it. */
  final String kind;

  NullResponder(ClientKind client, Workload workload, String kind) {
    this.client = client;
    this.workload = workload;
    this.kind = kind;
  }

  /** Those for these protocols, as far as there are any. */
  static List<NullResponder> of(List<String> protocols) {
    return List.of(values()).stream()
        .filter(responder -> protocols.contains(responder.protocol()))
        .toList();
  }

  String protocol() {
    return name().toLowerCase(Locale.ROOT);
  }
}
