/** The one page that a leader reads: figures of released tables, shaped for it and rendered. */
package io.holdfast.job.report;
