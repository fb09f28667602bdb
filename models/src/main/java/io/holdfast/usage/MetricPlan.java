package io.holdfast.usage;

import java.io.Serializable;

/**
 * A metric as the fold needs it.
 *
 * @param who which of an event's distinct texts it keeps
 */
record MetricPlan(String name, int who) implements Serializable {}
