/** One class a step of the night: read, call a pure function, check, write, return a result. */
package io.holdfast.job.step;
