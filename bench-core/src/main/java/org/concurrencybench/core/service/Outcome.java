package org.concurrencybench.core.service;

/**
 * What the {@link Service} wants to happen for a request. Each model has one place that performs
 * outcomes its own way: the blocking models block, the event loop takes a callback.
 */
public sealed interface Outcome permits Reply {}
