package org.concurrencybench.driver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One message that woke the polls of its room. Times run from the moment its POST was due.
 *
 * @param polls that must be answered
 * @param held of these, requests that the kernel had and nobody had answered when the POST was
 *     sent; the others ask late and are answered at once
 * @param answered with the right message
 * @param first until the first had its answer; null if none had
 * @param median until half of them had; null if fewer had
 * @param all until the last had; null if some had none
 */
public record Wake(
    int polls,
    int held,
    int answered,
    @Nullable Duration first,
    @Nullable Duration median,
    @Nullable Duration all) {}
