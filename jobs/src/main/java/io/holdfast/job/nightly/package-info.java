/** The order of the steps of a night and how they are wired together. */
package io.holdfast.job.nightly;
