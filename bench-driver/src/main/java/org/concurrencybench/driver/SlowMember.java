package org.concurrencybench.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a member that stopped reading when the window began, and read what was left when
 * it was over.
 *
 * @param room its index
 * @param member its index in the room
 * @param published messages that its room published in the window
 * @param received of these, those that it found when it read again, in order and intact
 * @param receivedBytes their payload
 * @param ended when it learned that its connection was over, from the start of the window; null if
 *     it was not. The server may have ended it long before: the end waits behind what was sent
 *     before it, unread
 */
public record SlowMember(
    int room,
    int member,
    long published,
    long received,
    long receivedBytes,
    @Nullable Duration ended) {}
