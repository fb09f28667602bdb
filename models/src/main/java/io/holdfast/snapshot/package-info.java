/** The point-in-time row of every account, for all asked days in one pass over its history. */
package io.holdfast.snapshot;
