/**
 * What a model must offer to be measured: a {@link org.concurrencybench.core.server.ServerProvider}
 * that is found by name through {@link java.util.ServiceLoader} and starts a {@link
 * org.concurrencybench.core.server.Server}. Start at {@link
 * org.concurrencybench.core.server.Models}. Nobody outside a model's module names its classes.
 */
@NullMarked
package org.concurrencybench.core.server;

import org.jspecify.annotations.NullMarked;
