/** The templates of the page, compiled from {@code src/main/jte}. */
package io.holdfast.job.report.page;
