package org.concurrencybench.async;

import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Offload;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a server share.
 *
 * @param service decides what happens for a request
 * @param lock held while a loop works for a request; nothing unless the variant asks for it
 * @param offload computes elsewhere, where the variant asks for that
 * @param limits what a peer may send, the slow backend included
 * @param backend where the slow backend listens; null if there is none
 * @param sockets makes a socket that connects, on the server's own transport
 */
record Serving(
    Service service,
    GlobalLock lock,
    Offload offload,
    Limits limits,
    @Nullable InetSocketAddress backend,
    Supplier<SocketChannel> sockets) {}
