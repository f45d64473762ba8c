/**
 * One load against one server of any kind, as {@code bench drive} does it: what was asked, what
 * came back, in words and as JSON. Start at {@link org.concurrencybench.suite.drive.Drive}.
 */
@NullMarked
package org.concurrencybench.suite.drive;

import org.jspecify.annotations.NullMarked;
