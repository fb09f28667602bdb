/**
 * The Iceberg lake: reading and writing tables by contract, and the release that makes a night
 * current.
 */
package io.holdfast.job.lake;
