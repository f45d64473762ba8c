package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.concurrencybench.core.protocol.ByteSink;
import org.concurrencybench.core.protocol.ClientProtocol;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.protocol.ProtocolViolation;
import org.concurrencybench.core.service.Reply;
import org.concurrencybench.core.service.Request;
import org.concurrencybench.core.websocket.Handshake;
import org.concurrencybench.core.websocket.WebSocketClientFrames;
import org.jspecify.annotations.Nullable;

/**
 * The client role of a WebSocket from its first byte: the upgrade in HTTP (RFC 6455 section 4.1),
 * then frames.
 *
 * <pre>
 *   open: GET, Upgrade ──▶ waiting ──┬── 101 that proves it read the key ──▶ ready: frames
 *                                    ├── 400 and above ──▶ one Refused, closing
 *                                    └── anything else ──▶ violation
 * </pre>
 */
public final class WebSocketClientProtocol implements ClientProtocol {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_REFUSAL = 400;
  private static final String ROOMS = "/rooms/";

  private final Limits limits;
  private final long maskSeed;
  private final String host;
  private final String target;
  private final String key;
  private @Nullable ResponseReader replies;
  private @Nullable WebSocketClientFrames frames;
  private boolean refused;

  /**
   * A fresh connection that accepts messages within {@code limits}.
   *
   * @param hostHeader the value of Host: {@code localhost:8080}
   * @param target where the WebSocket is: {@code /echo}, or a room as {@code /rooms/a}, which this
   *     joins with the upgrade
   * @param seed decides the key and the masks
   */
  public WebSocketClientProtocol(String hostHeader, String target, Limits limits, long seed) {
    this.host = HostHeader.checked(hostHeader);
    this.target = checkedTarget(target);
    this.limits = limits;
    var random = new SplittableRandom(seed);
    this.key = Handshake.newKey(random);
    this.maskSeed = random.nextLong();
    this.replies = new ResponseReader(limits.maxMessageBytes());
  }

  private static String checkedTarget(String target) {
    if (!target.startsWith("/") || !target.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("target '" + target + "' is no path");
    }
    return target;
  }

  @Override
  public void open(ByteSink output) {
    output.put(
        Ascii.bytes(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                + key
                + "\r\n\r\n"));
  }

  @Override
  public boolean ready() {
    return frames != null && frames.ready();
  }

  @Override
  public void encode(Request request, ByteSink output) {
    if (frames == null) {
      throw new IllegalStateException("the WebSocket is not open yet");
    }
    frames.encode(request, output);
  }

  @Override
  public @Nullable Reply decode(ByteBuffer input, ByteSink output) {
    if (replies != null) {
      Response response = replies.read(input);
      if (response == null) {
        return null;
      }
      if (response.status() != SWITCHING_PROTOCOLS) {
        return refusal(response);
      }
      check(response.head());
      replies = null;
      frames = new WebSocketClientFrames(limits, maskSeed, target.startsWith(ROOMS));
    }
    return frames == null ? null : frames.decode(input, output);
  }

  private Reply refusal(Response response) {
    if (refused || response.status() < FIRST_REFUSAL) {
      throw new ProtocolViolation(
          "the server answered the upgrade with status " + response.status());
    }
    refused = true;
    return response.refused();
  }

  private void check(ResponseHead head) {
    String accept = Handshake.acceptFor(key);
    if (!head.upgradesToWebSocket()) {
      throw new ProtocolViolation(
          "status 101 without 'Upgrade: websocket' and 'Connection: Upgrade'");
    }
    if (!accept.equals(head.webSocketAccept())) {
      throw new ProtocolViolation(
          "Sec-WebSocket-Accept is " + head.webSocketAccept() + ", not " + accept);
    }
    if (head.webSocketExtras()) {
      throw new ProtocolViolation(
          "the server chose a subprotocol or an extension that nobody offered");
    }
  }

  @Override
  public @Nullable Reply endOfInput() {
    if (frames != null) {
      return frames.endOfInput();
    }
    Response response = replies == null ? null : replies.endOfInput();
    return response == null ? null : refusal(response);
  }

  @Override
  public boolean midMessage() {
    return frames == null ? replies != null && replies.midMessage() : frames.midMessage();
  }

  @Override
  public boolean closing() {
    return frames == null ? refused || replies != null && replies.closing() : frames.closing();
  }

  @Override
  public void close(ByteSink output) {
    if (frames != null) {
      frames.close(output);
    }
  }
}
