/**
 * The micro suites: what a hand-off, a start, a lock and a codec cost by themselves. They explain
 * what the suites over sockets show, and judge nothing. Ordinary JMH, one idea a file, each with
 * the command that runs it and what to expect; start at {@link
 * org.concurrencybench.suite.micro.HandOff}. {@link org.concurrencybench.suite.micro.MicroSuites}
 * lists them all.
 *
 * <p>The commands in the files take the class path from {@code CP}; {@code ./bench} writes one:
 *
 * <pre>
 * ./bench --version &amp;&amp; CP=bench-suite/target/classes:$(cat target/bench/classpath)
 * </pre>
 *
 * Must not import the models or the suites over sockets.
 */
@NullMarked
package org.concurrencybench.suite.micro;

import org.jspecify.annotations.NullMarked;
