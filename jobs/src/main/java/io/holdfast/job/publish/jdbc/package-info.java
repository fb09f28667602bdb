/** A target that updates rows of a database table. */
package io.holdfast.job.publish.jdbc;
