/**
 * The control database: lease, runs, steps, file ledger, releases, intents, receipts, model
 * pointers.
 */
package io.holdfast.job.control;
