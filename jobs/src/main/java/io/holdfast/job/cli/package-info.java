/** The commands that people and schedulers run. */
package io.holdfast.job.cli;
