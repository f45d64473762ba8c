package org.concurrencybench.suite.lab;

/**
 * What a load generator spent in one window.
 *
 * @param cpuMicrosPerRequest user and system time
 * @param requestsPerSecond answered
 */
record DriverCost(double cpuMicrosPerRequest, double requestsPerSecond) {}
