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
  ECHO("/echo", Method.GET, Method.POST);

  private static final Route[] ALL = values();

  private final byte[] path;

  private final Set<Method> methods;
  private final String allow;

  Route(String path, Method... methods) {
    this.path = Ascii.bytes(path);
    this.methods = Set.of(methods);
    this.allow = Arrays.stream(methods).map(Method::name).collect(Collectors.joining(", "));
  }

  /** The route whose path is the range, compared byte by byte (no percent-decoding), or null. */
  static @Nullable Route at(ByteBuffer in, int from, int to) {
    for (Route route : ALL) {
      if (Ascii.equal(in, from, to, route.path)) {
        return route;
      }
    }
    return null;
  }

  /** Whether {@code method} is answered here. */
  boolean allows(Method method) {
    return methods.contains(method);
  }

  /** The value of an Allow header (RFC 9110 section 10.2.1). */
  String allow() {
    return allow;
  }
}
