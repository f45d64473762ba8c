/**
 * HTTP/1.1 and 1.0 (RFC 9110, RFC 9112) as state machines over bytes, for both roles, and the HTTP
 * half of a WebSocket (RFC 6455 section 4). Start at {@link
 * org.concurrencybench.core.http.HttpServerProtocol}.
 *
 * <pre>
 *                 HeadReader  ◀── lines, fields: what both roles share
 *                  ▲      ▲
 *        RequestHead      ResponseHead
 *             ▲                ▲
 *   HttpServerProtocol   HttpClientProtocol, WebSocketClientProtocol
 *             ▼                ▼
 *        FixedBody, ChunkedBody, UntilCloseBody
 * </pre>
 *
 * <p>Strict where leniency lets two parsers disagree about where a message ends (request smuggling,
 * RFC 9112 section 11.2): every line ends with CR LF and nothing else, a length is one decimal
 * number, chunked is the only coding, and a head that offers two ways to find the end is refused.
 *
 * <p>Nothing here may import a socket, a thread or a model.
 */
@NullMarked
package org.concurrencybench.core.http;

import org.jspecify.annotations.NullMarked;
