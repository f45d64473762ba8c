/**
 * Fails the tests of a class that leak a buffer of Netty, in every module that has this on its test
 * class path: {@link org.concurrencybench.leaks.FailOnLeak} registers itself. Imports nothing of
 * this project, so that every module can use it.
 */
@NullMarked
package org.concurrencybench.leaks;

import org.jspecify.annotations.NullMarked;
