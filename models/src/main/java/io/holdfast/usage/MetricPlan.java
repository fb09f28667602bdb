package io.holdfast.usage;

import java.io.Serializable;

/**
 * A metric as the fold needs it.
 *
 * @param hash of what it counts
 * @param who which of an event's distinct texts it keeps
 */
record MetricPlan(String name, String hash, int who) implements Serializable {}
