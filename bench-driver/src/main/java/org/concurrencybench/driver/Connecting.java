package org.concurrencybench.driver;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * How opening the connections went.
 *
 * @param wanted connections asked for
 * @param opened connections that are open and ready
 * @param errors the others, by kind; nothing was tried twice
 * @param connect time from the connect call until requests may be sent, in nanoseconds, of those
 *     that opened
 * @param startEpochMillis when it began, wall clock
 * @param elapsed how long all of it took
 */
public record Connecting(
    int wanted,
    int opened,
    Errors errors,
    Histogram connect,
    long startEpochMillis,
    Duration elapsed) {}
