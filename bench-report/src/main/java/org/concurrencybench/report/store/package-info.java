/**
 * A run's directory. Start at {@link org.concurrencybench.report.store.RunDirectory}. What goes
 * wrong is a {@link org.concurrencybench.report.store.ResultsException}, whose message is for the
 * user.
 *
 * <p>Imports the schema, Jackson and HdrHistogram; nothing that draws.
 */
@NullMarked
package org.concurrencybench.report.store;

import org.jspecify.annotations.NullMarked;
