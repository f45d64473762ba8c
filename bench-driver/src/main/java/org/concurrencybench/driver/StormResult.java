package org.concurrencybench.driver;

/**
 * A window with a storm in it. Its deliveries are not accounted for exactly: who was in a room at
 * which moment only the server knows.
 */
public record StormResult(ChatResult chat, ReconnectStorm storm) {}
