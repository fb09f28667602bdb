/** A target that writes CSV files for a CRM's data loader. */
package io.holdfast.job.publish.file;
