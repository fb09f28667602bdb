/** What the fields of an unknown export hold is told, and a mapping of it drafted. */
package io.holdfast.job.suggest;
