package org.concurrencybench.core.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.concurrencybench.core.room.Rooms;

/** The service that all models offer: echo, computation, backend calls, and rooms to talk in. */
public final class BenchService implements Service {

  /**
   * The text of {@code GET /hello}: 13 bytes, read-only; {@link ByteBuffer#duplicate() duplicate}
   * before reading.
   */
  public static final ByteBuffer GREETING =
      ByteBuffer.wrap("Hello, World!".getBytes(US_ASCII)).asReadOnlyBuffer();

  private final Rooms rooms;

  /** With no rooms yet. */
  public BenchService() {
    this(new Rooms());
  }

  /** With those rooms. */
  public BenchService(Rooms rooms) {
    this.rooms = rooms;
  }

  /** Where its clients talk. */
  public Rooms rooms() {
    return rooms;
  }

  @Override
  public Outcome handle(Request request) {
    return switch (request) {
      case Request.Echo(var payload) -> new Reply.Echoed(payload);
      case Request.Hello() -> new Reply.Greeting(GREETING.duplicate());
      case Request.Compute(int units, long seed, var payload) ->
          new Outcome.Compute(units, seed, payload);
      case Request.CallBackend(int millis, var payload) -> new Outcome.CallBackend(millis, payload);
      case Request.Join(String room) -> new Outcome.Join(rooms.named(room), room);
      case Request.Publish(var type, var payload) -> new Outcome.Publish(type, payload);
      case Request.Post(String room, var type, var payload) ->
          new Outcome.Post(rooms.named(room), type, payload);
      case Request.AwaitMessage(String room, long after, int timeoutMillis) ->
          new Outcome.AwaitMessage(rooms.named(room), after, timeoutMillis);
    };
  }
}
