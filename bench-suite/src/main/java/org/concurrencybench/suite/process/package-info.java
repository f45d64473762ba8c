/**
 * Server processes: starting them pinned and with equal flags, asking what they have used, and
 * stopping them without leaving one behind. Start at {@link
 * org.concurrencybench.suite.process.ServerProcess}; the other end of its pipes, in the server, is
 * {@link org.concurrencybench.suite.process.ControlChannel}.
 *
 * <pre>
 *   launcher                                     server process
 *   ServerProcess  -- standard input: sample -->  ControlChannel
 *                  <- standard output: {...} ---
 *                  <- standard error: its log --
 * </pre>
 *
 * <p>Nothing here knows what is measured, and nothing here names a model.
 */
@NullMarked
package org.concurrencybench.suite.process;

import org.jspecify.annotations.NullMarked;
