/**
 * What a protocol is to a server and to a client: a state machine over bytes, without I/O and
 * without threads ("sans-I/O"). Start at {@link org.concurrencybench.core.protocol.ServerProtocol}.
 *
 * <p>The same objects run in every server and, in the client role, in the load driver, so that the
 * codec is not a variable of the experiment. The protocols themselves are in {@code core.tcp},
 * {@code core.http} and {@code core.websocket}; none of them may import a socket.
 */
@NullMarked
package org.concurrencybench.core.protocol;

import org.jspecify.annotations.NullMarked;
