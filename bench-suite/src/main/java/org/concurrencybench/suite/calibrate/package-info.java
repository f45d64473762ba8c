/**
 * What the load driver measures of a server that does next to nothing: the floor under every
 * response time and the ceiling over every rate. Start at {@link
 * org.concurrencybench.suite.calibrate.Calibrating}. Runs in a process of its own with the driver's
 * flags, as the windows do; {@code suite.run} starts it.
 */
@NullMarked
package org.concurrencybench.suite.calibrate;

import org.jspecify.annotations.NullMarked;
