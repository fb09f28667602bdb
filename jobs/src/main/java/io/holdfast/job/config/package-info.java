/** Configuration as records, read from YAML with every problem in one list. */
package io.holdfast.job.config;
