/** A mapping is tried on the first records of its exports; nothing is written. */
package io.holdfast.job.step.trial;
