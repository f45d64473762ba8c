/** The contract that every server must keep, as tests that a model's module inherits. */
@NullMarked
package org.concurrencybench.testkit;

import org.jspecify.annotations.NullMarked;
