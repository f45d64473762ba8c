package org.concurrencybench.core.websocket;

/** Who sent the frames that are read: a client masks every frame, a server none (RFC 6455, 5.1). */
enum Peer {
  CLIENT,
  SERVER
}
