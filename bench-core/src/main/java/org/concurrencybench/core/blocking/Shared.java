package org.concurrencybench.core.blocking;

import java.net.InetSocketAddress;
import org.concurrencybench.core.protocol.Limits;
import org.concurrencybench.core.server.GlobalLock;
import org.concurrencybench.core.server.Offload;
import org.concurrencybench.core.server.Variant;
import org.concurrencybench.core.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one server share.
 *
 * @param threads starts the writers of members
 * @param fanout who writes to members
 * @param pollWatch notices clients that leave while they wait
 * @param writeWatch notices members that hold up their senders
 * @param backend where the slow backend listens, or null
 * @param limits what the backend may send
 */
record Shared(
    Service service,
    GlobalLock lock,
    Offload offload,
    LiveThreads threads,
    Variant.Fanout fanout,
    PollWatch pollWatch,
    WriteWatch writeWatch,
    @Nullable InetSocketAddress backend,
    Limits limits) {}
