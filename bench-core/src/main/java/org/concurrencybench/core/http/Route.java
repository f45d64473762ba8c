package org.concurrencybench.core.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path that this server answers, and the methods that it answers there. What happens on it is one
 * {@code switch} in {@link HttpServerProtocol}, so a new route is a constant here and a case there.
 */
@SuppressWarnings("ImmutableEnumChecker") // neither changed nor handed out
enum Route {
  HELLO("/hello", Method.GET, Method.HEAD),
  /** GET is the WebSocket, POST the echo of one body. */
  ECHO("/echo", Method.GET, Method.POST),
  COMPUTE("/compute", Method.GET, Method.HEAD),
  BACKEND("/backend", Method.GET, Method.HEAD),
  /** {@code /rooms/{room}}: GET is the WebSocket, POST a message from outside. */
  ROOM("/rooms/", Method.GET, Method.POST),
  /** {@code /rooms/{room}/next}: the long poll. */
  NEXT("/next", Method.GET);

  private final byte[] path;

  private final Set<Method> methods;
  private final String allow;

  Route(String path, Method... methods) {
    this.path = Ascii.bytes(path);
    this.methods = Set.of(methods);
    this.allow = Arrays.stream(methods).map(Method::name).collect(Collectors.joining(", "));
  }

  /** The route whose path is the range, compared byte by byte, or null. */
  static @Nullable Route at(ByteBuffer in, int from, int to) {
    if (HELLO.isAt(in, from, to)) {
      return HELLO;
    }
    if (ECHO.isAt(in, from, to)) {
      return ECHO;
    }
    if (COMPUTE.isAt(in, from, to)) {
      return COMPUTE;
    }
    if (BACKEND.isAt(in, from, to)) {
      return BACKEND;
    }
    return room(in, from, to);
  }

  private boolean isAt(ByteBuffer in, int from, int to) {
    return Ascii.equal(in, from, to, path);
  }

  private static @Nullable Route room(ByteBuffer in, int from, int to) {
    int name = roomName(from);
    if (name > to || !ROOM.isAt(in, from, name)) {
      return null;
    }
    int end = roomNameEnd(in, from, to);
    if (end == to) {
      return ROOM;
    }
    return NEXT.isAt(in, end, to) ? NEXT : null;
  }

  /** Where the name of a room starts in a path that starts at {@code from}. */
  static int roomName(int from) {
    return from + ROOM.path.length;
  }

  /** Where the name of a room ends in the path [from, to). */
  static int roomNameEnd(ByteBuffer in, int from, int to) {
    return Ascii.indexOf(in, roomName(from), to, '/');
  }

  /** Whether {@code method} is answered here. */
  boolean allows(Method method) {
    return methods.contains(method);
  }

  /** Whether a request with this method wants to become a WebSocket here. */
  boolean isWebSocket(Method method) {
    return method == Method.GET && (this == ECHO || this == ROOM);
  }

  /** Whether the content of such a request is wanted. */
  boolean takesContent(Method method) {
    return method == Method.POST && (this == ECHO || this == ROOM);
  }

  /** Whether its requests have arguments, in the path or the query. */
  boolean hasArguments() {
    return this != HELLO && this != ECHO;
  }

  /** The value of an Allow header (RFC 9110 section 10.2.1). */
  String allow() {
    return allow;
  }
}
