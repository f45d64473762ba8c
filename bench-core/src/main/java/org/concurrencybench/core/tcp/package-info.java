/**
 * The length-prefixed protocol over plain TCP, in the server and the client role. Start at {@link
 * org.concurrencybench.core.tcp.TcpServerProtocol}. Imports no socket.
 */
@NullMarked
package org.concurrencybench.core.tcp;

import org.jspecify.annotations.NullMarked;
