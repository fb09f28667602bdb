/** Exports fetched from the vendors' own interfaces into landing, for teams without a loader. */
package io.holdfast.job.pull;
