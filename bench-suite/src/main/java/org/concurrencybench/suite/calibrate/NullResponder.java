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
enum NullResponder {
  /** {@code GET /hello}. */
  HTTP(ClientKind.HTTP, Workload.HELLO, 0, "netty"),
  /** An echo of 64 bytes. */
  TCP(ClientKind.TCP, Workload.ECHO, 64, "mirror");

  final ClientKind client;
  final Workload workload;
  final int payloadBytes;

  /** As {@code bench bare} knows it. */
  final String kind;

  NullResponder(ClientKind client, Workload workload, int payloadBytes, String kind) {
    this.client = client;
    this.workload = workload;
    this.payloadBytes = payloadBytes;
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
