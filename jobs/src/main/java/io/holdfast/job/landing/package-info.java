/** Files that landed become raw records, numbered and complete, or a reason why not. */
package io.holdfast.job.landing;
