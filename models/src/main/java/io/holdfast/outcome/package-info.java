/** What may happen to an account: definitions read by labels, models, scores and reports alike. */
package io.holdfast.outcome;
