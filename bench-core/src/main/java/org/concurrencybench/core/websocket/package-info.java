/**
 * WebSocket after the upgrade, RFC 6455 without extensions, in both roles. Start at {@link
 * org.concurrencybench.core.websocket.WebSocketServerProtocol}, then {@code MessageReader}, which
 * both roles read with, and {@code FrameHeader}, which has the picture of a frame.
 *
 * <pre>
 *   bytes ──▶ FrameHeader ──▶ MessageReader ──▶ a message, a ping, a pong or a close
 *                              │ Mask, Utf8       │
 *                              ▼                  ▼
 *                            Fault             WebSocketServerProtocol, WebSocketClientFrames
 *                                                 │
 *   bytes ◀────────────── FrameWriter ◀───────────┘
 * </pre>
 *
 * <p>The upgrade itself is HTTP and lives in {@code core.http}, which takes {@link
 * org.concurrencybench.core.websocket.Handshake} from here. This package imports {@code
 * core.protocol} and {@code core.service} alone: no HTTP, no socket, no thread.
 */
@NullMarked
package org.concurrencybench.core.websocket;

import org.jspecify.annotations.NullMarked;
